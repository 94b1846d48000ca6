/**
 * Whom an administrator asks for: who may be seen, and the conditions of each filter, on people and on groups of people. Each
 * filter that few can fit also says by which index these few are found, so that nobody else's row is read for them.
 */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { headcounts } from "../../../db/schema/headcounts.ts";
import { attempts, policies, realmAdmins, users } from "../../../db/schema/index.ts";
import type { Millis, RealmId, TenantId, UserId } from "../../lib/brand.ts";
import { CODES_BEFORE_SUSPENSION } from "../attempts/limits.ts";
import type { ListInput } from "../people/input.ts";
import { realmRulesOf, tenantRules } from "../policy/service.ts";
import { idsSaid, isSaid, isSaidByWord, soughtIn } from "../search/service.ts";

export type Wanted = Pick<ListInput, "search" | "realmId" | "status" | "role" | "twoFactor">;

const roleOf = (tenantId: TenantId, readerId: UserId): SQL =>
	sql`(select reader.role from ${users} reader where reader.tenant_id = ${tenantId} and reader.id = ${readerId})`;
const namedTo = (tenantId: TenantId, readerId: UserId): SQL =>
	sql`(select named.realm_id from ${realmAdmins} named where named.tenant_id = ${tenantId} and named.user_id = ${readerId})`;

/** Whether this reader may see everybody. */
export const seesAll = (tenantId: TenantId, readerId: UserId): SQL =>
	sql`${roleOf(tenantId, readerId)} in ('owner', 'admin', 'auditor')`;

/** Whom this reader may see: everybody, or the people of the realms named to them. */
export const visibleTo = (tenantId: TenantId, readerId: UserId, realm: SQL = sql`${users.realmId}`): SQL => {
	const role = roleOf(tenantId, readerId);
	return sql`(${seesAll(tenantId, readerId)}
		or (${role} = 'realmAdmin' and ${realm} in ${namedTo(tenantId, readerId)}))`;
};

const strictest = sql`'{"requirement":"required","lock":{"after":5}}'`;

/** The tenant's policy as stored, or the strictest where there is none that can be read. */
const stored = (tenantId: TenantId): SQL =>
	sql`coalesce((select case when json_valid(p.overrides) then p.overrides end from ${policies} p where p.tenant_id = ${tenantId}), ${strictest})`;

/** The twin of attempts/rules.ts `factorLock`: ids of those whose second factor is locked now; nobody is before three wrong codes. */
export const lockedIds = (tenantId: TenantId, now: Millis): SQL => {
	const rule = (path: string, fallback: number | string) =>
		sql`coalesce(json_extract(${stored(tenantId)}, ${path}), ${fallback})`;
	return sql`(select substr(a.subject, 8) as id from ${attempts} a where a.tenant_id = ${tenantId}
		and subject >= 'factor:' and subject < 'factor:~' and count >= 3 and (a.count >= ${CODES_BEFORE_SUSPENSION}
		or case when ${rule("$.lock.mode", "untilUnlocked")} = 'timed'
			then a.count % ${rule("$.lock.after", 10)} = 0 and a.last_at + ${rule("$.lock.minutes", 15)} * 60000 > ${now}
			else a.count >= ${rule("$.lock.after", 10)} end))`;
};

const begun = (rules: SQL, now: Millis): SQL =>
	sql`(select id from (${rules}) where requirement = 'required' and from_at <= ${now})`;

/** A rule of the tenant or of this realm has begun to ask for a second factor. */
export const ruleAsks = (tenantId: TenantId, now: Millis, realm: SQL = sql`${users.realmId}`): SQL =>
	sql`(exists ${begun(tenantRules(tenantId), now)} or ${realm} in ${begun(realmRulesOf(tenantId), now)})`;

/** The twin of policy/demand.ts `demandOf` and `isRequired`, for one row of `users` or one group: 1 or 0. */
export const requiredNow = (
	tenantId: TenantId,
	now: Millis,
	own = sql`${users.requirement}`,
	realm?: SQL,
): SQL<number> => sql<number>`(${own} = 'required' or ${ruleAsks(tenantId, now, realm)})`;

const isPending = sql`method = 'phoneLink' and phone is null and status <> 'disabled'`;
const isWithout = sql`two_factor = 'off' and status <> 'disabled'`;

function inState(tenantId: TenantId, status: NonNullable<Wanted["status"]>, now: Millis): SQL {
	switch (status) {
		case "locked":
			return sql`${users.id} in ${lockedIds(tenantId, now)}`;
		case "pending":
			return sql`${users.method} = 'phoneLink' and ${users.phone} is null and ${users.status} <> 'disabled'`;
		case "missing":
			return sql`${users.twoFactor} = 'off' and ${users.status} <> 'disabled' and ${requiredNow(tenantId, now)}`;
		case "active":
			return eq(users.status, status);
		default:
			// Said twice: an index that leaves the active out is only taken where the text itself does.
			return sql`${users.status} <> 'active' and ${users.status} = ${status}`;
	}
}

