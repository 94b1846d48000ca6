/**
 * What a tenant demands: defaults, overrides within bounds, and the strictest policy for everything that cannot be read.
 */
import { describe, expect, it } from "vitest";
import {
	defaultPolicy,
	effectivePolicy,
	narrowsTrust,
	type PolicyOverrides,
	requiredBy,
	strictestPolicy,
} from "../../worker/features/policy/rules.ts";

const policyOf = (overrides: PolicyOverrides | Record<string, unknown>) => effectivePolicy(JSON.stringify(overrides));

describe("effective policy", () => {
	it("S162 has the published defaults where the tenant says nothing", () => {
		expect(effectivePolicy("{}")).toEqual({
			requirement: "optional",
			trustedBrowserDays: 30,
			lock: { after: 10, mode: "untilUnlocked", minutes: 15 },
			recoveryCodes: { delivery: "screen", form: "digits8", viewing: "recent" },
			password: { minLength: 8, minLengthWithoutFactor: 8 },
			session: { idleMinutes: 60, absoluteHours: 24 },
			setUpSheet: false,
		});
	});

	it("lays one override over the defaults and leaves its neighbours", () => {
		expect(policyOf({ lock: { after: 5 } })).toEqual({ ...defaultPolicy, lock: { ...defaultPolicy.lock, after: 5 } });
		expect(policyOf({ setUpSheet: true, requirement: "required" })).toEqual({
			...defaultPolicy,
			setUpSheet: true,
			requirement: "required",
		});
	});

	it.each([
		["trustedBrowserDays", 0, 365],
		["lock.after", 3, 10],
		["lock.minutes", 1, 1440],
		["password.minLength", 8, 64],
		["password.minLengthWithoutFactor", 8, 64],
		["session.idleMinutes", 5, 43_200],
		["session.absoluteHours", 1, 720],
	])("takes %s from %i to %i, and beyond that is the strictest policy", (path, least, most) => {
		const [outer = "", inner] = path.split(".");
		const read = (value: unknown) => policyOf({ [outer]: inner === undefined ? value : { [inner]: value } });
		for (const fitting of [least, most]) expect(read(fitting)).not.toEqual(strictestPolicy);
		for (const beyond of [least - 1, most + 1, least + 0.5, String(least), null, -1e9]) {
			expect(read(beyond)).toEqual(strictestPolicy);
		}
	});

	it.each(["", "missing", "null", "[]", "7", '"optional"', '{"requirement":"sometimes"}', '{"lock":null}', "{"])(
		"is the strictest policy when the stored text is %j",
		(stored) => {
			expect(effectivePolicy(stored)).toEqual(strictestPolicy);
		},
	);

	it("is strictest in every respect that a tenant could loosen", () => {
		expect(strictestPolicy.requirement).toBe("required");
		expect(strictestPolicy.trustedBrowserDays).toBe(0);
		expect(strictestPolicy.recoveryCodes).toMatchObject({ delivery: "screen", viewing: "once" });
		expect(strictestPolicy.lock.mode).toBe("untilUnlocked");
		expect(strictestPolicy.lock.after).toBeLessThanOrEqual(defaultPolicy.lock.after);
		expect(strictestPolicy.password.minLength).toBeGreaterThan(defaultPolicy.password.minLength);
		expect(strictestPolicy.session.idleMinutes).toBeLessThan(defaultPolicy.session.idleMinutes);
		expect(strictestPolicy.session.absoluteHours).toBeLessThan(defaultPolicy.session.absoluteHours);
		expect(strictestPolicy.setUpSheet).toBe(false);
	});
});

describe("who must have a factor", () => {
	it.each([
		["optional", "inherit", null],
		["optional", "notRequired", null],
		["optional", "required", "user"],
		["required", "inherit", "tenant"],
		["required", "notRequired", "tenant"],
		["required", "required", "user"],
	] as const)("S174 S175 house %s, person %s: demanded by %s", (requirement, own, by) => {
		expect(requiredBy({ ...defaultPolicy, requirement }, own)).toBe(by);
	});
});

describe("trust", () => {
	it.each([
		[30, 29, true],
		[30, 0, true],
		[30, 30, false],
		[0, 30, false],
		[7, 365, false],
	])("T067 going from %i to %i days ends what was trusted: %s", (from, to, ends) => {
		const days = (trustedBrowserDays: number) => ({ ...defaultPolicy, trustedBrowserDays });
		expect(narrowsTrust(days(from), days(to))).toBe(ends);
	});
});
