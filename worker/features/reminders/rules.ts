/**
 * Which reminder of a deadline is due: 14, 7 and 1 days before it, each from its moment until the next one's. Pure.
 */
import type { Millis } from "../../lib/brand.ts";
import { days } from "../../lib/duration.ts";

/** Days before the deadline, the last one first. */
export const REMINDER_DAYS = [1, 7, 14] as const;

/** The earliest moment before a deadline at which anybody is reminded. */
export const FIRST_REMINDER = days(14);

/** Days that are left until the deadline, begun ones whole. */
export const daysLeft = (dueAt: Millis, now: Millis): number => Math.max(1, Math.ceil((dueAt - now) / days(1)));
