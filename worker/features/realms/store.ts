/**
 * Queries of realms. How many people are in each is added up from `headcounts`; whether a realm may go is decided inside the batch that removes it.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { headcounts } from "../../../db/schema/headcounts.ts";
import { realms, users } from "../../../db/schema/index.ts";
import type { Millis, RealmId, TenantId } from "../../lib/brand.ts";
import { requiredNow } from "../filters/service.ts";

const one = (tenantId: TenantId, id: RealmId) => and(eq(realms.tenantId, tenantId), eq(realms.id, id));

export const findRealm = (db: Db, tenantId: TenantId, id: RealmId) => db.select().from(realms).where(one(tenantId, id));

/** The realms by name, with how many people are in each, how many of them have a second factor, and who must and has none. */
export const readRealms = (db: Db, tenantId: TenantId, now: Millis) => {
	const asks = requiredNow(tenantId, now, sql`${headcounts.requirement}`, sql`${headcounts.realmId}`);
	const sum = (condition: SQL) => sql<number>`coalesce(sum(${headcounts.people} * (${condition})), 0)`;
	return db
		.select({
			id: realms.id,
			key: realms.key,
			name: realms.name,
			category: realms.category,
			kind: realms.kind,
			rules: realms.rules,
			people: sum(sql`true`),
			protected: sum(sql`${headcounts.status} <> 'disabled' and ${headcounts.twoFactor} <> 'off'`),
			missing: sum(sql`${headcounts.status} <> 'disabled' and ${headcounts.twoFactor} = 'off' and ${asks}`),
		})
		.from(realms)
		.leftJoin(headcounts, and(eq(headcounts.tenantId, realms.tenantId), eq(headcounts.realmId, realms.id)))
		.where(eq(realms.tenantId, tenantId))
		.groupBy(realms.id)
		.orderBy(sql`lower(${realms.name})`, realms.id);
};

/** Realms whose Realm ID is this one, however it is capitalised. */
export const findKey = (db: Db, tenantId: TenantId, key: string) =>
	db
		.select({ id: realms.id })
		.from(realms)
		.where(and(eq(realms.tenantId, tenantId), sql`lower(${realms.key}) = lower(${key})`));

/** Makes a custom realm, if by now no other has its ID. */
export const insertRealm = (
	db: Db,
	tenantId: TenantId,
	realm: { id: RealmId; key: string; name: string; category: (typeof realms.$inferSelect)["category"]; now: Millis },
) =>
	db.insert(realms).select(
		sql`select ${tenantId}, ${realm.id}, ${realm.key}, ${realm.name}, ${realm.category}, 'custom', '{}', ${realm.now}
			where not exists (select 1 from ${realms} where ${realms.tenantId} = ${tenantId} and lower(${realms.key}) = lower(${realm.key}))`,
	);

export const updateRealm = (
	db: Db,
	tenantId: TenantId,
	id: RealmId,
	change: { readonly name: string; readonly category: (typeof realms.$inferSelect)["category"] },
) => db.update(realms).set(change).where(one(tenantId, id));

/** Removes a custom realm in which nobody is in this very moment. */
export const deleteEmptyRealm = (db: Db, tenantId: TenantId, id: RealmId) =>
	db
		.delete(realms)
		.where(
			and(
				one(tenantId, id),
				eq(realms.kind, "custom"),
				sql`not exists (select 1 from ${users} where ${users.tenantId} = ${tenantId} and ${users.realmId} = ${id})`,
			),
		);
