/**
 * The Policy page against the worker's own rules: what the page says is in force is what the worker would decide, and a
 * draft that was not touched changes nothing.
 */
import { describe, expect, it } from "vitest";
import type { PolicyAnswer } from "../../web/features/policy/data.ts";
import { differences, draftOf, overridesOf, rulesOf } from "../../web/features/policy/draft.ts";
import { fieldNames, numberIn, settingOf } from "../../web/features/policy/fields.ts";
import { inForceInRealm, requirementInRealm } from "../../web/features/policy/in-force.ts";
import { demandOf } from "../../worker/features/policy/demand.ts";
import { effectivePolicy, policyInRealm } from "../../worker/features/policy/rules.ts";
import type { RealmId } from "../../worker/lib/brand.ts";

const now = Date.UTC(2026, 10, 21, 12);
const day = 86_400_000;

type Overrides = PolicyAnswer["overrides"];
type Rules = NonNullable<PolicyAnswer["realms"][number]["rules"]>;

const answerOf = (overrides: Overrides, rules: Rules): PolicyAnswer => ({
	policy: effectivePolicy(JSON.stringify(overrides)),
	overrides,
	version: 3,
	changedAt: null,
	changedBy: null,
	realms: [{ id: "rlm_1" as RealmId, name: "Lab", rules }],
});

describe("what the page says is in force", () => {
	const tenants: readonly Overrides[] = [
		{},
		{ trustedBrowserDays: 5, session: { idleMinutes: 20 }, password: { minLength: 20 } },
		{ trustedBrowserDays: 365, session: { absoluteHours: 700 }, password: { minLengthWithoutFactor: 30 } },
	];
	const realms: readonly Rules[] = [
		{},
		{ trustedBrowserDays: 10, session: { idleMinutes: 60, absoluteHours: 12 } },
		{ trustedBrowserDays: 0, password: { minLength: 12, minLengthWithoutFactor: 15 } },
	];
	const shared = fieldNames.filter((field) => /^(trusted|session|password)/.test(field));

	it("in a realm is what the worker decides, number by number", () => {
		for (const overrides of tenants) {
			for (const rules of realms) {
				const answer = answerOf(overrides, rules);
				const holds = policyInRealm(answer.policy, JSON.stringify(rules));
				for (const field of shared) {
					expect(inForceInRealm(field, draftOf(rules), answer).value).toBe(settingOf(holds, field));
				}
			}
		}
	});

	it("names the same rule as the worker for the requirement of people who are there already", () => {
		const requirements = [
			{},
			{ requirement: "required", requiredFromAt: now - 5 * day },
			{ requirement: "required", requiredFromAt: now + 5 * day },
			{ requirement: "required", requiredFromAt: now - 5 * day, graceDays: 30 },
			{ requirement: "required", requiredFromAt: now + 5 * day, graceDays: 1 },
		] as const;
		for (const overrides of requirements) {
			for (const rules of requirements) {
				const tenant = effectivePolicy(JSON.stringify(overrides));
				const asked = { tenant, realmRules: JSON.stringify(rules), own: "inherit", activeSinceAt: null } as const;
				const demand = demandOf(asked);
				if (demand === null || JSON.stringify(rules) === JSON.stringify(overrides)) continue;
				expect(requirementInRealm(rules, tenant, now)).toBe(demand.by);
			}
		}
	});
});

describe("a draft", () => {
	it("that was not touched changes nothing and says the same again", () => {
		const overrides: Overrides = {
			requirement: "required",
			requiredFromAt: new Date(2026, 11, 1).getTime(),
			graceDays: 7,
			lock: { after: 5, mode: "timed" },
			setUpSheet: true,
			session: { idleMinutes: 30 },
		};
		const answer = answerOf(overrides, {});
		const draft = draftOf(answer.policy);
		expect(differences(answer.policy, draft, false)).toEqual([]);
		expect(JSON.parse(JSON.stringify(overridesOf(draft, answer)))).toEqual(overrides);
		const rules: Rules = {
			requirement: "required",
			requiredFromAt: new Date(2026, 11, 1).getTime(),
			graceDays: 3,
		};
		expect(JSON.parse(JSON.stringify(rulesOf(draftOf(rules))))).toEqual(rules);
	});

	it("makes an override of what was changed and leaves the standards alone", () => {
		const answer = answerOf({}, {});
		const draft = { ...draftOf(answer.policy), trustedBrowserDays: "7", textRecovery: "on" };
		expect(JSON.parse(JSON.stringify(overridesOf(draft, answer)))).toEqual({
			trustedBrowserDays: 7,
			textRecovery: true,
		});
		expect(differences(answer.policy, draft, false).map(({ field, from, to }) => [field, from, to])).toEqual([
			["trustedBrowserDays", 30, 7],
			["textRecovery", false, true],
		]);
	});

	it("takes whole numbers within their bounds and nothing else", () => {
		for (const text of ["", "-1", "366", "7.5", "7 days", "1e2", "٧"]) {
			expect(numberIn(text, "trustedBrowserDays")).toBeUndefined();
		}
		expect([numberIn("0", "trustedBrowserDays"), numberIn(" 365 ", "trustedBrowserDays")]).toEqual([0, 365]);
	});
});
