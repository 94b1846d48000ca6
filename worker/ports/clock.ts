/**
 * Time. The only place of the worker that reads a clock; one reading per request is passed on as `now`.
 * Client time is never used (security rule 24).
 */
import type { Millis } from "../lib/brand.ts";

export interface Clock {
	now(): Millis;
}

export const systemClock: Clock = { now: () => Date.now() as Millis };
