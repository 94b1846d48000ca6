/**
 * Lengths of time in words, for the refusals that name one: how far a clock is off, how long to wait.
 * It reads no clock; the worker says how much.
 */
import type { Language } from "./language.ts";

function amount(value: number, unit: "second" | "minute" | "hour", language: Language): string {
	return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** How far a clock is off: seconds up to a minute and a half, minutes beyond. */
export function clockOff(seconds: number, language: Language): string {
	const size = Math.abs(seconds);
	return size < 90 ? amount(size, "second", language) : amount(Math.round(size / 60), "minute", language);
}

/** How long to wait, rounded up to what a person would say. */
export function wait(seconds: number, language: Language): string {
	if (seconds < 90) return amount(Math.max(1, Math.ceil(seconds)), "second", language);
	if (seconds < 5400) return amount(Math.ceil(seconds / 60), "minute", language);
	return amount(Math.ceil(seconds / 3600), "hour", language);
}
