/**
 * Queries about changes of the policy: what holds now, what was said before, and whom a change would hit. The last are
 * counted where the people are: tens of thousands never leave the database.
 */
import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Db } from "../../../db/client.ts";
import {
	policyVersions,
	realmAdmins,
	realms,
	sessions,
	tenants,
	trustedBrowsers,
	users,
} from "../../../db/schema/index.ts";
import type { Millis, RealmId, TenantId, UserId } from "../../lib/brand.ts";
import { days } from "../../lib/duration.ts";
import { demandsIn, type Proposed, realmRulesOf, tenantRules } from "../policy/service.ts";
import { beginning } from "./rules.ts";

const actor = alias(users, "actor");
const actorColumns = { id: actor.id, name: actor.name, email: actor.email };
const actorOf = and(eq(actor.tenantId, policyVersions.tenantId), eq(actor.id, policyVersions.actorId));

/** The realms with their stored rules. */
export const readRealms = (db: Db, tenantId: TenantId) =>
	db
		.select({ id: realms.id, name: realms.name, rules: realms.rules })
		.from(realms)
		.where(eq(realms.tenantId, tenantId))
		.orderBy(realms.name, realms.id);

/** Versions before `below`, the newest first: the tenant's, and those of the realms that the reader may see. */
export const readVersions = (
	db: Db,
	tenantId: TenantId,
	readerId: UserId,
	page: { readonly below: number; readonly limit: number },
) => {
	const named = sql`select ${realmAdmins.realmId} from ${realmAdmins}
		where ${realmAdmins.tenantId} = ${tenantId} and ${realmAdmins.userId} = ${readerId}`;
	const isRealmAdmin = sql`exists (select 1 from users reader where reader.tenant_id = ${tenantId}
		and reader.id = ${readerId} and reader.role = 'realmAdmin')`;
	return db
		.select({ version: policyVersions, actor: actorColumns })
		.from(policyVersions)
		.leftJoin(actor, actorOf)
		.where(
			and(
				eq(policyVersions.tenantId, tenantId),
				lt(policyVersions.version, page.below),
				sql`(${policyVersions.realmId} is null or not ${isRealmAdmin} or ${policyVersions.realmId} in (${named}))`,
			),
		)
		.orderBy(desc(policyVersions.version))
		.limit(page.limit);
};

/** A proposed text, and the date that it names for its requirement. */
export interface ProposedText {
	readonly text: string;
	readonly realmId: RealmId | null;
	readonly requires: boolean;
	readonly namedFromAt: number | null;
	readonly now: Millis;
}

/** The proposal as it would be stored: the SQL twin of `normalised`. */
function proposedIn(tenantId: TenantId, { text, realmId, requires, namedFromAt, now }: ProposedText): Proposed {
	const stands = realmId ? realmRulesOf(tenantId) : tenantRules(tenantId);
	const keeps = sql`stands.from_at <= ${now} and (${namedFromAt} is null
		or (${namedFromAt} <= stands.from_at and stands.from_at - ${namedFromAt} < ${days(1)}))`;
	// Numbers reach the database as floating ones; in the text the moment must be whole.
	const date = sql`cast(coalesce((select case when ${keeps} then stands.from_at end from (${stands}) as stands
		where stands.id = ${realmId ?? "tenant"} and stands.requirement = 'required'), ${beginning(namedFromAt, now)}) as integer)`;
	const said = requires ? sql`json_set(${text}, '$.requiredFromAt', ${date})` : sql`${text}`;
	return realmId ? { realm: { id: realmId, rules: said } } : { tenant: said };
}

/** People, invited ones too, who have no second factor and are asked for one by the proposal, or sooner than now. */
const asked = sql`person.status <> 'disabled' and person.two_factor = 'off' and proposed.due_at is not null
	and (present.due_at is null or proposed.due_at < present.due_at)`;

/**
 * Everybody beside what is demanded of them now and by the proposal. The limits keep each of these lists whole: taken apart, the
 * planner would look for the rules of every person among all realms.
 */
