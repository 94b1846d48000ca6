/**
 * Queries of the overview. Everything is counted where it is; each read restricts itself to whom this reader may see,
 * because it runs in the batch that admits them. `coverage_days` keeps numbers only, one row for each day.
 */
import { and, asc, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { headcounts } from "../../../db/schema/headcounts.ts";
import { auditEvents, coverageDays, realms, tenants, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import { fewOf, lockedIds, requiredNow, visibleTo } from "../filters/service.ts";
import { demandsIn } from "../policy/service.ts";

const isCounted = sql`${users.status} <> 'disabled'`;
const isRequired = (now: Millis): SQL => sql`coalesce(demands.from_at <= ${now}, false)`;

const { people, twoFactor } = headcounts;
const realm = sql`${headcounts.realmId}`;
const areCounted = sql`${headcounts.status} <> 'disabled'`;
const sum = (condition: SQL) => sql<number>`coalesce(sum(${people} * (${condition})), 0)`;

/** Added up from groups of people, so that a million cost what ten cost. */
const counts = (tenantId: TenantId, now: Millis) => {
	const required = requiredNow(tenantId, now, sql`${headcounts.requirement}`, realm);
	return {
		people: sum(sql`true`),
		on: sum(sql`${twoFactor} = 'on'`),
		neverUsed: sum(sql`${twoFactor} = 'onNeverUsed'`),
		off: sum(sql`${twoFactor} = 'off'`),
		required: sum(required),
		missing: sum(sql`${twoFactor} = 'off' and ${required}`),
	};
};

/** How things stand now; people who are disabled do not count. */
export const countToday = (db: Db, tenantId: TenantId, readerId: UserId, now: Millis) => {
	const isLocked = sql`${users.tenantId} = ${tenantId} and ${users.id} = locked.id`;
	const locked = sql`(select count(*) from ${lockedIds(tenantId, now)} locked join ${users} on ${isLocked}
		where ${and(isCounted, visibleTo(tenantId, readerId))})`;
	return db
		.select({ ...counts(tenantId, now), locked: sql<number>`${locked}` })
		.from(headcounts)
		.where(and(eq(headcounts.tenantId, tenantId), areCounted, visibleTo(tenantId, readerId, realm)));
};

const brief = { id: users.id, name: users.name, email: users.email };

/** People found by an index, at most a thousand of them: whoever shows ten of many shows ten of these. */
const found = (tenantId: TenantId, readerId: UserId, status: "missing" | "locked", now: Millis): SQL =>
	sql`(select ${tenantId} as tenant_id, id from (${fewOf(tenantId, readerId, { status }, now).ids}) limit 1000) as found`;

const isFound = sql`${users.tenantId} = found.tenant_id and ${users.id} = found.id`;

/** Who must have a second factor and has none, the most urgent first. */
export const readMissing = (db: Db, tenantId: TenantId, readerId: UserId, most: number, now: Millis) =>
	db
		.select({ ...brief, realm: { id: realms.id, name: realms.name }, dueAt: sql<Millis | null>`demands.due_at` })
		.from(found(tenantId, readerId, "missing", now))
		.innerJoin(users, isFound)
		.innerJoin(demandsIn(tenantId), sql`demands.user_id = ${users.id}`)
		.innerJoin(realms, and(eq(realms.tenantId, users.tenantId), eq(realms.id, users.realmId)))
		.where(and(isRequired(now), visibleTo(tenantId, readerId)))
		.orderBy(sql`demands.due_at`, asc(users.nameKey), asc(users.id))
		.limit(most);

/** Whose second factor is locked. */
export const readLocked = (db: Db, tenantId: TenantId, readerId: UserId, most: number, now: Millis) =>
	db
		.select(brief)
		.from(found(tenantId, readerId, "locked", now))
		.innerJoin(users, isFound)
		.where(and(isCounted, visibleTo(tenantId, readerId)))
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
		.where(and(eq(tenants.state, "active"), unfenced(tenants.id), sql`(${isNew} or ${slot} = ${at.minute})`))
		.orderBy(desc(isNew), tenants.id)
		.limit(most);
};

/** Takes today's numbers of one tenant, in place of what an earlier hour found. */
export const keepDay = (db: Db, tenantId: TenantId, day: string, now: Millis) => {
	const { people, required, missing } = counts(tenantId, now);
	const found = sql`(select ${people} as people, ${sum(sql`${twoFactor} <> 'off'`)} as protected,
		${required} as required, ${missing} as missing
		from ${headcounts} where ${headcounts.tenantId} = ${tenantId} and ${areCounted})`;
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
export const dropOldDays = (db: Db, tenantId: TenantId, before: string) =>
	db
		.delete(coverageDays)
		.where(and(eq(coverageDays.tenantId, tenantId), lt(coverageDays.day, before), unfenced(coverageDays.tenantId)));
