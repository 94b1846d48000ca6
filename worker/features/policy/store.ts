/**
 * Queries of the policy room: the row, its versions, and the SQL twin of `demandOf` and of the reading in rules.ts, for
 * questions about thousands of people at once. The twin fails closed as they do: a text that cannot be read demands.
 */
import { and, eq, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { policies, policyVersions, realms, tenants, users } from "../../../db/schema/index.ts";
import type { Millis, RealmId, TenantId, UserId } from "../../lib/brand.ts";
import { days } from "../../lib/duration.ts";
import { bounds, choices, defaultPolicy, policyOverrides, realmRules, strictestPolicy } from "./rules.ts";

export const readPolicy = (db: Db, tenantId: TenantId) =>
	db.select().from(policies).where(eq(policies.tenantId, tenantId));

export const insertPolicy = (db: Db, tenantId: TenantId, overrides: string, now: Millis) =>
	db.insert(policies).values({ tenantId, overrides, changedAt: now });

/** Raises the version of exactly the one that was read; with `overrides` the tenant's own are replaced. */
export const replacePolicy = (
	db: Db,
	tenantId: TenantId,
	change: { version: number; overrides: string | null; endTrust: boolean; now: Millis },
) =>
	db
		.update(policies)
		.set({
			...(change.overrides === null ? {} : { overrides: change.overrides }),
			version: sql`${policies.version} + 1`,
			trustGeneration: sql`${policies.trustGeneration} + ${change.endTrust ? 1 : 0}`,
			changedAt: change.now,
		})
		.where(and(eq(policies.tenantId, tenantId), eq(policies.version, change.version)));

export const replaceRealmRules = (db: Db, tenantId: TenantId, realmId: RealmId, rules: string) =>
	db
		.update(realms)
		.set({ rules })
		.where(and(eq(realms.tenantId, tenantId), eq(realms.id, realmId)));

export interface PolicyVersion {
	readonly version: number;
	readonly realmId: RealmId | null;
	readonly realmName: string | null;
	readonly before: string;
	readonly after: string;
	readonly actorId: UserId | null;
	readonly at: Millis;
}

export const insertVersion = (db: Db, tenantId: TenantId, version: PolicyVersion) =>
	db.insert(policyVersions).values({ tenantId, ...version });

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(", ");

/** One branch per known field: when what stands there is not what rules.ts accepts. */
function misfits(known: Readonly<Record<string, unknown>>): SQL {
	const isKnown = (field: string): boolean => (field.split(".")[0] ?? field) in known;
	const branches = [
		...Object.entries(bounds)
			.filter(([field]) => isKnown(field))
			.map(([field, [least, most]]) => {
				const isNumber = `part.type = 'integer' and part.atom between ${least} and ${most}`;
				return `when '$.${field}' then not (${isNumber}${field === "requiredFromAt" ? " or part.type = 'null'" : ""})`;
			}),
		...Object.entries(choices)
			.filter(([field]) => isKnown(field))
			.map(([field, those]) => `when '$.${field}' then not (part.type = 'text' and part.atom in (${quoted(those)}))`),
		...["lock", "recoveryCodes", "password", "session"]
			.filter(isKnown)
			.map((field) => `when '$.${field}' then part.type <> 'object'`),
		...["setUpSheet", "textRecovery"]
			.filter(isKnown)
			.map((field) => `when '$.${field}' then part.type not in ('true', 'false')`),
	];
	return sql.raw(`case part.fullkey when '$' then part.type <> 'object' ${branches.join(" ")} else false end`);
}

const ofTenants = misfits(policyOverrides.shape);
const ofRealms = misfits(realmRules.shape);

/** What a stored text (`said`) says of a field, else the standard; the strictest where the text cannot be read. */
const part = (path: string, standard: string | number | null, strictest: string | number) =>
	sql`case when fits then coalesce(said ->> ${path}, ${standard}) else ${strictest} end`;

/** Whether the text `said` is one that rules.ts can read. */
const fitsWithout = (wrong: SQL): SQL =>
	sql`not exists (select 1 from json_tree(case when json_valid(said) then said else '0' end) as part where ${wrong})`;

/** The rules of `source` (tenant_id, id, said) as columns; where `standards` is null, what is absent is null: inherited. */
function rulesOf(source: SQL, standards: typeof defaultPolicy | null): SQL {
	const wrong = standards ? ofTenants : ofRealms;
	const { session } = strictestPolicy;
	return sql`select tenant_id, id,
		${part("$.requirement", standards?.requirement ?? null, strictestPolicy.requirement)} as requirement,
		${part("$.requiredFromAt", 0, 0)} as from_at,
		${part("$.graceDays", 0, 0)} as grace_days,
		${part("$.session.idleMinutes", standards?.session.idleMinutes ?? null, session.idleMinutes)} as idle_minutes,
		${part("$.session.absoluteHours", standards?.session.absoluteHours ?? null, session.absoluteHours)} as absolute_hours
		from (select tenant_id, id, said, ${fitsWithout(wrong)} as fits from (${source}))`;
}

/** The tenant's lock rule, always one row: its `after`, `mode` and `minutes`. */
export const lockOf = (tenantId: TenantId | Placeholder): SQL => {
	const [{ lock: standard }, { lock: strictest }] = [defaultPolicy, strictestPolicy];
	return sql`select ${part("$.lock.after", standard.after, strictest.after)} as "after",
		${part("$.lock.mode", standard.mode, strictest.mode)} as mode,
		${part("$.lock.minutes", standard.minutes, strictest.minutes)} as minutes
		from (select said, ${fitsWithout(ofTenants)} as fits from (select coalesce((select ${policies.overrides}
			from ${policies} where ${policies.tenantId} = ${tenantId}), 'missing') as said))`;
};

/** Texts that are looked at as if they were saved already, all of them of one tenant. */
export interface Proposed {
	readonly tenant?: SQL;
	readonly realm?: { readonly id: RealmId; readonly rules: SQL };
}

/** Which tenants: one of them, or a query of ids. */
export type Which = TenantId | SQL;

const among = (which: Which): SQL => (typeof which === "string" ? sql`= ${which}` : sql`in (${which})`);

/** The rules of tenants, one row each with the columns of `rulesOf`. */
export const tenantRules = (which: Which, { tenant }: Proposed = {}): SQL =>
	rulesOf(
		sql`select house.tenant_id, 'tenant' as id, ${tenant ?? sql`coalesce(own.overrides, 'missing')`} as said
			from ${tenants} as house left join ${policies} as own on own.tenant_id = house.tenant_id
			where house.tenant_id ${among(which)}`,
		defaultPolicy,
	);

/** The rules of their realms, one row each with the columns of `rulesOf`. */
export const realmRulesOf = (which: Which, { realm }: Proposed = {}): SQL =>
	rulesOf(
		sql`select own.tenant_id, own.id, ${realm ? sql`case when own.id = ${realm.id} then ${realm.rules} else own.rules end` : sql`own.rules`} as said
			from ${realms} as own where own.tenant_id ${among(which)}`,
		null,
	);

/**
 * How long a session of one person lives, as a table expression of one row with idle_ms and absolute_ms: the SQL twin of
 * `policyInRealm` in that.
 */
export const sessionLivesOf = (tenantId: TenantId, userId: UserId): SQL =>
	sql`(select min(house.idle_minutes, coalesce(own.idle_minutes, house.idle_minutes)) * 60000 as idle_ms,
		min(house.absolute_hours, coalesce(own.absolute_hours, house.absolute_hours)) * 3600000 as absolute_ms
		from (${tenantRules(tenantId)}) as house join (${rulesOf(
			sql`select tenant_id, id, rules as said from ${realms} where tenant_id = ${tenantId}
				and id = (select realm_id from ${users} where tenant_id = ${tenantId} and id = ${userId})`,
			null,
		)}) as own)`;

const DAY = sql.raw(String(days(1)));
const ends = (rule: string): SQL => sql`case when ${sql.raw(rule)}.requirement = 'required' then
	case when ${sql.raw(rule)}.grace_days = 0 then ${sql.raw(rule)}.from_at
	else max(${sql.raw(rule)}.from_at, coalesce(person.active_since_at, 0)) + ${sql.raw(rule)}.grace_days * ${DAY} end end`;

/**
 * The demand on every person as a table expression named `demands`, the SQL twin of `demandOf`: tenant_id, user_id, from_at,
 * due_at and demanded_by, null where nothing is demanded, and the lives of a session in their realm (idle_ms, absolute_ms).
 */
export const demandsIn = (which: Which, proposed: Proposed = {}): SQL =>
	sql`(with tenant_rule as materialized (${tenantRules(which, proposed)}), realm_rule as materialized (${realmRulesOf(which, proposed)})
		select tenant_id, user_id, idle_ms, absolute_ms, demanded_by,
			case when demanded_by = 'user' then 0 when realm_due is null then tenant_from when tenant_due is null then realm_from
				else min(realm_from, tenant_from) end as from_at,
			case demanded_by when 'user' then 0 when 'realm' then realm_due when 'tenant' then tenant_due end as due_at
		from (select *, case when requirement = 'required' then 'user'
				when realm_due is not null and (tenant_due is null or realm_due <= tenant_due) then 'realm'
				when tenant_due is not null then 'tenant' end as demanded_by
			from (select person.tenant_id as tenant_id, person.id as user_id, person.requirement as requirement,
				realm_rule.from_at as realm_from,
				case when tenant_rule.requirement = 'required' then tenant_rule.from_at end as tenant_from,
				${ends("realm_rule")} as realm_due, ${ends("tenant_rule")} as tenant_due,
				min(tenant_rule.idle_minutes, coalesce(realm_rule.idle_minutes, tenant_rule.idle_minutes)) * 60000 as idle_ms,
				min(tenant_rule.absolute_hours, coalesce(realm_rule.absolute_hours, tenant_rule.absolute_hours)) * 3600000 as absolute_ms
				from tenant_rule
				join ${users} as person on person.tenant_id = tenant_rule.tenant_id
				join realm_rule on realm_rule.tenant_id = person.tenant_id and realm_rule.id = person.realm_id))) as demands`;
