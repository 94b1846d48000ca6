/**
 * Reading and changing what a tenant demands. A change raises the policy version, which every mint re-checks, and ends
 * trust in browsers when it narrows it.
 */
import { guard } from "../../../db/batch.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit } from "../mail/service.ts";
import { effectivePolicy, narrowsTrust, type PolicyOverrides } from "./rules.ts";
import { readPolicy, replacePolicy } from "./store.ts";

export { insertPolicy } from "./store.ts";

/** Replaces the tenant's overrides; refuses with `conflict` when somebody changed them meanwhile. Two requests. */
export async function change(scope: TenantScope, overrides: PolicyOverrides): Promise<void> {
	const { db, tenantId, now } = scope;
	const [row] = await readPolicy(db, tenantId);
	const version = row?.version ?? 0;
	const text = JSON.stringify(overrides);
	const endTrust = narrowsTrust(effectivePolicy(row?.overrides ?? "{}"), effectivePolicy(text));
	await commit(scope, [
		replacePolicy(db, tenantId, { version, overrides: text, endTrust, now }),
		guard(db, "conflict"),
		entry(scope, null, { event: "policy.changed", evidence: { version: version + 1 } }),
	]);
}
