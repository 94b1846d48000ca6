/**
 * What administrators do with people's accounts: switch off and on, remove, move, choose the method, require. An act that
 * takes a right away raises the epoch: every session of that person is dead with the commit (law 3, T078).
 */
import type { RealmId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import type { AuditEvent } from "../audit/events.ts";
import { entry } from "../audit/service.ts";
import { mayGrant } from "../roles/rules.ts";
import type { Visitor } from "../sessions/service.ts";
import { actOn, type Bulk, type Context, type Target } from "./bulk.ts";
import { requireRealm } from "./create.ts";
import type { WhomInput } from "./input.ts";
import { missingOf, type Person } from "./rules.ts";
import { changePeople, disablePeople, enablePeople, forgetTrusted, noteSetUps, removePeople } from "./store.ts";

const idsOf = (targets: readonly Target[]) => targets.map(({ person }) => person.id);

/** One audit row for each of these people. */
export const entriesFor = (
	scope: TenantScope,
	{ acting }: Pick<Context, "acting">,
	targets: readonly Target[],
	what: (target: Target) => AuditEvent,
) => targets.map((target) => entry(scope, target.person.id, what(target), acting.id));

/** Closes accounts; whoever is signed in is out with the next request. */
export function disable(scope: TenantScope, visitor: Visitor, whom: WhomInput): Promise<Bulk> {
	return actOn(scope, visitor, whom, {
		name: "users.disable",
		onOneself: false,
		skip: ({ person }) => (person.status === "disabled" ? "unchanged" : null),
		run: async (targets, context) => ({
			statements: [
				...entriesFor(scope, context, targets, () => ({ event: "user.disabled", evidence: {} })),
				disablePeople(scope.db, scope.tenantId, idsOf(targets)),
			],
		}),
	});
}

/** Opens accounts again; nothing that was issued before revives. */
export function enable(scope: TenantScope, visitor: Visitor, whom: WhomInput): Promise<Bulk> {
	return actOn(scope, visitor, whom, {
		name: "users.enable",
		onOneself: false,
		skip: ({ person }) => (person.status === "disabled" ? null : "unchanged"),
		run: async (targets, context) => ({
			statements: [
				...entriesFor(scope, context, targets, () => ({ event: "user.enabled", evidence: {} })),
				enablePeople(scope.db, scope.tenantId, idsOf(targets), scope.now),
			],
		}),
	});
}

/** Removes people for good. */
export function remove(scope: TenantScope, visitor: Visitor, whom: WhomInput): Promise<Bulk> {
	return actOn(scope, visitor, whom, {
		name: "users.remove",
		onOneself: false,
		skip: () => null,
		run: async (targets, context) => ({
			statements: [
				...entriesFor(scope, context, targets, ({ person: { email, name } }) => ({
					event: "user.removed",
					evidence: { email, name },
				})),
				...removePeople(scope.db, scope.tenantId, idsOf(targets)),
			],
		}),
	});
}

/** Moves people into a realm; the actor needs the write permission over both. */
export function moveToRealm(scope: TenantScope, visitor: Visitor, whom: WhomInput, id: string): Promise<Bulk> {
	const realmId = id as RealmId;
	return actOn(scope, visitor, whom, {
		name: "users.moveToRealm",
		onOneself: true,
		into: realmId,
		check: ({ acting, realms }) => void requireRealm(acting, realms, realmId),
		skip({ person }, { acting }) {
			if (person.realmId === realmId) return "unchanged";
			return mayGrant(acting, person.role, realmId) ? null : "forbidden";
		},
		run: async (targets, context) => ({
			statements: [
				...entriesFor(scope, context, targets, ({ realmName }) => ({
					event: "user.moved",
					evidence: { from: realmName, to: context.realms[0]?.name ?? "" },
				})),
				changePeople(scope.db, scope.tenantId, idsOf(targets), { realmId }),
				forgetTrusted(scope.db, scope.tenantId, idsOf(targets)),
			],
		}),
	});
}

/** Chooses how people set up their second factor; who has one keeps it (S106). */
export function setMethod(
	scope: TenantScope,
	visitor: Visitor,
	whom: WhomInput,
	method: Person["method"],
): Promise<Bulk> {
	return actOn(scope, visitor, whom, {
		name: "users.setMethod",
		onOneself: true,
		skip: ({ person }) => (person.method === method ? "unchanged" : null),
		run: async (targets, context) => ({
			statements: [
				...entriesFor(scope, context, targets, () => ({ event: "user.changed", evidence: { fields: ["method"] } })),
				noteSetUps(scope.db, scope.tenantId, idsOf(targets)),
				changePeople(scope.db, scope.tenantId, idsOf(targets), { method }),
			],
		}),
		tell: ({ person }) => ({ missing: missingOf({ ...person, method }) }),
	});
}

/** Sets people's own requirement; it holds from their next request on. */
export function setRequirement(
	scope: TenantScope,
	visitor: Visitor,
	whom: WhomInput,
	requirement: Person["requirement"],
): Promise<Bulk> {
	return actOn(scope, visitor, whom, {
		name: "users.setRequirement",
		onOneself: true,
		skip: ({ person }) => (person.requirement === requirement ? "unchanged" : null),
		run: async (targets, context) => ({
			statements: [
				...entriesFor(scope, context, targets, ({ person }) => ({
					event: "user.requirementChanged",
					evidence: { from: person.requirement, to: requirement },
				})),
				changePeople(scope.db, scope.tenantId, idsOf(targets), { requirement }),
			],
		}),
	});
}