const bothDemands = (tenantId: TenantId, proposal: ProposedText): SQL =>
	sql`${users} as person
		join (select * from ${demandsIn(tenantId)} limit -1) as present on present.user_id = person.id
		join (select * from ${demandsIn(tenantId, proposedIn(tenantId, proposal))} limit -1) as proposed on proposed.user_id = person.id`;

/** How many people the proposal asks, would hold back at once, or finds protected already. */
export const countAffected = (db: Db, tenantId: TenantId, proposal: ProposedText) =>
	db
		.select({
			asked: sql<number>`coalesce(sum(${asked}), 0)`,
			limitedNow: sql<number>`coalesce(sum(${asked} and person.status = 'active' and proposed.due_at <= ${proposal.now}
				and coalesce(present.due_at > ${proposal.now}, true)), 0)`,
			already: sql<number>`coalesce(sum(person.status = 'active' and person.two_factor <> 'off'
				and proposed.due_at is not null), 0)`,
		})
		.from(bothDemands(tenantId, proposal))
		.where(sql`person.tenant_id = ${tenantId}`);

/** The first people whom the proposal asks, the most urgent first. */
export const readAsked = (db: Db, tenantId: TenantId, proposal: ProposedText, most: number) =>
	db
		.select({
			id: sql<string>`person.id`,
			name: sql<string>`person.name`,
			email: sql<string>`person.email`,
			realm: { id: sql<RealmId>`person.realm_id`, name: sql<string>`${realms.name}` },
			dueAt: sql<Millis>`proposed.due_at`,
		})
		.from(bothDemands(tenantId, proposal))
		.innerJoin(realms, sql`${realms.tenantId} = person.tenant_id and ${realms.id} = person.realm_id`)
		.where(sql`person.tenant_id = ${tenantId} and ${asked}`)
		.orderBy(sql`proposed.due_at, person.name_key, person.id`)
		.limit(most);

const epochOf = (globalEpoch: number): SQL => sql`${`${globalEpoch}.`} || ${tenants.epoch} || '.' || person.epoch`;

/** Sessions that are alive now and would be over by the proposed lives. */
export function countSessionsEnded(db: Db, tenantId: TenantId, proposal: ProposedText, globalEpoch: number) {
	const { now } = proposal;
	const lives = (by: string): SQL =>
		sql`(${sessions.createdAt} + ${sql.raw(by)}.absolute_ms > ${now} and ${sessions.lastSeenAt} + ${sql.raw(by)}.idle_ms > ${now})`;
	return db
		.select({ ended: sql<number>`count(*)` })
		.from(sql`${bothDemands(tenantId, proposal)}
			join ${tenants} on ${tenants.id} = person.tenant_id
			join ${sessions} on ${sessions.tenantId} = person.tenant_id and ${sessions.userId} = person.id`)
		.where(
			sql`person.tenant_id = ${tenantId} and person.status = 'active' and ${sessions.expiresAt} > ${now}
				and ${sessions.epoch} = ${epochOf(globalEpoch)} and ${lives("present")} and not ${lives("proposed")}`,
		);
}

/** Browsers that are trusted now, in the whole tenant or in one realm. */
export const countTrusted = (
	db: Db,
	tenantId: TenantId,
	{ realmId, now }: Pick<ProposedText, "realmId" | "now">,
	globalEpoch: number,
) =>
	db
		.select({ trusted: sql<number>`count(*)` })
		.from(sql`${users} as person
			join ${tenants} on ${tenants.id} = person.tenant_id
			join ${trustedBrowsers} on ${trustedBrowsers.tenantId} = person.tenant_id and ${trustedBrowsers.userId} = person.id`)
		.where(
			sql`person.tenant_id = ${tenantId} and person.status = 'active' and ${trustedBrowsers.expiresAt} > ${now}
				and ${trustedBrowsers.epoch} = ${epochOf(globalEpoch)}
				and ${trustedBrowsers.trustGeneration} = (select trust_generation from policies where tenant_id = ${tenantId})
				and ${realmId ? sql`person.realm_id = ${realmId}` : sql`true`}`,
		);
