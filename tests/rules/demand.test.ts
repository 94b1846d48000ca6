/**
 * Who must have a second factor, since when and until when, of three rules side by side; and which reminder that makes due.
 */
import { describe, expect, it } from "vitest";
import { type Asked, demandOf, isDue, isRequired } from "../../worker/features/policy/demand.ts";
import { defaultPolicy, type RealmRules, strictestPolicy } from "../../worker/features/policy/rules.ts";
import { daysLeft } from "../../worker/features/reminders/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { NOON } from "../support/standings.ts";

const DAY = 86_400_000;
const at = (days: number) => (NOON + days * DAY) as Millis;
const demand = (
	change: Partial<Omit<Asked, "tenant" | "realmRules">> & { tenant?: object; realm?: RealmRules } = {},
) => {
	const { tenant, realm = {}, ...person } = change;
	return demandOf({
		tenant: { ...defaultPolicy, ...tenant },
		realmRules: JSON.stringify(realm),
		own: "inherit",
		activeSinceAt: at(-100),
		...person,
	});
};

describe("who must have a factor", () => {
	it.each([
		["optional", "inherit", undefined, null],
		["off", "notRequired", undefined, null],
		["optional", "required", undefined, "user"],
		["required", "inherit", undefined, "tenant"],
		["required", "notRequired", undefined, "tenant"],
		["required", "required", "required", "user"],
		["optional", "inherit", "required", "realm"],
		["optional", "notRequired", "required", "realm"],
		["required", "inherit", "required", "realm"],
		["required", "inherit", "off", "tenant"],
	] as const)("S174 S175 house %s, person %s, realm %s: demanded by %s", (requirement, own, realm, by) => {
		expect(demand({ tenant: { requirement }, own, realm: { requirement: realm } })?.by ?? null).toBe(by);
	});

	it("is decided by the rule whose deadline comes first, and begins with the rule that begins first", () => {
		const tenant = { requirement: "required", requiredFromAt: at(-1), graceDays: 10 };
		const realm = { requirement: "required", requiredFromAt: at(2), graceDays: 3 } as const;
		expect(demand({ tenant, realm })).toEqual({ by: "realm", fromAt: at(-1), dueAt: at(5) });
		expect(demand({ tenant: { ...tenant, graceDays: 5 }, realm })).toEqual({
			by: "tenant",
			fromAt: at(-1),
			dueAt: at(4),
		});
		expect(demand({ tenant, realm, own: "required" })).toEqual({ by: "user", fromAt: 0, dueAt: 0 });
	});

	it("lets grace run from the rule or from a person's first day, whichever is later", () => {
		const tenant = { requirement: "required", requiredFromAt: at(-20), graceDays: 10 };
		expect(demand({ tenant })?.dueAt).toBe(at(-10));
		expect(demand({ tenant, activeSinceAt: at(-3) })?.dueAt).toBe(at(7));
		expect(demand({ tenant, activeSinceAt: null })?.dueAt).toBe(at(-10));
		expect(demand({ tenant: { ...tenant, graceDays: 0 }, activeSinceAt: at(-3) })?.dueAt).toBe(at(-20));
	});

	it("is everybody at once where a text cannot be read", () => {
		const asked = { tenant: defaultPolicy, own: "inherit", activeSinceAt: NOON } as const;
		expect(demandOf({ ...asked, realmRules: "{" })).toEqual({ by: "realm", fromAt: 0, dueAt: 0 });
		expect(demandOf({ ...asked, tenant: strictestPolicy, realmRules: "{}" })).toEqual({
			by: "tenant",
			fromAt: 0,
			dueAt: 0,
		});
	});

	it("begins with the very moment: required from its first, due from its deadline", () => {
		const one = demand({ tenant: { requirement: "required", requiredFromAt: at(1), graceDays: 2 } });
		expect([isRequired(one, (at(1) - 1) as Millis), isRequired(one, at(1))]).toEqual([false, true]);
		expect([isDue(one, (at(3) - 1) as Millis), isDue(one, at(3))]).toEqual([false, true]);
		expect([isRequired(null, NOON), isDue(null, NOON)]).toEqual([false, false]);
	});
});

describe("a reminder", () => {
	it.each([
		[14, 14],
		[13.5, 14],
		[7, 7],
		[1, 1],
		[0.01, 1],
	])("%d days before the deadline speaks of %i", (before, told) => {
		expect(daysLeft(at(before), NOON)).toBe(told);
	});
});
