/**
 * Queries of codes that travel as text messages: one per person, taken by a try before it is looked at (security rule 1).
 */
import { and, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { resetCodes } from "../../../db/schema/index.ts";
import type { Epoch, Millis, TenantId, UserId } from "../../lib/brand.ts";

export type ResetCode = typeof resetCodes.$inferSelect;

/** Puts the code in place of the person's earlier one, which is dead at once. */
export const putCode = (db: Db, code: ResetCode) =>
	db
		.insert(resetCodes)
		.values(code)
		.onConflictDoUpdate({
			target: [resetCodes.tenantId, resetCodes.userId],
			set: {
				challengeId: code.challengeId,
				keyId: code.keyId,
				hash: code.hash,
				epoch: code.epoch,
				attempts: 0,
				expiresAt: code.expiresAt,
			},
		});

/** Takes one try at the code that was asked for in this challenge, in time, where `condition` holds; the row comes back only with a try. */
export const takeTry = (
	db: Db,
	tenantId: TenantId,
	of: { userId: UserId; challengeId: string; epoch: Epoch; now: Millis; most: number },
	condition: SQL,
) =>
	db
		.update(resetCodes)
		.set({ attempts: sql`${resetCodes.attempts} + 1` })
		.where(
			and(
				eq(resetCodes.tenantId, tenantId),
				eq(resetCodes.userId, of.userId),
				eq(resetCodes.challengeId, of.challengeId),
				eq(resetCodes.epoch, of.epoch),
				gt(resetCodes.expiresAt, of.now),
				lt(resetCodes.attempts, of.most),
				condition,
			),
		)
		.returning();

/** Takes the code away; a guard behind it makes it count once. */
export const takeCode = (db: Db, code: ResetCode) =>
	db
		.delete(resetCodes)
		.where(
			and(
				eq(resetCodes.tenantId, code.tenantId),
				eq(resetCodes.userId, code.userId),
				eq(resetCodes.hash, code.hash),
				eq(resetCodes.challengeId, code.challengeId),
			),
		);

/** Whatever was sent to a number ends with the number. */
export const dropCodes = (db: Db, tenantId: TenantId, userId: UserId) =>
	db.delete(resetCodes).where(and(eq(resetCodes.tenantId, tenantId), eq(resetCodes.userId, userId)));

export const sweepCodes = (db: Db, olderThan: Millis) =>
	db.delete(resetCodes).where(and(lt(resetCodes.expiresAt, olderThan), unfenced(resetCodes.tenantId)));
