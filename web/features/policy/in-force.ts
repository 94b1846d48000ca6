/**
 * Which rule holds: the product's standard, the organization's, or a realm's own. The tighter of two rules wins, as in the
 * worker, which has the last word. Pure.
 */

import type { PolicyAnswer, PolicyOverrides } from "./data.ts";
import { type Draft, drafted } from "./draft.ts";
import { type FieldName, numberFields, settingOf, type Value } from "./fields.ts";

export interface InForce {
	readonly by: "standard" | "tenant" | "realm";
	readonly value: Value;
	/** A rule of the realm's own is there, but the organization's is tighter. */
	readonly isOutdone?: boolean;
}

const strengths: readonly Value[] = ["off", "optional", "required"];

/** Whether the realm's value of a field is tighter than the organization's. */
export function isTighter(field: FieldName, realm: Value, tenant: Value): boolean {
	if (field === "requirement") return strengths.indexOf(realm) > strengths.indexOf(tenant);
	if (typeof realm !== "number" || typeof tenant !== "number" || !(field in numberFields)) return false;
	const way = numberFields[field as keyof typeof numberFields].tighter;
	return way === "less" ? realm < tenant : realm > tenant;
}

/** What holds for the whole organization if the draft is saved. */
export function inForceForTenant(field: FieldName, draft: Draft, answer: PolicyAnswer): InForce {
	const value = drafted(draft, field) ?? null;
	const before = settingOf(answer.policy, field) ?? null;
	const isOwn = settingOf(answer.overrides, field) !== undefined || value !== before;
	return { by: isOwn ? "tenant" : "standard", value };
}

/** What holds in a realm if the draft is saved. */
export function inForceInRealm(field: FieldName, draft: Draft, answer: PolicyAnswer): InForce {
	const tenant = settingOf(answer.policy, field) ?? null;
	const own = drafted(draft, field);
	if (own === undefined || own === null) return { by: "tenant", value: tenant };
	if (own === tenant || isTighter(field, own, tenant)) return { by: "realm", value: own };
	return { by: "tenant", value: tenant, isOutdone: true };
}

/** When nobody gets in without a second factor, by one rule; null when the rule demands none. */
function deadline(from: PolicyOverrides, withoutDate: number): number | null {
	if (from.requirement !== "required") return null;
	return (from.requiredFromAt ?? withoutDate) + (from.graceDays ?? 0) * 86_400_000;
}

/**
 * Whose requirement holds in a realm for people who are there already: the one whose deadline comes first. A realm's new
 * requirement without a date begins `now`; the organization's without one holds since ever.
 */
export function requirementInRealm(rules: PolicyOverrides, tenant: PolicyOverrides, now: number): "realm" | "tenant" {
	const [own, theirs] = [deadline(rules, now), deadline(tenant, 0)];
	if (own !== null) return theirs === null || own < theirs ? "realm" : "tenant";
	const isStronger =
		rules.requirement !== undefined && isTighter("requirement", rules.requirement, tenant.requirement ?? "optional");
	return isStronger ? "realm" : "tenant";
}

/** Realms whose own rule about a field is tighter than what the draft would give the organization. */
export function tighterRealms(field: FieldName, draft: Draft, answer: PolicyAnswer): readonly string[] {
	const tenant = drafted(draft, field);
	if (tenant === undefined) return [];
	return answer.realms
		.filter(({ rules }) => {
			const own = rules === null ? undefined : settingOf(rules, field);
			return own !== undefined && isTighter(field, own, tenant);
		})
		.map(({ name }) => name);
}
