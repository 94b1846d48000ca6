/**
 * Queries of tokens that travel by mail.
 */
import { and, eq, isNull, lte } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { mailedTokens } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import type { Token } from "../../lib/token.ts";

export type MailedToken = typeof mailedTokens.$inferSelect;

export const insertToken = (db: Db, token: MailedToken) => db.insert(mailedTokens).values(token);

export const findToken = (db: Db, tenantId: TenantId, token: Token) =>
	db
		.select()
		.from(mailedTokens)
		.where(
			and(eq(mailedTokens.tenantId, tenantId), eq(mailedTokens.userId, token.userId), eq(mailedTokens.id, token.id)),
		);

/** Marks the token used; no row changes when it was used before (T105). */
export const useToken = (db: Db, tenantId: TenantId, id: string, now: Millis) =>
	db
		.update(mailedTokens)
		.set({ usedAt: now })
		.where(and(eq(mailedTokens.tenantId, tenantId), eq(mailedTokens.id, id), isNull(mailedTokens.usedAt)));

/** Drops unused tokens of one purpose: only the newest link works. */
export const dropTokens = (db: Db, tenantId: TenantId, userId: UserId, purpose: MailedToken["purpose"]) =>
	db
		.delete(mailedTokens)
		.where(
			and(
				eq(mailedTokens.tenantId, tenantId),
				eq(mailedTokens.userId, userId),
				eq(mailedTokens.purpose, purpose),
				isNull(mailedTokens.usedAt),
			),
		);

export const sweepTokens = (db: Db, olderThan: Millis) =>
	db.delete(mailedTokens).where(and(lte(mailedTokens.expiresAt, olderThan), unfenced(mailedTokens.tenantId)));
