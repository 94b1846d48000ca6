/**
 * Times for people: "3 minutes ago" with the exact moment beside it, and the seconds left of a window. It is the only
 * file of the page that looks at the clock, and it trusts the worker's time (the `Date` of its answers) over the
 * device's, which may be wrong. It decides nothing: the worker alone says what has expired.
 */
import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Language } from "./language.ts";

let workerAheadMillis = 0;

/** Learns the worker's time from the `Date` header of an answer. */
export function noteWorkerTime(header: string | null): void {
	const at = header === null ? Number.NaN : Date.parse(header);
	if (!Number.isNaN(at)) workerAheadMillis = at - Date.now();
}

/** Now, in epoch milliseconds of the worker's clock. */
export function now(): number {
	return Date.now() + workerAheadMillis;
}

/** Now as a signal that moves every `stepMillis` milliseconds while its owner lives. */
export function createNow(stepMillis: number): Accessor<number> {
	const [at, setAt] = createSignal(now());
	const timer = setInterval(() => setAt(now()), stepMillis);
	onCleanup(() => clearInterval(timer));
	return at;
}

/** The largest unit that fits; days go on for two months, because "in 30 days" says more than "next month". */
const spans: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number; from: number }[] = [
	{ unit: "year", seconds: 31_536_000, from: 63_072_000 },
	{ unit: "month", seconds: 2_592_000, from: 5_184_000 },
	{ unit: "day", seconds: 86_400, from: 86_400 },
	{ unit: "hour", seconds: 3_600, from: 3_600 },
	{ unit: "minute", seconds: 60, from: 60 },
];

/** "3 minutes ago", "in 2 days", or "now" for less than a minute either way. */
export function relativeTime(at: number, now: number, language: Language): string {
	const seconds = Math.round((at - now) / 1000);
	const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
	for (const { unit, seconds: size, from: least } of spans) {
		if (Math.abs(seconds) >= least) return words.format(Math.trunc(seconds / size), unit);
	}
	return words.format(0, "second");
}

/** The exact moment in words, in the time zone of this device. */
export function exactTime(at: number, language: Language): string {
	return new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(at);
}

/** The form that machines read, for `<time datetime>`. */
export function machineTime(at: number): string {
	return new Date(at).toISOString();
}

/** Seconds left until a moment, never below zero. */
export function secondsLeft(until: number, from: number): number {
	return Math.max(0, Math.ceil((until - from) / 1000));
}

/** Seconds as "9:41". */
export function minutesAndSeconds(seconds: number): string {
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
