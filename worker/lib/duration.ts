/**
 * Spans of time with their unit in the name; no bare `1000 * 60` anywhere else.
 * It never reads a clock.
 */
import type { Millis } from "./brand.ts";

export const millis = (value: number): Millis => value as Millis;
export const seconds = (count: number): Millis => millis(count * 1000);
export const minutes = (count: number): Millis => seconds(count * 60);
export const hours = (count: number): Millis => minutes(count * 60);
export const days = (count: number): Millis => hours(count * 24);

/** The point in time `span` after `at`. */
export const after = (at: Millis, span: Millis): Millis => millis(at + span);
/** The point in time `span` before `at`. */
export const before = (at: Millis, span: Millis): Millis => millis(at - span);
/** Whole seconds from `now` until `at`, rounded up, never below one: the value of Retry-After. */
export const secondsUntil = (at: Millis, now: Millis): number => Math.max(1, Math.ceil((at - now) / 1000));
