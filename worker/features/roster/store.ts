/**
 * Queries of the users grid. Every page is one keyset behind a place, along an index where the order has one. The reads run
 * in the batch that admits the reader, so each restricts itself to whom this reader may see; the search is literal (T123).
 */
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { attempts, policies, realmAdmins, realms, users } from "../../../db/schema/index.ts";
import type { Millis, RealmId, TenantId, UserId } from "../../lib/brand.ts";
import { CODES_BEFORE_SUSPENSION } from "../attempts/limits.ts";
import type { ListInput } from "../people/input.ts";
import { realmRulesOf, tenantRules } from "../policy/service.ts";
import { nameKey } from "../users/rules.ts";
import type { Direction, Place, Sort } from "./rules.ts";

/** Counting stops here: more is "more than ten thousand". */
export const MOST_COUNTED = 10_001;

export interface Wanted extends Omit<ListInput, "cursor" | "sort" | "direction" | "limit"> {
	readonly sort: Sort;
	readonly direction: Direction;
	readonly limit: number;
	/** The end of the page before, or null for the first. */
	readonly behind: Place | null;
}

/** Whom this reader may see: everybody, or the people of the realms named to them. */
export const visibleTo = (tenantId: TenantId, readerId: UserId): SQL => {
	const role = sql`(select reader.role from ${users} reader where reader.tenant_id = ${tenantId} and reader.id = ${readerId})`;
	return sql`(${role} in ('owner', 'admin', 'auditor') or (${role} = 'realmAdmin' and ${users.realmId} in
		(select named.realm_id from ${realmAdmins} named where named.tenant_id = ${tenantId} and named.user_id = ${readerId})))`;
};

const strictest = sql`'{"requirement":"required","lock":{"after":5}}'`;

/** The tenant's policy as stored, or the strictest where there is none that can be read. */
const stored = (tenantId: TenantId): SQL =>
	sql`coalesce((select case when json_valid(p.overrides) then p.overrides end from ${policies} p where p.tenant_id = ${tenantId}), ${strictest})`;

/** The twin of attempts/rules.ts `factorLock`: ids of those whose second factor is locked now. */
export const lockedIds = (tenantId: TenantId, now: Millis): SQL => {
	const rule = (path: string, fallback: number | string) =>
		sql`coalesce(json_extract(${stored(tenantId)}, ${path}), ${fallback})`;
	return sql`(select substr(a.subject, 8) from ${attempts} a where a.tenant_id = ${tenantId}
		and a.subject >= 'factor:' and a.subject < 'factor;' and a.count > 0 and (a.count >= ${CODES_BEFORE_SUSPENSION}
		or case when ${rule("$.lock.mode", "untilUnlocked")} = 'timed'
			then a.count % ${rule("$.lock.after", 10)} = 0 and a.last_at + ${rule("$.lock.minutes", 15)} * 60000 > ${now}
			else a.count >= ${rule("$.lock.after", 10)} end))`;
};

/** The twin of policy/demand.ts `demandOf` and `isRequired`, for one row of `users`: 1 or 0. Some rule has begun. */
const requiredNow = (tenantId: TenantId, now: Millis): SQL<number> => {
	const begun = (rules: SQL) => sql`(select id from (${rules}) where requirement = 'required' and from_at <= ${now})`;
	return sql<number>`(${users.requirement} = 'required' or exists ${begun(tenantRules(tenantId))}
		or ${users.realmId} in ${begun(realmRulesOf(tenantId))})`;
};

function narrowed(tenantId: TenantId, readerId: UserId, wanted: Omit<Wanted, "behind">, now: Millis): SQL | undefined {
	const { search, status } = wanted;
	const typed = search === undefined ? "" : nameKey(search);
	// Names and addresses are looked through in an index each: nobody's row is read who does not fit.
	const byEmail = sql`(select mail.rowid from ${users} mail where mail.tenant_id = ${tenantId}
		and instr(mail.email, ${(search ?? "").trim().toLowerCase()}) > 0)`;
	const found = sql`(instr(${users.nameKey}, ${typed}) > 0 or ${users}.rowid in ${byEmail})`;
	return and(
		eq(users.tenantId, tenantId),
		visibleTo(tenantId, readerId),
		typed === "" ? undefined : found,
		wanted.realmId === undefined ? undefined : eq(users.realmId, wanted.realmId as RealmId),
		wanted.role === undefined ? undefined : eq(users.role, wanted.role),
		wanted.twoFactor === undefined ? undefined : eq(users.twoFactor, wanted.twoFactor),
		status === undefined ? undefined : inState(tenantId, status, now),
	);
}

