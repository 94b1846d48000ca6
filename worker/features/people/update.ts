/**
 * Changing one person's profile. What gives or takes power, a requirement or a second factor, or a way back to one, needs the
 * actor's recent proof. A new number is told by letter whoever wrote it, and ends a factor that was set up through the old
 * one: its secret is refused from then on (S110, S111, T133, T135).
 */
import { refuse } from "../../errors.ts";
import type { RealmId, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import type { AuditEvent } from "../audit/events.ts";
import { entry } from "../audit/service.ts";
import { endSent } from "../enrolment/service.ts";
import { commit, post } from "../mail/service.ts";
import { mayGrant } from "../roles/rules.ts";
import { actingAs, readNamedRealms } from "../roles/service.ts";
import { admit, requireRecent, type Visitor } from "../sessions/service.ts";
import { called } from "../users/rules.ts";
import { afresh, guardsFor, ownerGuard } from "./bulk.ts";
import { phoneOf, requireKnown, requireRealm } from "./create.ts";
import type { UpdateInput } from "./input.ts";
import { newEpoch } from "./rescue.ts";
import { changesOf, endsFactor, mayChangeRole, missingOf, refusalFor, sameRealms } from "./rules.ts";
import {
	changePeople,
	clearFactorBudgets,
	dropFactors,
	forgetTrusted,
	nameRealms,
	noteSetUps,
	readAdministered,
	readPeople,
	readRealms,
} from "./store.ts";

export interface Updated {
	readonly missing: readonly "phone"[];
	readonly factorRemoved: boolean;
}

/** Changes one person. Two database requests, one when nothing changes. */
export function update(scope: TenantScope, visitor: Visitor, input: UpdateInput): Promise<Updated> {
	return afresh(() => tryUpdate(scope, visitor, input));
}

async function tryUpdate(scope: TenantScope, visitor: Visitor, input: UpdateInput): Promise<Updated> {
	const { db, tenantId } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const id = input.id as UserId;
	const wanted = [...new Set(input.administers ?? [])] as RealmId[];
	const into = input.realmId as RealmId | undefined;
	const { actor, results } = await admit(scope, visitor, [
		readNamedRealms(db, tenantId, token.userId),
		readPeople(db, tenantId, [id]),
		readRealms(db, tenantId, [...wanted, ...(into === undefined ? [] : [into])]),
		readAdministered(db, tenantId, id),
	]);
	const [named, [target], realms, administered] = results;
	const { standing } = actor;
	const acting = actingAs(standing.user, named);
	const why = refusalFor(acting, target?.person, true);
	if (why !== null || !target) return refuse(why ?? "not_found");
	const { person } = target;

	const realm = into === undefined ? undefined : requireRealm(acting, realms, into);
	const phone = typeof input.phone === "string" ? phoneOf(input.phone, input.country) : input.phone;
	const changes = changesOf(person, { ...input, phone, realmId: into });
	const after = { ...person, ...changes };
	requireKnown(after.role, wanted, realms);
	if (changes.role !== undefined && !mayChangeRole(acting, person)) return refuse("forbidden", {}, "own_role");
	if ((changes.role !== undefined || changes.realmId !== undefined) && !mayGrant(acting, after.role, after.realmId))
		return refuse("forbidden", {}, "may_not_grant");
	if (changes.phone !== undefined && person.id === acting.id && standing.policy.textRecovery)
		return refuse("phone_fixed");

	const namesNow = after.role === "realmAdmin" ? (input.administers === undefined ? undefined : wanted) : [];
	const before = administered.map(({ realmId }) => realmId);
	const names = namesNow === undefined || sameRealms(namesNow, before) ? undefined : namesNow;
	const factorRemoved = endsFactor({ ...person, setUpBy: target.setUpBy }, changes);
	const isWayBack = changes.phone !== undefined && standing.policy.textRecovery;
	const guardedPhone = changes.phone !== undefined && (person.twoFactor !== "off" || person.id === acting.id);
	const lifts = changes.requirement !== undefined || changes.realmId !== undefined;
	if (changes.role !== undefined || lifts || names || isWayBack || guardedPhone) requireRecent(scope, actor);
	const told = { missing: missingOf(after), factorRemoved };
	const events = eventsOf(person, changes, names !== undefined, factorRemoved, {
		from: target.realmName,
		to: realm?.name ?? "",
	});
	const [first, ...rest] = events.map((what) => entry(scope, id, what, acting.id));
	if (!first) return told;

	const ids = [id];
	const newName = changes.name === undefined ? {} : called(changes.name, person.email);
	return commit(
		scope,
		[
			first,
			...guardsFor(scope, { actor, acting }, [target], into),
			...rest,
			...(changes.method === undefined ? [] : [noteSetUps(db, tenantId, ids)]),
			...(Object.keys(changes).length === 0 ? [] : [changePeople(db, tenantId, ids, { ...changes, ...newName })]),
			...(changes.realmId !== undefined || isWayBack ? [forgetTrusted(db, tenantId, ids)] : []),
			...(changes.phone === undefined ? [] : endSent(scope, id)),
			...(names ? nameRealms(db, tenantId, id, names) : []),
			...(factorRemoved ? [...dropFactors(db, tenantId, ids), clearFactorBudgets(db, tenantId, ids)] : []),
			...(changes.role !== undefined || factorRemoved
				? newEpoch(scope, standing.tenant, ids, changes.role !== undefined)
				: []),
			...(changes.role === undefined ? [] : ownerGuard(scope, [target])),
		],
		changes.phone === undefined
			? []
			: [await post(scope, standing.tenant, { ...person, ...changes }, { kind: "phoneChanged", factorRemoved })],
		told,
	);
}

type Read = Parameters<typeof changesOf>[0];

/** What the record says of a change: an event for each right, one for the rest of the profile. */
function eventsOf(
	person: Read,
	changes: ReturnType<typeof changesOf>,
	names: boolean,
	factorRemoved: boolean,
	realm: { readonly from: string; readonly to: string },
): readonly AuditEvent[] {
	const profile = (["name", "phone", "locale", "method"] as const).filter((field) => changes[field] !== undefined);
	const fields = [...profile, ...(names ? (["administers"] as const) : [])];
	return [
		...(fields.length === 0 ? [] : [{ event: "user.changed", evidence: { fields } } as const]),
		...(changes.role === undefined
			? []
			: [{ event: "user.roleChanged", evidence: { from: person.role, to: changes.role } } as const]),
		...(changes.requirement === undefined
			? []
			: [
					{
						event: "user.requirementChanged",
						evidence: { from: person.requirement, to: changes.requirement },
					} as const,
				]),
		...(changes.realmId === undefined ? [] : [{ event: "user.moved", evidence: realm } as const]),
		...(factorRemoved ? [{ event: "factor.phoneChanged", evidence: {} } as const] : []),
	];
}
