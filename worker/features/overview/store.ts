/**
 * Queries of the overview. Everything is counted where it is; each read restricts itself to whom this reader may see,
 * because it runs in the batch that admits them. `coverage_days` keeps numbers only, one row for each day.
 */
import { and, asc, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { auditEvents, coverageDays, realms, tenants, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import { demandsIn } from "../policy/service.ts";
import { lockedIds, visibleTo } from "../roster/service.ts";

const isCounted = sql`${users.status} <> 'disabled'`;
const isRequired = (now: Millis): SQL => sql`coalesce(demands.from_at <= ${now}, false)`;
const sum = (condition: SQL) => sql<number>`coalesce(sum(${condition}), 0)`;

const counts = (now: Millis) => ({
	people: sql<number>`count(*)`,
	on: sum(sql`${users.twoFactor} = 'on'`),
	neverUsed: sum(sql`${users.twoFactor} = 'onNeverUsed'`),
	off: sum(sql`${users.twoFactor} = 'off'`),
	required: sum(isRequired(now)),
	missing: sum(sql`${users.twoFactor} = 'off' and ${isRequired(now)}`),
});

/** How things stand now; people who are disabled do not count. */
export const countToday = (db: Db, tenantId: TenantId, readerId: UserId, now: Millis) =>
	db
		.select({ ...counts(now), locked: sum(sql`${users.id} in ${lockedIds(tenantId, now)}`) })
		.from(users)
		.innerJoin(demandsIn(tenantId), sql`demands.user_id = ${users.id}`)
		.where(and(eq(users.tenantId, tenantId), isCounted, visibleTo(tenantId, readerId)));

const brief = { id: users.id, name: users.name, email: users.email };

/** Who must have a second factor and has none, the most urgent first. */
export const readMissing = (db: Db, tenantId: TenantId, readerId: UserId, most: number, now: Millis) =>
	db
		.select({ ...brief, realm: { id: realms.id, name: realms.name }, dueAt: sql<Millis | null>`demands.due_at` })
		.from(users)
		.innerJoin(demandsIn(tenantId), sql`demands.user_id = ${users.id}`)
		.innerJoin(realms, and(eq(realms.tenantId, users.tenantId), eq(realms.id, users.realmId)))
		.where(
			and(
				eq(users.tenantId, tenantId),
				isCounted,
				eq(users.twoFactor, "off"),
				isRequired(now),
				visibleTo(tenantId, readerId),
			),
		)
		.orderBy(sql`demands.due_at`, asc(users.nameKey), asc(users.id))
		.limit(most);

/** Whose second factor is locked. */
export const readLocked = (db: Db, tenantId: TenantId, readerId: UserId, most: number, now: Millis) =>
	db
		.select(brief)
		.from(users)
		.where(
			and(
				eq(users.tenantId, tenantId),
				isCounted,
				sql`${users.id} in ${lockedIds(tenantId, now)}`,
				visibleTo(tenantId, readerId),
			),
		)
		.orderBy(asc(users.nameKey), asc(users.id))
		.limit(most);

/** The days before `today` that were kept, the oldest first; none for whoever sees only a part of the tenant. */
export const readDays = (db: Db, tenantId: TenantId, readerId: UserId, days: { from: string; today: string }) =>
	db
		.select({
			day: coverageDays.day,
			people: coverageDays.people,
			on: coverageDays.protected,
			required: coverageDays.required,
			missing: coverageDays.missing,
		})
		.from(coverageDays)
		.where(
			and(
				eq(coverageDays.tenantId, tenantId),
				gte(coverageDays.day, days.from),
				lt(coverageDays.day, days.today),
				sql`exists (select 1 from users reader where reader.tenant_id = ${tenantId} and reader.id = ${readerId}
					and reader.role <> 'realmAdmin')`,
			),
		)
		.orderBy(asc(coverageDays.day));

/** Sign-ins of each day, counted by what was recorded of them: one row for each different thing that can be said. */
export const countSignIns = (db: Db, tenantId: TenantId, readerId: UserId, from: Millis) =>
	db
		.select({
			/** Days since the first of 1970. */
			day: sql<number>`${auditEvents.at} / 86400000`,
			event: auditEvents.event,
			evidence: auditEvents.evidence,
			count: sql<number>`count(*)`,
		})
		.from(auditEvents)
		.where(
			sql`${auditEvents.tenantId} = ${tenantId} and ${auditEvents.event} in ('login.succeeded', 'login.refused', 'code.refused')
				and ${auditEvents.at} >= ${from} and (exists (select 1 from users reader where reader.tenant_id = ${tenantId}
					and reader.id = ${readerId} and reader.role <> 'realmAdmin')
				or exists (select 1 from ${users} where ${users.tenantId} = ${tenantId}
					and ${users.id} = ${auditEvents.targetId} and ${visibleTo(tenantId, readerId)}))`,
		)
		.groupBy(sql`1`, auditEvents.event, auditEvents.evidence);

/** The minute of the hour in which a tenant's numbers are taken again: each has its own, so that no sweep counts them all. */
const slot = sql`(unicode(substr(${tenants.id}, -1)) * 37 + unicode(substr(${tenants.id}, -2, 1))) % 60`;

/** Tenants that have no row for this day yet, and those whose minute it is; at most `most`. */
export const tenantsToCount = (db: Db, at: { readonly day: string; readonly minute: number }, most: number) => {
	const isNew = sql`not exists (select 1 from ${coverageDays}
		where ${coverageDays.tenantId} = ${tenants.id} and ${coverageDays.day} = ${at.day})`;
	return db
		.select({ id: tenants.id })
		.from(tenants)
		.where(and(eq(tenants.state, "active"), sql`(${isNew} or ${slot} = ${at.minute})`))
		.orderBy(desc(isNew), tenants.id)
		.limit(most);
};

/** Takes today's numbers of one tenant, in place of what an earlier hour found. */
export const keepDay = (db: Db, tenantId: TenantId, day: string, now: Millis) => {
	const { people, required, missing } = counts(now);
	const found = sql`(select ${people} as people, ${sum(sql`${users.twoFactor} <> 'off'`)} as protected,
		${required} as required, ${missing} as missing
		from ${users} join ${demandsIn(tenantId)} on demands.user_id = ${users.id}
		where ${users.tenantId} = ${tenantId} and ${isCounted})`;
	return db
		.insert(coverageDays)
		.select(sql`select ${tenantId}, ${day}, people, protected, required, missing from ${found} where true`)
		.onConflictDoUpdate({
			target: [coverageDays.tenantId, coverageDays.day],
			set: {
				people: sql`excluded.people`,
				protected: sql`excluded.protected`,
				required: sql`excluded.required`,
				missing: sql`excluded.missing`,
			},
		});
};

/** Drops days that no picture shows any more. */
export const dropOldDays = (db: Db, before: string) => db.delete(coverageDays).where(lt(coverageDays.day, before));
