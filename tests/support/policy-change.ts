/**
 * Changes a tenant's policy as the product's own batch does, without somebody signed in who asks for it.
 */
import { writeTogether } from "../../db/batch.ts";
import type { PolicyOverrides } from "../../worker/features/policy/rules.ts";
import { effectivePolicy, narrowsTrust } from "../../worker/features/policy/rules.ts";
import { changeStatements, readPolicy } from "../../worker/features/policy/service.ts";
import type { TenantScope } from "../../worker/scope.ts";

/** Replaces the tenant's overrides; throws when somebody changed them meanwhile. */
export async function change(scope: TenantScope, overrides: PolicyOverrides): Promise<void> {
	const [row] = await readPolicy(scope.db, scope.tenantId);
	if (!row) throw new Error("no policy");
	const [before, after] = [row.overrides, JSON.stringify(overrides)];
	const endTrust = narrowsTrust(effectivePolicy(before), effectivePolicy(after));
	const { version } = row;
	await writeTogether(
		scope.db,
		changeStatements(scope, { version, realm: null, before, after, endTrust, actorId: null }),
	);
}
