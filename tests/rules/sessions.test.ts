/**
 * The one decision before every session, in every combination there is, and when a session is alive or recent.
 */
import { describe, expect, it } from "vitest";
import { defaultPolicy } from "../../worker/features/policy/rules.ts";
import {
	assuranceOf,
	isAlive,
	isLimited,
	isRecent,
	needsTouch,
	noticesFor,
	type Proof,
	recentUntil,
} from "../../worker/features/sessions/rules.ts";
import type { Standing } from "../../worker/features/users/standing.ts";
import type { Epoch, Millis } from "../../worker/lib/brand.ts";
import { demandedBy, NOON, sessionWith, someFactor, standingWith, tokenOf } from "../support/standings.ts";

const allProofs: readonly Proof[] = ["password", "totp", "recoveryCode", "trustedBrowser"];
const subsets = Array.from({ length: 16 }, (_, bits) => allProofs.filter((_, index) => bits & (1 << index)));
const later = (milliseconds: number) => (NOON + milliseconds) as Millis;
const minute = 60_000;
const hour = 60 * minute;

interface Combination {
	readonly standing: Standing;
	readonly proofs: readonly Proof[];
}

/** No demand, one of each side, and one whose grace still runs. */
const demands: readonly Partial<Standing>[] = [
	{},
	demandedBy("user"),
	demandedBy("realm"),
	demandedBy("tenant"),
	{ ...demandedBy("tenant"), demanded: false },
];

/** Every tenant state × person's status × factor × demand × trust policy × set of proofs. */
function* combinations(): Generator<Combination> {
	const base = standingWith();
	for (const state of ["unverified", "active", "suspended"] as const)
		for (const status of ["unverified", "invited", "active", "disabled"] as const)
			for (const factor of [null, someFactor])
				for (const demand of demands)
					for (const trustedBrowserDays of [0, 30])
						for (const proofs of subsets)
							yield {
								proofs,
								standing: {
									...base,
									tenant: { ...base.tenant, state },
									user: { ...base.user, status },
									policy: { ...defaultPolicy, trustedBrowserDays },
									factor,
									...demand,
								},
							};
}

describe("assurance", () => {
	it("S1 S114 S116 S145 fails closed in each of 3840 combinations unless everything that is asked for was shown", () => {
		const granted: string[] = [];
		let asked = 0;
		for (const { standing, proofs } of combinations()) {
			asked += 1;
			const decided = assuranceOf(standing, proofs);
			if (!decided.ok) continue;
			const { factor, demanded, policy } = standing;
			const code = proofs.includes("totp") || proofs.includes("recoveryCode");
			granted.push(decided.value);
			expect(standing.tenant.state).toBe("active");
			expect(standing.user.status).toBe("active");
			expect(proofs).toContain("password");
			if (decided.value === "secondFactor") expect(factor !== null && code).toBe(true);
			if (decided.value === "password") expect(factor === null && !demanded).toBe(true);
			if (decided.value === "trustedBrowser") {
				expect(factor !== null && !code && policy.trustedBrowserDays > 0).toBe(true);
				expect(proofs).toContain("trustedBrowser");
			}
		}
		expect(asked).toBe(3840);
		const count = (name: string) => granted.filter((one) => one === name).length;
		// password: 8 sets with a password × 2 trust policies × no demand or grace; second factor: 6 sets × 2 × 5; trust: 1 set × 1 × 5.
		expect([count("password"), count("secondFactor"), count("trustedBrowser")]).toEqual([32, 60, 5]);
	});

	it("never calls a session from a trusted browser proved by a factor", () => {
		const enrolled = standingWith({ factor: someFactor });
		expect(assuranceOf(enrolled, ["password", "trustedBrowser"])).toEqual({ ok: true, value: "trustedBrowser" });
	});

	it("S175 refuses a person who must have a factor and has none, even with codes in hand", () => {
		const required = standingWith(demandedBy("tenant"));
		expect(assuranceOf(required, ["password", "totp", "recoveryCode", "trustedBrowser"])).toEqual({
			ok: false,
			refused: "second_factor_required",
		});
	});
});

