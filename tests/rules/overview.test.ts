/**
 * The days of the overview's pictures: in UTC, complete, the last one today.
 */
import { describe, expect, it } from "vitest";
import { beginningOf, dayOf, lastDays, minuteOf, signInDays } from "../../worker/features/overview/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { NOON } from "../support/standings.ts";

describe("days", () => {
	it("are those of UTC, from midnight to midnight", () => {
		expect(dayOf(NOON)).toBe("2026-11-21");
		expect(dayOf((NOON + 12 * 3_600_000 - 1) as Millis)).toBe("2026-11-21");
		expect(dayOf((NOON + 12 * 3_600_000) as Millis)).toBe("2026-11-22");
		expect(beginningOf("2026-11-21")).toBe(NOON - 12 * 3_600_000);
		expect(minuteOf((NOON + 61 * 60_000) as Millis)).toBe(1);
	});

	it("come one after the other up to today, over the ends of months and years", () => {
		expect(lastDays(3, Date.UTC(2027, 0, 1, 23) as Millis)).toEqual(["2026-12-30", "2026-12-31", "2027-01-01"]);
		const many = lastDays(400, NOON);
		expect(new Set(many).size).toBe(400);
		expect([...many].sort()).toEqual(many);
	});

	it("count sign-ins by what was shown in the end; those on which nobody signed in are there, with zeros", () => {
		const day = Math.floor(NOON / 86_400_000) - 1;
		const succeeded = (assurance: string, method: string | null, count: number) => ({
			day,
			event: "login.succeeded",
			evidence: JSON.stringify({ assurance, method }),
			count,
		});
		const refused = (event: string, evidence: object, count: number) => ({
			day,
			event,
			evidence: JSON.stringify(evidence),
			count,
		});
		const recorded = [
			succeeded("secondFactor", "totp", 3),
			succeeded("secondFactor", null, 2),
			succeeded("secondFactor", "recoveryCode", 1),
			succeeded("trustedBrowser", null, 4),
			succeeded("password", null, 5),
			refused("login.refused", { reason: "password_wrong" }, 6),
			refused("login.refused", { reason: "user_unknown" }, 1),
			refused("code.refused", { purpose: "signIn", reason: "wrong" }, 2),
			refused("code.refused", { purpose: "recentProof", reason: "wrong" }, 9),
		];
		const none = { totp: 0, recoveryCode: 0, trustedBrowser: 0, password: 0, refused: 0 };
		expect(signInDays(recorded, 3, NOON)).toEqual([
			{ day: "2026-11-19", ...none },
			{ day: "2026-11-20", totp: 5, recoveryCode: 1, trustedBrowser: 4, password: 5, refused: 9 },
			{ day: "2026-11-21", ...none },
		]);
		expect(
			signInDays([{ ...succeeded("password", null, 5), day: day - 40 }], 3, NOON).map((one) => one.password),
		).toEqual([0, 0, 0]);
	});
});
