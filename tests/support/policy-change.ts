/**
 * Changes a tenant's policy: as the product's own batch does, without somebody signed in who asks for it, or as staff do.
 */
import { writeTogether } from "../../db/batch.ts";
import type { Policy, PolicyOverrides, RealmRules } from "../../worker/features/policy/rules.ts";
import { effectivePolicy, narrowsTrust } from "../../worker/features/policy/rules.ts";
import { changeStatements, readPolicy } from "../../worker/features/policy/service.ts";
import type { TenantScope } from "../../worker/scope.ts";
import type { StaffMember } from "./people.ts";

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

export interface Answer {
	policy: Policy;
	overrides: PolicyOverrides;
	version: number;
	changedAt: number | null;
	changedBy: { id: string; name: string; email: string } | null;
	realms: { id: string; name: string; rules: RealmRules | null }[];
}
export interface History {
	versions: {
		version: number;
		at: number;
		actor: { id: string } | null;
		realm: { id: string; name: string } | null;
		changes: { field: string; from: unknown; to: unknown }[];
	}[];
	nextCursor?: string;
}
/** What this person reads of the policy. */
export const read = ({ visitor }: StaffMember) => visitor.okQuery<Answer>("policy.get");
export const set = ({ visitor }: StaffMember, input: object) => visitor.ok<{ version: number }>("policy.set", input);
export const historyOf = ({ visitor }: StaffMember, input: object = {}) =>
	visitor.okQuery<History>("policy.history", input);
