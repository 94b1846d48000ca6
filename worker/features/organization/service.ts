/**
 * The organization's own page: its name, contact and accent, and the way back of an owner who lost every factor, which any
 * owner can stop until it is carried out. The operator's half of that way is not here.
 */
import { guard } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit, post } from "../mail/service.ts";
import { admit, type Visitor } from "../sessions/service.ts";
import { acceptName } from "../tenants/rules.ts";
import { guardStanding } from "../users/service.ts";
import type { UpdateTenantInput } from "./input.ts";
import { cancelReturn, readOwners, readReturns, updateTenant } from "./store.ts";

/** What administrators see of their organization. One request. */
export async function settings(scope: TenantScope, visitor: Visitor) {
	const { actor, results } = await admit(scope, visitor, [readReturns(scope.db, scope.tenantId, scope.now)]);
	const { name, contact, accent, slug } = actor.standing.tenant;
	return {
		name,
		contact,
		accent,
		slug,
		sms: scope.deps.config.sms !== null,
		returns: results[0].map(({ userId: _, ...open }) => open),
	};
}

/** Changes what is given and leaves the rest. */
export async function update(scope: TenantScope, visitor: Visitor, input: UpdateTenantInput): Promise<void> {
	const { actor } = await admit(scope, visitor, []);
	const { tenant, user } = actor.standing;
	const { name = tenant.name, contact = tenant.contact } = input;
	const accent = input.accent === undefined ? tenant.accent : (input.accent?.toLowerCase() ?? null);
	const next = { name, contact, accent };
	const accepted = acceptName(name);
	if (name !== tenant.name && !accepted.ok) return refuse("input_invalid", { fields: { name: accepted.refused } });
	const fields = (["name", "contact", "accent"] as const).filter((field) => next[field] !== tenant[field]);
	if (fields.length === 0) return;
	await commit(scope, [
		updateTenant(scope.db, scope.tenantId, next),
		guard(scope.db, "tenant_unknown"),
		guardStanding(scope, "conflict", actor.standing),
		entry(scope, null, { event: "tenant.changed", evidence: { fields } }, user.id),
	]);
}

/** Stops the way back of an owner; every owner is told. Refuses with `conflict` when it was carried out in that moment. */
export async function cancel(scope: TenantScope, visitor: Visitor, id: string): Promise<void> {
	const { db, tenantId, now } = scope;
	const { actor, results } = await admit(scope, visitor, [readReturns(db, tenantId, now), readOwners(db, tenantId)]);
	const [returns, owners] = results;
	const open = returns.find((one) => one.id === id) ?? refuse("not_found");
	const told = { kind: "ownerReturnCancelled", owner: open.email } as const;
	await commit(
		scope,
		[
			cancelReturn(db, tenantId, id, now),
			guard(db, "conflict"),
			guardStanding(scope, "conflict", actor.standing),
			entry(
				scope,
				open.userId,
				{ event: "ownerReturn.cancelled", evidence: { operator: null } },
				actor.standing.user.id,
			),
		],
		await Promise.all(owners.map((owner) => post(scope, actor.standing.tenant, owner, told))),
	);
}
