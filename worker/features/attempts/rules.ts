/**
 * Reads what a reservation answered. Pure; the reservation itself is a conditional write in the store.
 */
import type { Millis } from "../../lib/brand.ts";
import { after, minutes, secondsUntil } from "../../lib/duration.ts";
import type { Policy } from "../policy/rules.ts";
import { CODES_BEFORE_SUSPENSION } from "./limits.ts";

export interface Budget {
	readonly count: number;
	readonly lastAt: Millis;
	readonly blockedUntilAt: Millis | null;
}

/** Seconds until a password may be tried again. */
export const passwordRetryAfter = (budget: Budget | undefined, now: Millis): number =>
	secondsUntil(budget?.blockedUntilAt ?? after(now, minutes(1)), now);

export type FactorLock = { readonly state: "open" } | { readonly state: "locked"; readonly untilAt: Millis | null };

/** Whether the second factor is locked now; `untilAt` null means until an administrator unlocks it (S60). */
export function factorLock(budget: Budget | undefined, lock: Policy["lock"], now: Millis): FactorLock {
	if (!budget || budget.count === 0) return { state: "open" };
	if (budget.count >= CODES_BEFORE_SUSPENSION) return { state: "locked", untilAt: null };
	if (lock.mode === "untilUnlocked") {
		return budget.count >= lock.after ? { state: "locked", untilAt: null } : { state: "open" };
	}
	if (budget.count % lock.after !== 0) return { state: "open" };
	const untilAt = after(budget.lastAt, minutes(lock.minutes));
	return untilAt > now ? { state: "locked", untilAt } : { state: "open" };
}

/** Whether the wrong code that made this count is the one that closes the lock, so that one letter tells of it. */
export const closesLock = (count: number, lock: Policy["lock"]): boolean =>
	count === CODES_BEFORE_SUSPENSION ||
	(lock.mode === "untilUnlocked" ? count === lock.after : count % lock.after === 0);

/** Whether the attempt that made this count was the first after a timed lock: going back behind it would lock again. */
export const opensTimedLock = (count: number, lock: Policy["lock"]): boolean =>
	lock.mode === "timed" && count % lock.after === 1;
