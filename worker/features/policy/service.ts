/**
 * The statements by which the policy of a tenant or of one realm changes, for the batch of whoever may do that: the version
 * rises, which every mint re-checks, trust ends where it is narrowed, and what was said before stays in the history.
 */
import { guard, type Statement } from "../../../db/batch.ts";
import type { RealmId, UserId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { insertVersion, replacePolicy, replaceRealmRules } from "./store.ts";

export {
	demandsIn,
	insertPolicy,
	lockOf,
	type Proposed,
	readPolicy,
	realmRulesOf,
	sessionLivesOf,
	tenantRules,
	type Which,
} from "./store.ts";

export interface PolicyChange {
	/** The version that was read; another one by now ends the batch with `conflict`. */
	readonly version: number;
	/** Null: the whole tenant. */
	readonly realm: { readonly id: RealmId; readonly name: string } | null;
	/** The stored texts. */
	readonly before: string;
	readonly after: string;
	/** Whether every browser trusted in this tenant so far loses its trust. */
	readonly endTrust: boolean;
	readonly actorId: UserId | null;
}

/** Replaces the tenant's overrides or one realm's rules. */
export function changeStatements(scope: TenantScope, change: PolicyChange): readonly Statement[] {
	const { db, tenantId, now } = scope;
	const { realm, before, after, actorId, endTrust } = change;
	const version = change.version + 1;
	const overrides = realm ? null : after;
	return [
		replacePolicy(db, tenantId, { version: change.version, overrides, endTrust, now }),
		guard(db, "conflict"),
		...(realm ? [replaceRealmRules(db, tenantId, realm.id, after), guard(db, "not_found")] : []),
		insertVersion(db, tenantId, {
			version,
			realmId: realm?.id ?? null,
			realmName: realm?.name ?? null,
			before,
			after,
			actorId,
			at: now,
		}),
		entry(scope, null, { event: "policy.changed", evidence: { version, realm: realm?.name ?? null } }, actorId),
	];
}
