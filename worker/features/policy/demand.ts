/**
 * Who must have a second factor, since when and until when: the rules of person, realm and tenant side by side. Pure.
 * The tighter rule wins, which is the one whose deadline comes first; no rule can loosen another: it is required from the
 * first day of whichever rule begins first.
 */
import type { Millis } from "../../lib/brand.ts";
import { after, days } from "../../lib/duration.ts";
import { type Policy, readRealmRules } from "./rules.ts";

export type Requirement = "required" | "notRequired" | "inherit";
export type DemandedBy = "user" | "realm" | "tenant";

export interface Demand {
	/** Whose rule decided: the one with the first deadline. */
	readonly by: DemandedBy;
	/** From when a second factor is required of this person. */
	readonly fromAt: Millis;
	/** From when nobody gets in without; before it there is grace. */
	readonly dueAt: Millis;
}

/** What the demand looks at: the tenant's policy, the realm's stored rules, the person's own setting and first day. */
export interface Asked {
	readonly tenant: Policy;
	readonly realmRules: string;
	readonly own: Requirement;
	readonly activeSinceAt: Millis | null;
}

const always = 0 as Millis;

/** The demand with the earliest deadline, or null when no rule requires a second factor of this person. */
export function demandOf({ tenant, realmRules, own, activeSinceAt }: Asked): Demand | null {
	const since = activeSinceAt ?? always;
	const demands: Demand[] = own === "required" ? [{ by: "user", fromAt: always, dueAt: always }] : [];
	const realm = readRealmRules(realmRules);
	if (realm === null) demands.push({ by: "realm", fromAt: always, dueAt: always });
	else if (realm.requirement === "required") {
		demands.push(dated("realm", (realm.requiredFromAt ?? null) as Millis | null, realm.graceDays ?? 0, since));
	}
	if (tenant.requirement === "required") {
		demands.push(dated("tenant", tenant.requiredFromAt, tenant.graceDays, since));
	}
	const tightest = demands.reduce<Demand | null>(
		(first, one) => (first && first.dueAt <= one.dueAt ? first : one),
		null,
	);
	const fromAt = Math.min(...demands.map((one) => one.fromAt)) as Millis;
	return tightest && { ...tightest, fromAt };
}

function dated(by: DemandedBy, requiredFromAt: Millis | null, graceDays: number, since: Millis): Demand {
	const fromAt = requiredFromAt ?? always;
	if (graceDays === 0) return { by, fromAt, dueAt: fromAt };
	return { by, fromAt, dueAt: after(Math.max(fromAt, since) as Millis, days(graceDays)) };
}

/** Whether the rule applies by now, grace included. */
export const isRequired = (demand: Demand | null, now: Millis): demand is Demand =>
	demand !== null && demand.fromAt <= now;

/** Whether nobody gets in without a second factor by now. */
export const isDue = (demand: Demand | null, now: Millis): boolean => demand !== null && demand.dueAt <= now;
