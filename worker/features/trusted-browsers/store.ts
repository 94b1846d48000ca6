/**
 * Queries of trusted browsers.
 */
import { and, desc, eq, ne, or, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { trustedBrowsers, users } from "../../../db/schema/index.ts";
import type { Epoch, Millis, RealmId, TenantId, UserId } from "../../lib/brand.ts";
import { hashToken, type Token } from "../../lib/token.ts";
import type { TrustedBrowser } from "./rules.ts";

const ofUser = (tenantId: TenantId, userId: UserId) =>
	and(eq(trustedBrowsers.tenantId, tenantId), eq(trustedBrowsers.userId, userId));

export const findTrusted = (db: Db, tenantId: TenantId, token: Token) =>
	db
		.select()
		.from(trustedBrowsers)
		.where(and(ofUser(tenantId, token.userId), eq(trustedBrowsers.id, token.id)));

export const listTrusted = (db: Db, tenantId: TenantId, userId: UserId) =>
	db.select().from(trustedBrowsers).where(ofUser(tenantId, userId)).orderBy(desc(trustedBrowsers.lastUsedAt));

export const insertTrusted = (db: Db, browser: TrustedBrowser) => db.insert(trustedBrowsers).values(browser);

/** Keeps the newest `most` of a person, in the same batch as the insert (T073). */
export const capTrusted = (db: Db, tenantId: TenantId, userId: UserId, most: number) =>
	db.delete(trustedBrowsers).where(
		sql`${trustedBrowsers.tenantId} = ${tenantId} and ${trustedBrowsers.userId} = ${userId} and ${trustedBrowsers.id} not in
				(select id from ${trustedBrowsers} where ${trustedBrowsers.tenantId} = ${tenantId}
				and ${trustedBrowsers.userId} = ${userId} order by ${trustedBrowsers.createdAt} desc limit ${most})`,
	);

/** Notes the use; no row changes when the browser was forgotten meanwhile. */
export const touchTrusted = (db: Db, tenantId: TenantId, userId: UserId, id: string, now: Millis) =>
	db
		.update(trustedBrowsers)
		.set({ lastUsedAt: now })
		.where(and(ofUser(tenantId, userId), eq(trustedBrowsers.id, id)));

export const deleteTrusted = (db: Db, tenantId: TenantId, userId: UserId, id: string) =>
	db
		.delete(trustedBrowsers)
		.where(and(ofUser(tenantId, userId), eq(trustedBrowsers.id, id)))
		.returning({ id: trustedBrowsers.id });

export const deleteAllTrusted = (db: Db, tenantId: TenantId, userId: UserId) =>
	db.delete(trustedBrowsers).where(ofUser(tenantId, userId)).returning({ id: trustedBrowsers.id });

/** Forgets every browser of the people who are in the realm. */
export const deleteTrustedInRealm = (db: Db, tenantId: TenantId, realmId: RealmId) =>
	db.delete(trustedBrowsers).where(
		and(
			eq(trustedBrowsers.tenantId, tenantId),
			sql`${trustedBrowsers.userId} in (select ${users.id} from ${users}
				where ${users.tenantId} = ${tenantId} and ${users.realmId} = ${realmId})`,
		),
	);

/** Forgets every browser of the person but the one that shows its whole token. */
export const deleteOtherTrusted = (db: Db, tenantId: TenantId, userId: UserId, keep: Token | null) =>
	db
		.delete(trustedBrowsers)
		.where(
			and(
				ofUser(tenantId, userId),
				keep ? or(ne(trustedBrowsers.id, keep.id), ne(trustedBrowsers.secretHash, hashToken(keep))) : undefined,
			),
		);

/** Carries the trust of one browser over a rise of the epoch; one that had ended before does not change. */
export const carryTrusted = (
	db: Db,
	tenantId: TenantId,
	userId: UserId,
	id: string,
	epoch: { readonly from: Epoch; readonly to: Epoch },
) =>
	db
		.update(trustedBrowsers)
		.set({ epoch: epoch.to })
		.where(and(ofUser(tenantId, userId), eq(trustedBrowsers.id, id), eq(trustedBrowsers.epoch, epoch.from)));