function inState(tenantId: TenantId, status: NonNullable<Wanted["status"]>, now: Millis): SQL {
	switch (status) {
		case "locked":
			return sql`${users.id} in ${lockedIds(tenantId, now)}`;
		case "pending":
			return sql`${users.method} = 'phoneLink' and ${users.phone} is null and ${users.status} <> 'disabled'`;
		case "missing":
			return sql`${users.twoFactor} = 'off' and ${users.status} <> 'disabled' and ${requiredNow(tenantId, now)}`;
		default:
			return eq(users.status, status);
	}
}

/** The columns of an order before the id, by which it is made unique. */
function columnsOf(tenantId: TenantId, sort: Sort, now: Millis): readonly SQL[] {
	const name = sql`${users.nameKey}`;
	switch (sort) {
		case "name":
			return [name];
		case "email":
			return [sql`${users.email}`];
		case "lastSignIn":
			return [sql`${users.lastSignInAt}`];
		case "realm":
			return [sql`${realms.name}`, name];
		case "role":
			return [sql`${users.role}`, name];
		case "twoFactor":
			return [sql`${users.twoFactor}`, name];
		case "required":
			return [requiredNow(tenantId, now), name];
	}
}

/** What comes behind the place in its order; people who never signed in come before everybody else. */
function behindOf(columns: readonly SQL[], { sort, direction, value, nameKey: name, id }: Place): SQL {
	const beyond = sql.raw(direction === "asc" ? ">" : "<");
	if (sort === "lastSignIn" && value === null) {
		const never = sql`${users.lastSignInAt} is null and ${users.id} ${beyond} ${id}`;
		return direction === "asc" ? sql`((${never}) or ${users.lastSignInAt} is not null)` : never;
	}
	const values = columns.length === 1 ? [value, id] : [value, name, id];
	const place = sql.join(
		values.map((one) => sql`${one}`),
		sql`, `,
	);
	const later = sql`(${sql.join([...columns, sql`${users.id}`], sql`, `)}) ${beyond} (${place})`;
	return sort === "lastSignIn" && direction === "desc" ? sql`(${later} or ${users.lastSignInAt} is null)` : later;
}

const budgetOf = and(eq(attempts.tenantId, users.tenantId), sql`${attempts.subject} = 'factor:' || ${users.id}`);

const personColumns = {
	id: users.id,
	email: users.email,
	name: users.name,
	nameKey: users.nameKey,
	locale: users.locale,
	role: users.role,
	status: users.status,
	requirement: users.requirement,
	createdAt: users.createdAt,
	activeSinceAt: users.activeSinceAt,
	lastSignInAt: users.lastSignInAt,
	realmId: users.realmId,
	phone: users.phone,
	method: users.method,
	twoFactor: users.twoFactor,
	realm: { id: realms.id, name: realms.name, rules: realms.rules },
	budget: { count: attempts.count, lastAt: attempts.lastAt, blockedUntilAt: attempts.blockedUntilAt },
};

/** One page and one row more, by which the caller knows that there is another page. */
export function readPage(db: Db, tenantId: TenantId, readerId: UserId, wanted: Wanted, now: Millis) {
	const columns = columnsOf(tenantId, wanted.sort, now);
	const order = wanted.direction === "asc" ? asc : desc;
	return db
		.select(personColumns)
		.from(users)
		.leftJoin(realms, and(eq(realms.tenantId, users.tenantId), eq(realms.id, users.realmId)))
		.leftJoin(attempts, budgetOf)
		.where(and(narrowed(tenantId, readerId, wanted, now), wanted.behind ? behindOf(columns, wanted.behind) : undefined))
		.orderBy(...columns.map((column) => order(column)), order(users.id))
		.limit(wanted.limit + 1);
}

/** How many people fit, counted up to `MOST_COUNTED`. */
export function countPeople(db: Db, tenantId: TenantId, readerId: UserId, wanted: Omit<Wanted, "behind">, now: Millis) {
	const some = db
		.select({ one: sql`1`.as("one") })
		.from(users)
		.where(narrowed(tenantId, readerId, wanted, now))
		.limit(MOST_COUNTED)
		.as("some");
	return db.select({ total: sql<number>`count(*)` }).from(some);
}

/** The tenant's stored policy. */
export const readOverrides = (db: Db, tenantId: TenantId) =>
	db.select({ overrides: policies.overrides }).from(policies).where(eq(policies.tenantId, tenantId));

/** The realms over which a person has the write permission. */
export const readAdministered = (db: Db, tenantId: TenantId, userId: UserId) =>
	db
		.select({ id: realms.id, name: realms.name })
		.from(realmAdmins)
		.innerJoin(realms, and(eq(realms.tenantId, realmAdmins.tenantId), eq(realms.id, realmAdmins.realmId)))
		.where(and(eq(realmAdmins.tenantId, tenantId), eq(realmAdmins.userId, userId)))
		.orderBy(asc(realms.name), asc(realms.id));
