/**
 * When the second factor is locked, and which wrong code closes the lock.
 */
import { describe, expect, it } from "vitest";
import {
	CODES_BEFORE_SUSPENSION,
	CODES_PER_CHALLENGE,
	MAILBOX_BUDGET,
	PASSWORD_BUDGET,
} from "../../worker/features/attempts/limits.ts";
import { type Budget, closesLock, factorLock, passwordRetryAfter } from "../../worker/features/attempts/rules.ts";
import type { Policy } from "../../worker/features/policy/rules.ts";
import { codeAt, expectedAt, expectedCodes } from "../../worker/features/totp/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { figure } from "../support/figures.ts";
import { NOON } from "../support/standings.ts";

const untilUnlocked: Policy["lock"] = { after: 10, mode: "untilUnlocked", minutes: 15 };
const timed: Policy["lock"] = { after: 5, mode: "timed", minutes: 15 };
const budget = (count: number, lastAt: number = NOON): Budget => ({
	count,
	lastAt: lastAt as Millis,
	blockedUntilAt: null,
});
const minutesAgo = (minutes: number) => NOON - minutes * 60_000;
const open = { state: "open" };
const locked = (untilAt: number | null) => ({ state: "locked", untilAt });

describe("the lock of the second factor", () => {
	it("is open for who never typed a wrong code", () => {
		expect(factorLock(undefined, untilUnlocked, NOON)).toEqual(open);
		expect(factorLock(budget(0), timed, NOON)).toEqual(open);
	});

	it("S60 stays open at nine wrong codes and closes at ten, for good", () => {
		expect(factorLock(budget(9), untilUnlocked, NOON)).toEqual(open);
		expect(factorLock(budget(10), untilUnlocked, NOON)).toEqual(locked(null));
		expect(factorLock(budget(10, minutesAgo(1_000_000)), untilUnlocked, NOON)).toEqual(locked(null));
	});

	it("S60 closes for the tenant's minutes where the tenant chose so, and opens after them", () => {
		expect(factorLock(budget(4), timed, NOON)).toEqual(open);
		expect(factorLock(budget(5), timed, NOON)).toEqual(locked(NOON + 15 * 60_000));
		expect(factorLock(budget(5, minutesAgo(14)), timed, NOON)).toEqual(locked(NOON + 60_000));
		expect(factorLock(budget(5, minutesAgo(15)), timed, NOON)).toEqual(open);
		expect(factorLock(budget(6), timed, NOON)).toEqual(open);
		expect(factorLock(budget(10), timed, NOON)).toEqual(locked(NOON + 15 * 60_000));
	});

	it("T026 closes for good at fifty in a row, whatever the tenant chose", () => {
		expect(CODES_BEFORE_SUSPENSION).toBe(50);
		expect(factorLock(budget(49, minutesAgo(60)), timed, NOON)).toEqual(open);
		expect(factorLock(budget(50, minutesAgo(1_000_000)), timed, NOON)).toEqual(locked(null));
	});

	it("T026 leaves who guesses until then a chance of 1.5 in ten thousand, all valid codes counted", () => {
		const secret = new Uint8Array(20).fill(7);
		const now = NOON as Millis;
		const valid = expectedAt(expectedCodes(secret, now, now), now).length;
		const codes = 10 ** codeAt(secret, 1).length;
		const chance = 1 - (1 - valid / codes) ** CODES_BEFORE_SUSPENSION;
		expect([valid, codes]).toEqual([3, 1_000_000]);
		expect(chance).toBeLessThan(1.5e-4);
		const said = (10_000 * chance).toFixed(2);
		figure("T026", `${CODES_BEFORE_SUSPENSION} wrong in a row, ${valid} valid codes of 10⁶: chance ${said}·10⁻⁴`);
	});

	it("is told by one letter each time it closes", () => {
		const counts = Array.from({ length: 51 }, (_, count) => count + 1);
		expect(counts.filter((count) => closesLock(count, untilUnlocked))).toEqual([10, 50]);
		expect(counts.filter((count) => closesLock(count, timed))).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50]);
	});
});

describe("limits", () => {
	it("are the published ones", () => {
		expect(CODES_PER_CHALLENGE).toBe(5);
		expect(PASSWORD_BUDGET).toEqual({ limit: 10, window: 15 * 60_000, wait: 5 * 60_000 });
		expect(MAILBOX_BUDGET).toEqual({ limit: 5, window: 60 * 60_000 });
	});

	it("tell how long to wait, in whole seconds and never less than one", () => {
		const blocked = (until: number) => ({ ...budget(10), blockedUntilAt: until as Millis });
		expect(passwordRetryAfter(blocked(NOON + 299_001), NOON)).toBe(300);
		expect(passwordRetryAfter(blocked(NOON), NOON)).toBe(1);
		expect(passwordRetryAfter(undefined, NOON)).toBe(60);
	});
});
