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

	it("on which nobody signed in are there, with zeros", () => {
		const counted = { day: "2026-11-20", totp: 3, recoveryCode: 1, trustedBrowser: 2, password: 4, refused: 5 };
		const none = { totp: 0, recoveryCode: 0, trustedBrowser: 0, password: 0, refused: 0 };
		expect(signInDays([counted], 3, NOON)).toEqual([
			{ day: "2026-11-19", ...none },
			counted,
			{ day: "2026-11-21", ...none },
		]);
	});
});
