/**
 * What a tenant demands: defaults, overrides within bounds, and the strictest policy for everything that cannot be read.
 */
import { describe, expect, it } from "vitest";
import {
	defaultPolicy,
	effectivePolicy,
	narrowsTrust,
	type PolicyOverrides,
	policyInRealm,
	type RealmRules,
	readRealmRules,
	strictestPolicy,
} from "../../worker/features/policy/rules.ts";
import { differences, type Measured, normalised, unmeetable } from "../../worker/features/policy-changes/rules.ts";
import { NOON } from "../support/standings.ts";

const DAY = 86_400_000;
const idle = { "session.idleMinutes": "unmeetable" } as const;
const policyOf = (overrides: PolicyOverrides | Record<string, unknown>) => effectivePolicy(JSON.stringify(overrides));

describe("effective policy", () => {
	it("S162 has the published defaults where the tenant says nothing", () => {
		expect(effectivePolicy("{}")).toEqual({
			requirement: "optional",
			requiredFromAt: null,
			graceDays: 0,
			trustedBrowserDays: 30,
			lock: { after: 10, mode: "untilUnlocked", minutes: 15 },
			recoveryCodes: { delivery: "screen", form: "digits8", viewing: "recent" },
			password: { minLength: 8, minLengthWithoutFactor: 8 },
			session: { idleMinutes: 60, absoluteHours: 24 },
			setUpSheet: false,
			textRecovery: false,
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
		["graceDays", 0, 90],
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
		expect(strictestPolicy.textRecovery).toBe(false);
		expect([strictestPolicy.requiredFromAt, strictestPolicy.graceDays]).toEqual([null, 0]);
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

describe("a realm's rules over the tenant's", () => {
	const tenant = policyOf({
		requirement: "optional",
		trustedBrowserDays: 20,
		session: { idleMinutes: 60, absoluteHours: 12 },
		password: { minLength: 10 },
	});
	const inRealm = (rules: RealmRules) => policyInRealm(tenant, JSON.stringify(rules));

	it("are the tenant's where the realm says nothing", () => {
		expect(inRealm({})).toEqual({ ...tenant, password: { ...tenant.password } });
	});

	it("are of each rule the tighter, never the looser", () => {
		const looser = inRealm({
			requirement: "off",
			trustedBrowserDays: 365,
			session: { idleMinutes: 120, absoluteHours: 24 },
			password: { minLength: 8, minLengthWithoutFactor: 8 },
		});
		expect(looser).toEqual(inRealm({}));
		expect(
			inRealm({
				requirement: "required",
				trustedBrowserDays: 0,
				session: { idleMinutes: 5 },
				password: { minLengthWithoutFactor: 20 },
			}),
		).toMatchObject({
			requirement: "required",
			trustedBrowserDays: 0,
			session: { idleMinutes: 5, absoluteHours: 12 },
			password: { minLength: 10, minLengthWithoutFactor: 20 },
		});
	});

	it.each(["", "null", '{"graceDays":-1}', '{"session":{"idleMinutes":0}}'])(
		"are the strictest policy when the stored text is %j",
		(stored) => {
			expect(readRealmRules(stored)).toBeNull();
			expect(policyInRealm(tenant, stored)).toEqual(strictestPolicy);
		},
	);
});

describe("a change as it is stored", () => {
	const yesterday = NOON - DAY;

	it("begins now when a requirement comes without a date, so that its grace counts from the change", () => {
		expect(normalised({ requirement: "required", graceDays: 7 }, { requirement: "optional" }, NOON)).toEqual({
			requirement: "required",
			graceDays: 7,
			requiredFromAt: NOON,
		});
		expect(normalised({ requirement: "required", requiredFromAt: null }, {}, NOON)).toMatchObject({
			requiredFromAt: NOON,
		});
	});

	it("keeps the date of a requirement that stands, also when its day comes back with its first hour", () => {
		const before = { requirement: "required", requiredFromAt: yesterday } as const;
		for (const requiredFromAt of [undefined, null, yesterday, yesterday - 12 * 3_600_000])
			expect(normalised({ requirement: "required", requiredFromAt }, before, NOON).requiredFromAt).toBe(yesterday);
		for (const requiredFromAt of [yesterday - DAY, NOON + DAY])
			expect(normalised({ requirement: "required", requiredFromAt }, before, NOON).requiredFromAt).toBe(requiredFromAt);
		expect(normalised({ requirement: "required" }, { requirement: "required" }, NOON).requiredFromAt).toBe(0);
	});

	it("begins now when today is named, or when a coming date is taken away", () => {
		const midnight = NOON - 12 * 3_600_000;
		const coming = { requirement: "required", requiredFromAt: NOON + 5 * DAY } as const;
		for (const before of [{}, coming])
			for (const requiredFromAt of [midnight, NOON, undefined, null])
				expect(normalised({ requirement: "required", requiredFromAt }, before, NOON).requiredFromAt).toBe(NOON);
	});

	it("drops a date that belongs to no requirement", () => {
		expect(normalised({ requirement: "optional", requiredFromAt: NOON }, {}, NOON)).toEqual({
			requirement: "optional",
		});
		expect(normalised({ requiredFromAt: NOON }, { requirement: "required" }, NOON)).toEqual({});
	});
});

describe("what nobody could meet", () => {
	const measure = (before: PolicyOverrides, after: PolicyOverrides, more: Partial<Measured> = {}) =>
		unmeetable({
			before: JSON.stringify(before),
			after: JSON.stringify(after),
			tenant: null,
			realmRules: [],
			canText: true,
			now: NOON,
			...more,
		});
	const required = (days: number, graceDays = 0) =>
		({ requirement: "required", requiredFromAt: NOON + days * DAY, graceDays }) as const;

	it.each([
		["a deadline in the past", {}, required(-3, 2), { requiredFromAt: "unmeetable" }],
		["another day in the past", required(-9), required(-3), { requiredFromAt: "unmeetable" }],
		["grace shortened until it was over", required(-10, 20), required(-10, 5), { graceDays: "unmeetable" }],
		["a date in the past whose grace runs on", {}, required(-3, 4), null],
		["a deadline in this moment", {}, required(0), null],
		["a requirement that stands for long", required(-300), { ...required(-300), setUpSheet: true }, null],
		["less grace for those to come", required(-300, 30), required(-300, 7), null],
		["idle longer than a session lives", {}, { session: { idleMinutes: 61, absoluteHours: 1 } }, idle],
		["the default life shortened below the default idleness", {}, { session: { idleMinutes: 1441 } }, idle],
		["idle as long as a session lives", {}, { session: { idleMinutes: 60, absoluteHours: 1 } }, null],
	] as const)("is %s", (_what, before, after, fields) => {
		expect(measure(before, after)).toEqual(fields);
	});

	it("is recovery by text message where no message can be sent", () => {
		expect(measure({}, { textRecovery: true }, { canText: false })).toEqual({ textRecovery: "unmeetable" });
		expect(measure({}, { textRecovery: true })).toBeNull();
	});

	it("is measured where tenant and realm meet, and blames nobody for what was so before", () => {
		const tenant = policyOf({ session: { idleMinutes: 120 } });
		const short = { session: { absoluteHours: 1 } };
		expect(measure({}, short, { tenant })).toEqual(idle);
		expect(measure({}, { session: { absoluteHours: 2 } }, { tenant })).toBeNull();
		expect(measure(short, { ...short, graceDays: 3 }, { tenant })).toBeNull();
		const realmRules = [JSON.stringify(short)];
		expect(measure({}, { session: { idleMinutes: 90 } }, { realmRules })).toEqual(idle);
		expect(measure({}, { session: { idleMinutes: 60 } }, { realmRules })).toBeNull();
		expect(measure({ session: { idleMinutes: 90 } }, { session: { idleMinutes: 91 } }, { realmRules })).toBeNull();
		const late = { requirement: "required", requiredFromAt: NOON - DAY } as const;
		expect(measure({}, late, { tenant })).toEqual({ requiredFromAt: "unmeetable" });
	});
});

describe("the difference of two versions", () => {
	it("names each field that changed, with the standard where a tenant had said nothing", () => {
		const [before, after] = [{ lock: { after: 5 } }, { requirement: "required", lock: { after: 4, mode: "timed" } }];
		expect(differences(JSON.stringify(before), JSON.stringify(after), false)).toEqual([
			{ field: "requirement", from: "optional", to: "required" },
			{ field: "lock.after", from: 5, to: 4 },
			{ field: "lock.mode", from: "untilUnlocked", to: "timed" },
		]);
		expect(differences("{}", '{"lock":{"after":10}}', false)).toEqual([]);
	});

	it("says null for a realm that goes by the tenant's rule", () => {
		expect(differences("{}", '{"graceDays":3}', true)).toEqual([{ field: "graceDays", from: null, to: 3 }]);
		expect(differences('{"session":{"idleMinutes":15}}', "{}", true)).toEqual([
			{ field: "session.idleMinutes", from: 15, to: null },
		]);
	});
});
