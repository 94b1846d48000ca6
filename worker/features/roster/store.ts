/**
 * Queries of the users grid. A page is sorted out of the few whom a filter leaves or, where many fit, walked along an index
 * of its order; so it costs the same whatever the tenant's size. Reads restrict themselves to whom the reader may see,
 * because they run in the batch that admits them. Totals are added up from `headcounts`, or counted among those few.
 */
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { headcounts } from "../../../db/schema/headcounts.ts";
import { attempts, policies, realmAdmins, realms, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import {
	fewOf,
	isAddedUp,
	isFound,
	isWholeOfIndex,
	narrowed,
	narrowedGroups,
	ruleAsks,
	type Wanted as Sieve,
	seesAll,
} from "../filters/service.ts";
import type { Direction, Place, Sort } from "./rules.ts";

/** So many are few: they are counted and sorted where they are found. */
export const FEW = 1000;

export interface Wanted extends Sieve {
	readonly sort: Sort;
	readonly direction: Direction;
	readonly limit: number;
	/** The end of the page before, or null for the first. */
	readonly behind: Place | null;
}

const { nameKey, email, role, twoFactor, lastSignInAt, requirement, id } = users;
const name = sql`${nameKey}`;

/** The columns of an order, unique by the id at their end; the twin of rules.ts `valuesOf`. */
function keysOf(tenantId: TenantId, sort: Sort, now: Millis): readonly SQL[] {
	switch (sort) {
		case "name":
			return [name, sql`${id}`];
		case "email":
			return [sql`${email}`, sql`${id}`];
		case "lastSignIn":
			return [sql`${lastSignInAt}`, sql`${id}`];
		case "realm":
			return [sql`${realms.name}`, sql`${realms.id}`, name, sql`${id}`];
		case "role":
			return [sql`${role}`, name, sql`${id}`];
		case "twoFactor":
			return [sql`${twoFactor}`, name, sql`${id}`];
		case "required": {
			const group = sql`case when ${requirement} = 'required' then 2 else ${ruleAsks(tenantId, now, sql`${realms.id}`)} end`;
			return [group, sql`${realms.name}`, sql`${realms.id}`, sql`${requirement}`, name, sql`${id}`];
		}
	}
}

type Value = Place["values"][number];
const listed = (parts: readonly (SQL | Value)[]): SQL =>
	sql.join(
		parts.map((one) => sql`${one}`),
		sql`, `,
	);
const beyond = (keys: readonly SQL[], direction: Direction, values: readonly Value[]): SQL =>
	sql`(${listed(keys)}) ${sql.raw(direction === "asc" ? ">" : "<")} (${listed(values)})`;

/** A stretch of an order that one index gives sorted: the keys that vary in it, and its bounds. */
interface Stretch {
	readonly keys: readonly SQL[];
	readonly within: SQL;
}

/** The order as stretches, one behind the other, from the place on. */
function stretchesOf(tenantId: TenantId, { sort, direction, behind }: Wanted, now: Millis): readonly Stretch[] {
	const keys = keysOf(tenantId, sort, now);
	if (sort === "realm") return byRealm(keys, direction, behind?.values ?? null, sql`true`);
	if (sort === "required") {
		const asks = ruleAsks(tenantId, now, sql`${realms.id}`);
		const [at = null, ...rest] = behind?.values ?? [];
		const groups = [
			sql`not ${asks} and ${requirement} < 'required'`,
			sql`${asks} and ${requirement} < 'required'`,
			sql`${requirement} = 'required'`,
		].map((within, group) => ({ within, group }));
		return (direction === "asc" ? groups : groups.reverse())
			.filter(({ group }) => at === null || (direction === "asc" ? group >= Number(at) : group <= Number(at)))
			.flatMap(({ within, group }) => byRealm(keys.slice(1), direction, group === at ? rest : null, within));
	}
	if (sort === "lastSignIn") {
		// Whoever never signed in comes before everybody else: a stretch of its own.
		const [at = null, last = null] = behind?.values ?? [];
		const never = { keys: keys.slice(1), within: sql`${lastSignInAt} is null` };
		const ever = { keys, within: sql`${lastSignInAt} is not null` };
		if (!behind) return direction === "asc" ? [never, ever] : [ever, never];
		if (at === null) {
			const rest = { ...never, within: sql`${never.within} and ${beyond(never.keys, direction, [last])}` };
			return direction === "asc" ? [rest, ever] : [rest];
		}
		const rest = { keys, within: beyond(keys, direction, behind.values) };
		return direction === "asc" ? [rest] : [rest, never];
	}
	return [{ keys, within: behind ? beyond(keys, direction, behind.values) : sql`true` }];
}

/** Realm by realm: the rest of the one at which the last page ended, and those behind it. */
function byRealm(keys: readonly SQL[], direction: Direction, at: readonly Value[] | null, within: SQL) {
	if (!at) return [{ keys, within }];
	const [realmName = null, realmId = null, ...rest] = at;
	const own = keys.slice(2);
	return [
		{ keys: own, within: sql`${within} and ${realms.id} = ${realmId} and ${beyond(own, direction, rest)}` },
		{ keys, within: sql`${within} and ${beyond(keys.slice(0, 2), direction, [realmName, realmId])}` },
	];
}

const isOfRealm = sql`${users.tenantId} = ${realms.tenantId} and ${users.realmId} = ${realms.id}`;

/** The rows of one page and one more, each with the number of its stretch. */
function pageOf(tenantId: TenantId, readerId: UserId, wanted: Wanted, now: Millis): SQL {
	const { sort, direction, limit, behind } = wanted;
	const way = sql.raw(direction);
	// As a limit it is asked once; as a condition SQLite would ask it of every row of the way that is not taken.
	const ordered = (keys: readonly SQL[], isTaken: SQL): SQL =>
		sql`order by ${sql.join(
			keys.map((key) => sql`${key} ${way}`),
			sql`, `,
		)} limit case when ${isTaken} then ${limit + 1} else 0 end`;
	const few = fewOf(tenantId, readerId, wanted, now);
	const areFew = sql`(${few.holds} and (select count(*) from found) <= ${FEW})`;
	const all = keysOf(tenantId, sort, now);
	// Among the few, null comes first like everywhere else: row values cannot be compared with it.
	const comparable = sort === "lastSignIn" ? [sql`coalesce(${lastSignInAt}, -1)`, sql`${id}`] : all;
	const place = behind?.values.map((value) => value ?? -1);
	const rest = place ? beyond(comparable, direction, place) : sql`true`;
	const sorted = sql`select * from (select 0 as stretch, ${users}.rowid as place from found cross join ${users}
		on ${users.tenantId} = ${tenantId} and ${users.id} = found.id cross join ${realms} on ${realms.tenantId} = ${tenantId}
		and ${realms.id} = ${users.realmId} where ${narrowed(tenantId, readerId, wanted, now, false)} and ${rest}
		${ordered(all, areFew)})`;
	const walked = stretchesOf(tenantId, wanted, now).map(({ keys, within }, index) => {
		const from =
			sort === "realm" || sort === "required"
				? sql`${realms} cross join ${users} on ${isOfRealm} where ${realms.tenantId} = ${tenantId}`
				: sql`${users} where true`;
		return sql`select * from (select ${sql.raw(String(index + 1))} as stretch, ${users}.rowid as place from ${from}
			and ${narrowed(tenantId, readerId, wanted, now, true)} and ${within} ${ordered(keys, sql`not ${areFew}`)})`;
	});
	return sql`(with found as materialized (select id from (${few.ids}) limit ${FEW + 1})
		select stretch, place from (${sql.join([sorted, ...walked], sql` union all `)}) limit ${limit + 1}) as page`;
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
	const order = wanted.direction === "asc" ? asc : desc;
	return db
		.select(personColumns)
		.from(pageOf(tenantId, readerId, wanted, now))
		.innerJoin(users, sql`${users}.rowid = page.place`)
		.leftJoin(realms, and(eq(realms.tenantId, users.tenantId), eq(realms.id, users.realmId)))
		.leftJoin(attempts, budgetOf)
		.orderBy(sql`page.stretch`, ...keysOf(tenantId, wanted.sort, now).map((key) => order(key)));
}

/** How many people fit, and whether that is all: where more than `FEW` fit a search, it is how many of the first are left. */
export function countPeople(db: Db, tenantId: TenantId, readerId: UserId, wanted: Sieve, now: Millis) {
	if (isAddedUp(wanted))
		return db
			.select(counted(sql`coalesce(sum(${headcounts.people}), 0)`, sql`1`))
			.from(headcounts)
			.where(narrowedGroups(tenantId, readerId, wanted, now));
	const sought = narrowed(tenantId, readerId, wanted, now, false);
	if (!isFound(wanted)) {
		const some = sql`(select 1 from ${users} where ${sought} limit ${FEW + 1})`;
		return db.select(counted(sql`min(count(*), ${FEW})`, sql`count(*) <= ${FEW}`)).from(sql`${some} as some`);
	}
	const found = sql`(select id from (${fewOf(tenantId, readerId, wanted, now).ids}) limit ${FEW + 1})`;
	const all = sql`(select count(*) from ${found})`;
	const looked = sql`(select count(*) from ${found} as found cross join ${users}
		on ${users.tenantId} = ${tenantId} and ${users.id} = found.id where ${sought})`;
	// Nobody's row is read where the index says it all.
	const number = isWholeOfIndex(wanted)
		? sql`case when ${seesAll(tenantId, readerId)} then ${all} else ${looked} end`
		: looked;
	return db.select(counted(sql`min(${number}, ${FEW})`, sql`${all} <= ${FEW}`)).from(sql`(select 1)`);
}

/** Named, because the database would otherwise send the expressions along as names. */
const counted = (total: SQL, isExact: SQL) => ({
	total: sql<number>`${total}`.as("total"),
	isExact: sql<number>`${isExact}`.as("isExact"),
});

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
