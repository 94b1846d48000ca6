/**
 * Days of the overview's pictures, in UTC as they are kept. Pure; a day without a sign-in is a day with zeros.
 */
import type { Millis } from "../../lib/brand.ts";
import { before, days } from "../../lib/duration.ts";

/** "2026-11-21" */
export const dayOf = (at: Millis): string => new Date(at).toISOString().slice(0, 10);

/** The minute of the hour, 0 to 59. */
export const minuteOf = (at: Millis): number => new Date(at).getUTCMinutes();

/** The first moment of the day. */
export const beginningOf = (day: string): Millis => Date.parse(day) as Millis;

/** The last `count` days up to now, the oldest first. */
export const lastDays = (count: number, now: Millis): readonly string[] =>
	Array.from({ length: count }, (_, index) => dayOf(before(now, days(count - 1 - index))));

export interface SignInDay {
	readonly day: string;
	readonly totp: number;
	readonly recoveryCode: number;
	readonly trustedBrowser: number;
	readonly password: number;
	readonly refused: number;
}

/** Every day of the picture, with what was counted on it. */
export function signInDays(counted: readonly SignInDay[], count: number, now: Millis): readonly SignInDay[] {
	const known = new Map(counted.map((one) => [one.day, one]));
	const none = { totp: 0, recoveryCode: 0, trustedBrowser: 0, password: 0, refused: 0 };
	return lastDays(count, now).map((day) => known.get(day) ?? { day, ...none });
}
