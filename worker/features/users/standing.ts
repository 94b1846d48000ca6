/**
 * How a person stands right now: house, policy, person, factor and codes, read in one statement. Every decision of
 * sign-in starts from this value, and the store's `standingHolds` re-checks it inside the batch that acts on it. Pure.
 */
import type { tenants, totpFactors } from "../../../db/schema/index.ts";
import type { Epoch, Millis } from "../../lib/brand.ts";
import { type Demand, type DemandedBy, demandOf, isDue, isRequired } from "../policy/demand.ts";
import { effectivePolicy, type Policy, policyInRealm } from "../policy/rules.ts";
import type { standingStatement } from "./store.ts";

export type Tenant = typeof tenants.$inferSelect;
export type User = NonNullable<StandingRow["user"]>;
export type Realm = NonNullable<StandingRow["realm"]>;
export type TotpFactor = typeof totpFactors.$inferSelect;

export interface House {
	readonly tenant: Tenant;
	readonly policy: Policy;
	readonly policyVersion: number;
	readonly trustGeneration: number;
}

export interface Standing extends House {
	readonly user: User;
	readonly factor: TotpFactor | null;
	readonly codes: { readonly left: number; readonly total: number; readonly saved: boolean };
	readonly epoch: Epoch;
	/** The realm in which the person is; `policy` is the tenant's with this realm's rules. */
	readonly realm: Realm;
	/** The rule that asks for a second factor, also one that begins later. */
	readonly demand: Demand | null;
	/** Whose rule requires a second factor by now (grace included), or null. */
	readonly requiredBy: DemandedBy | null;
	/** Whether nobody gets a session without a second factor by now. */
	readonly demanded: boolean;
}

export type StandingRow = Awaited<ReturnType<typeof standingStatement>>[number];

/** The house that a row tells of; a missing policy row is the strictest policy. */
export const houseOf = (row: StandingRow): House => ({
	tenant: row.tenant,
	policy: effectivePolicy(row.policy?.overrides ?? "missing"),
	policyVersion: row.policy?.version ?? -1,
	trustGeneration: row.policy?.trustGeneration ?? -1,
});

/** The person's standing at `now`, or null when there is no such person. */
export function standingOf(row: StandingRow, globalEpoch: number, now: Millis): Standing | null {
	const { user, realm } = row;
	if (!user || !realm) return null;
	const house = houseOf(row);
	const demand = demandOf({
		tenant: house.policy,
		realmRules: realm.rules,
		own: user.requirement,
		activeSinceAt: user.activeSinceAt,
	});
	return {
		...house,
		policy: policyInRealm(house.policy, realm.rules),
		realm,
		user,
		factor: row.factor,
		codes: { left: row.codes.left, total: row.codes.total, saved: row.codes.unsaved === 0 },
		epoch: epochOf(globalEpoch, house.tenant.epoch, user.epoch),
		demand,
		requiredBy: isRequired(demand, now) ? demand.by : null,
		demanded: isDue(demand, now),
	};
}

export const epochOf = (global: number, tenant: number, user: number): Epoch => `${global}.${tenant}.${user}` as Epoch;

/** The standing after one more credential event of this person: what the same batch will have made of it. */
export const raised = (standing: Standing, globalEpoch: number, change: Partial<User> = {}): Standing => {
	const user = { ...standing.user, ...change, epoch: standing.user.epoch + 1 };
	return { ...standing, user, epoch: epochOf(globalEpoch, standing.tenant.epoch, user.epoch) };
};
