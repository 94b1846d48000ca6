/**
 * Queries of recovery codes: one row each, consumed by a conditional update (T036, T037).
 */
import { and, asc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { prepared } from "../../../db/prepared.ts";
import { recoveryCodes } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";

export type RecoveryCode = typeof recoveryCodes.$inferSelect;

const ofUser = (tenantId: TenantId, userId: UserId) =>
	and(eq(recoveryCodes.tenantId, tenantId), eq(recoveryCodes.userId, userId));

const codesOf = prepared(["tenantId", "userId"], (db, { tenantId, userId }) =>
	db
		.select()
		.from(recoveryCodes)
		.where(and(eq(recoveryCodes.tenantId, tenantId), eq(recoveryCodes.userId, userId)))
		.orderBy(asc(recoveryCodes.position)),
);
export const readCodes = (db: Db, tenantId: TenantId, userId: UserId) => codesOf(db, { tenantId, userId });

export const insertCodes = (db: Db, rows: readonly RecoveryCode[]) => db.insert(recoveryCodes).values([...rows]);

export const deleteCodes = (db: Db, tenantId: TenantId, userId: UserId) =>
	db.delete(recoveryCodes).where(ofUser(tenantId, userId));

/** The condition that the person has a code left. */
export const codesRemain = (tenantId: TenantId, userId: UserId): SQL =>
	sql`exists (select 1 from ${recoveryCodes} where ${recoveryCodes.tenantId} = ${tenantId}
		and ${recoveryCodes.userId} = ${userId} and ${recoveryCodes.usedAt} is null)`;

/** Burns one code; no row changes when it was burnt before. */
export const consumeCode = (db: Db, tenantId: TenantId, userId: UserId, id: string, now: Millis) =>
	db
		.update(recoveryCodes)
		.set({ usedAt: now })
		.where(and(ofUser(tenantId, userId), eq(recoveryCodes.id, id), isNull(recoveryCodes.usedAt)));

/** Burns the code with one of these keyed hashes; no row changes when there is none, or it was burnt before. */
export const consumeHashed = (
	db: Db,
	tenantId: TenantId,
	userId: UserId,
	hashes: readonly (readonly [keyId: string, hash: string])[],
	now: Millis,
) =>
	db
		.update(recoveryCodes)
		.set({ usedAt: now })
		.where(
			and(
				ofUser(tenantId, userId),
				isNull(recoveryCodes.usedAt),
				or(...hashes.map(([keyId, hash]) => and(eq(recoveryCodes.keyId, keyId), eq(recoveryCodes.hash, hash)))),
			),
		);

/** The condition that the person has exactly this many codes left. */
export const codesLeftAre = (tenantId: TenantId, userId: UserId, left: number): SQL =>
	sql`(select count(*) from ${recoveryCodes} where ${recoveryCodes.tenantId} = ${tenantId}
		and ${recoveryCodes.userId} = ${userId} and ${recoveryCodes.usedAt} is null) = ${left}`;

/** Notes that the set is saved, and wipes the sealed copies where they are not kept for showing. */
export const markSaved = (db: Db, tenantId: TenantId, userId: UserId, change: { now: Millis; keepCopies: boolean }) =>
	db
		.update(recoveryCodes)
		.set({ savedAt: change.now, ...(change.keepCopies ? {} : { sealedCode: null }) })
		.where(and(ofUser(tenantId, userId), isNull(recoveryCodes.savedAt)));