describe("a session", () => {
	const alive = (change: Parameters<typeof sessionWith>[0], standing: Partial<Standing> = {}, now: Millis = NOON) =>
		isAlive(sessionWith(change), tokenOf("ses"), standingWith(standing), now);

	it("is alive while its token, epoch and times hold", () => {
		expect(alive({})).toBe(true);
		expect(isAlive(sessionWith(), tokenOf("ses", "x".repeat(27)), standingWith(), NOON)).toBe(false);
		expect(alive({ epoch: "0.0.1" as Epoch })).toBe(false);
		expect(alive({}, { epoch: "0.1.0" as Epoch })).toBe(false);
		expect(alive({}, { epoch: "1.0.0" as Epoch })).toBe(false);
	});

	it("ends an hour after its last use, to the millisecond", () => {
		expect(alive({}, {}, later(hour - 1))).toBe(true);
		expect(alive({}, {}, later(hour))).toBe(false);
	});

	it("ends a day after it began, however much it is used", () => {
		const used = { lastSeenAt: later(24 * hour - minute) };
		expect(alive(used, {}, later(24 * hour - 1))).toBe(true);
		expect(alive(used, {}, later(24 * hour))).toBe(false);
	});

	it("ends earlier under a policy that was shortened after it began", () => {
		const shorter = { policy: { ...defaultPolicy, session: { idleMinutes: 60, absoluteHours: 1 } } };
		expect(alive({ lastSeenAt: later(hour - 1) }, shorter, later(hour))).toBe(false);
	});

	it.each(["unverified", "invited", "disabled"] as const)("is dead for a person who is %s", (status) => {
		expect(alive({}, { user: { ...standingWith().user, status } })).toBe(false);
	});

	it.each(["unverified", "suspended"] as const)("is dead in a house that is %s", (state) => {
		expect(alive({}, { tenant: { ...standingWith().tenant, state } })).toBe(false);
	});

	it("is touched at most once a minute", () => {
		expect(needsTouch(sessionWith(), later(minute - 1))).toBe(false);
		expect(needsTouch(sessionWith(), later(minute))).toBe(true);
	});
});

describe("the recent window", () => {
	it("T055 is ten minutes after a proof, and a trusted browser opens none", () => {
		expect(recentUntil("secondFactor", NOON)).toBe(NOON + 10 * minute);
		expect(recentUntil("password", NOON)).toBe(NOON + 10 * minute);
		expect(recentUntil("trustedBrowser", NOON)).toBeNull();
		const session = sessionWith({ recentUntilAt: later(10 * minute) });
		expect(isRecent(session, later(10 * minute - 1))).toBe(true);
		expect(isRecent(session, later(10 * minute))).toBe(false);
		expect(isRecent(sessionWith({ recentUntilAt: null }), NOON)).toBe(false);
	});
});

describe("a session that is held back", () => {
	it.each([
		["password", true, false, true],
		["trustedBrowser", true, false, true],
		["secondFactor", true, false, false],
		["password", false, false, false],
		["password", true, true, false],
	] as const)(
		"S184 T143 of assurance %s, a factor demanded: %s, a factor there: %s: %s",
		(assurance, demanded, has, is) => {
			const standing = standingWith({ ...demandedBy("tenant"), demanded, factor: has ? someFactor : null });
			expect(isLimited(sessionWith({ assurance }), standing)).toBe(is);
		},
	);
});

describe("notices", () => {
	const codes = (left: number, saved = true) => ({ factor: someFactor, codes: { left, total: 10, saved } });

	it.each([
		[{}, ["setUpOffered"]],
		[demandedBy("user"), ["setUpRequired"]],
		[{ ...demandedBy("tenant"), demanded: false }, ["setUpRequired"]],
		[{ ...demandedBy("realm"), requiredBy: null, demanded: false }, ["setUpUpcoming"]],
		[{ ...demandedBy("realm"), factor: someFactor, codes: { left: 10, total: 10, saved: true } }, []],
		[codes(10), []],
		[codes(4), []],
		[codes(3), ["recoveryCodesLow"]],
		[codes(1), ["recoveryCodesLow"]],
		[codes(0), ["recoveryCodesGone"]],
		[codes(10, false), ["recoveryCodesUnsaved"]],
	])("for %j are %j", (change, notices) => {
		expect(noticesFor(standingWith(change), sessionWith(), NOON)).toEqual(notices);
	});
});