/** The conditions of all filters on one person. A search that many fit (`isMany`) looks for the beginnings of words itself. */
export function narrowed(tenantId: TenantId, readerId: UserId, wanted: Wanted, now: Millis, isMany: boolean) {
	const sought = wanted.search === undefined ? null : soughtIn(wanted.search);
	return and(
		eq(users.tenantId, tenantId),
		visibleTo(tenantId, readerId),
		sought ? (isMany ? isSaidByWord(sought) : isSaid(sought)) : undefined,
		wanted.realmId === undefined ? undefined : eq(users.realmId, wanted.realmId as RealmId),
		wanted.role === undefined ? undefined : eq(users.role, wanted.role),
		wanted.twoFactor === undefined ? undefined : eq(users.twoFactor, wanted.twoFactor),
		wanted.status === undefined ? undefined : inState(tenantId, wanted.status, now),
	);
}

/** Whether the filters are made of what the groups of `headcounts` tell apart. */
export const isAddedUp = ({ search, status }: Wanted): boolean =>
	(search === undefined || soughtIn(search) === null) && status !== "locked" && status !== "pending";

/** Whether an index tells the few who fit: signs alone, without a word, are looked for one person after the other. */
export const isFound = ({ search, status }: Wanted): boolean =>
	search === undefined || (status !== undefined && status !== "active") || (soughtIn(search)?.words.length ?? 1) > 0;

/** Whether whoever is found by the index of words fits, for who sees all: nothing else is asked, and no sign between words. */
export const isWholeOfIndex = ({ search, realmId, status, role, twoFactor }: Wanted): boolean =>
	[realmId, status, role, twoFactor].every((other) => other === undefined) &&
	/^[\p{L}\p{N}]{1,40}$/u.test((search && soughtIn(search)?.name) ?? "");

/** The same conditions on one group of `headcounts`, where `isAddedUp`. */
export function narrowedGroups(tenantId: TenantId, readerId: UserId, wanted: Wanted, now: Millis) {
	const { status } = wanted;
	const realm = sql`${headcounts.realmId}`;
	return and(
		eq(headcounts.tenantId, tenantId),
		visibleTo(tenantId, readerId, realm),
		wanted.realmId === undefined ? undefined : eq(headcounts.realmId, wanted.realmId as RealmId),
		wanted.role === undefined ? undefined : eq(headcounts.role, wanted.role),
		wanted.twoFactor === undefined ? undefined : eq(headcounts.twoFactor, wanted.twoFactor),
		status === "missing"
			? sql`${headcounts.twoFactor} = 'off' and ${headcounts.status} <> 'disabled'
				and ${requiredNow(tenantId, now, sql`${headcounts.requirement}`, realm)}`
			: status === undefined
				? undefined
				: inArray(headcounts.status, [status]),
	);
}

/** People who may be few, by an index of their own: a query of their ids, and when it speaks for everybody who fits. */
export interface Few {
	readonly ids: SQL;
	readonly holds: SQL;
}

/** The narrowest of the filters as a query of ids; without any, the realms named to a realm administrator. */
export function fewOf(tenantId: TenantId, readerId: UserId, wanted: Wanted, now: Millis): Few {
	const among = (condition: SQL, index = ""): SQL =>
		sql`select id from ${users} ${sql.raw(index)} where tenant_id = ${tenantId} and ${condition}`;
	const always = (ids: SQL): Few => ({ ids, holds: sql`true` });
	const { search, status, role, realmId, twoFactor } = wanted;
	const sought = search === undefined ? null : soughtIn(search);
	if (sought && sought.words.length > 0) return always(idsSaid(tenantId, sought));
	switch (status) {
		case "locked":
			return always(lockedIds(tenantId, now));
		case "pending":
			return always(among(isPending));
		case "missing": {
			// Named, because every other index of people without a factor looks as good to a planner without statistics.
			const own = "indexed by users_missing";
			const asking = sql`(select asks.id from (${realmRulesOf(tenantId)}) asks where (asks.requirement = 'required'
				and asks.from_at <= ${now}) or exists ${begun(tenantRules(tenantId), now)})`;
			const byRule = sql`${isWithout} and requirement in ('inherit', 'notRequired') and realm_id in ${asking}`;
			return always(sql`${among(sql`${isWithout} and requirement = 'required'`, own)} union all ${among(byRule, own)}`);
		}
		case "disabled":
		case "invited":
		case "unverified":
			return always(among(sql`status <> 'active' and status = ${status}`));
	}
	if (role !== undefined) return always(among(sql`role = ${role}`));
	if (realmId !== undefined) return always(among(sql`realm_id = ${realmId}`));
	if (twoFactor !== undefined) return always(among(sql`two_factor = ${twoFactor}`));
	return {
		ids: among(sql`realm_id in ${namedTo(tenantId, readerId)}`),
		holds: sql`${roleOf(tenantId, readerId)} = 'realmAdmin'`,
	};
}
