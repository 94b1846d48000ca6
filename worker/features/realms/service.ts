/**
 * Realms: list them with their people, make, rename and remove custom ones, by whoever still may in that very batch (T078).
 * A realm goes only while nobody is in it, by a condition of the batch and by the foreign key. Automatic realms make themselves where people come from (users/store.ts).
 */
import { GuardFailed, guard } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { RealmId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit } from "../mail/service.ts";
import { readRealmRules } from "../policy/rules.ts";
import { maySeeRealm } from "../roles/rules.ts";
import { actingAs, readNamedRealms } from "../roles/service.ts";
import { admit, type Visitor } from "../sessions/service.ts";
import { guardStanding } from "../users/service.ts";
import type { CreateRealmInput, UpdateRealmInput } from "./input.ts";
import { deleteEmptyRealm, findKey, findRealm, insertRealm, readRealms, updateRealm } from "./store.ts";

/** The realms that the reader may see, by name, and whether they may change the people in each. One request. */
export async function list(scope: TenantScope, visitor: Visitor) {
	const { db, tenantId, now } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const { actor, results } = await admit(scope, visitor, [
		readRealms(db, tenantId, now),
		readNamedRealms(db, tenantId, token.userId),
	]);
	const acting = actingAs(actor.standing.user, results[1]);
	return {
		realms: results[0]
			.filter(({ id }) => maySeeRealm(acting, id))
			.map(({ rules, ...realm }) => ({
				...realm,
				rules: readRealmRules(rules),
				mayWrite: acting.role !== "auditor",
			})),
	};
}

const taken = (): never => refuse("input_invalid", { fields: { key: "taken" } }, "realm_key_taken");

/** Makes a custom realm. Refuses an ID that another realm has, also in the race. */
export async function create(scope: TenantScope, visitor: Visitor, input: CreateRealmInput): Promise<{ id: RealmId }> {
	const { db, tenantId, now, deps } = scope;
	const { actor, results } = await admit(scope, visitor, [findKey(db, tenantId, input.key)]);
	if (results[0].length > 0) return taken();
	const id = deps.random.id("rlm") as RealmId;
	const { key, name } = input;
	const made = commit(
		scope,
		[
			insertRealm(db, tenantId, { id, ...input, now }),
			guard(db, "input_invalid"),
			guardStanding(scope, "conflict", actor.standing),
			entry(scope, null, { event: "realm.created", evidence: { key, name, kind: "custom" } }, actor.standing.user.id),
		],
		[],
		{ id },
	);
	return made.catch((error: unknown) => {
		if (error instanceof GuardFailed && error.refusal === "input_invalid") return taken();
		throw error;
	});
}

/** Renames a realm or changes its category; its ID stays. */
export async function update(scope: TenantScope, visitor: Visitor, input: UpdateRealmInput): Promise<void> {
	const { db, tenantId } = scope;
	const id = input.id as RealmId;
	const { actor, results } = await admit(scope, visitor, [findRealm(db, tenantId, id)]);
	const realm = results[0][0] ?? refuse("not_found");
	const { name = realm.name, category = realm.category } = input;
	if (name === realm.name && category === realm.category) return;
	await commit(scope, [
		updateRealm(db, tenantId, id, { name, category }),
		guard(db, "not_found"),
		guardStanding(scope, "conflict", actor.standing),
		entry(scope, null, { event: "realm.changed", evidence: { key: realm.key, name } }, actor.standing.user.id),
	]);
}

/** Removes a custom realm in which nobody is; its rules and its administrators' permission over it go with it. */
export async function remove(scope: TenantScope, visitor: Visitor, realmId: string): Promise<void> {
	const { db, tenantId } = scope;
	const id = realmId as RealmId;
	const { actor, results } = await admit(scope, visitor, [findRealm(db, tenantId, id)]);
	const realm = results[0][0] ?? refuse("not_found");
	if (realm.kind === "automatic") return refuse("forbidden", {}, "realm_automatic");
	const { key, name } = realm;
	await commit(scope, [
		deleteEmptyRealm(db, tenantId, id),
		guard(db, "realm_not_empty"),
		guardStanding(scope, "conflict", actor.standing),
		entry(scope, null, { event: "realm.removed", evidence: { key, name } }, actor.standing.user.id),
	]);
}
