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

const none = { totp: 0, recoveryCode: 0, trustedBrowser: 0, password: 0, refused: 0 };
export type SignIns = typeof none;
export type SignInDay = SignIns & { readonly day: string };

/** How often the same was recorded on one day, which is named by how many days lie between it and the first of 1970. */
export interface Recorded {
	readonly day: number;
	readonly event: string;
	readonly evidence: string;
	readonly count: number;
}

/** Every day of the picture with its sign-ins: by what was shown in the end, and how many tries were refused. */
export function signInDays(recorded: readonly Recorded[], count: number, now: Millis): readonly SignInDay[] {
	const found = new Map<string, SignIns>();
	for (const one of recorded) {
		const kind = kindOf(one);
		const day = dayOf(days(one.day));
		const known = found.get(day) ?? none;
		if (kind) found.set(day, { ...known, [kind]: known[kind] + one.count });
	}
	return lastDays(count, now).map((day) => ({ day, ...(found.get(day) ?? none) }));
}

/** What a recorded event counts as; null where it is no part of a sign-in. */
function kindOf({ event, evidence }: Recorded): keyof SignIns | null {
	const said: { assurance?: unknown; method?: unknown; purpose?: unknown } = JSON.parse(evidence);
	if (event === "login.refused") return "refused";
	if (event === "code.refused") return said.purpose === "signIn" ? "refused" : null;
	if (said.assurance === "password" || said.assurance === "trustedBrowser") return said.assurance;
	return said.method === "recoveryCode" ? "recoveryCode" : "totp";
}
