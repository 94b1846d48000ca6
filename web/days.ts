/**
 * Calendar days: as a date field writes them ("2026-11-21"), as moments, and in words. A day of a field begins at midnight
 * of this device; a day of a statistic begins at midnight UTC. Nothing here asks what day it is.
 */
import type { Language } from "./language.ts";

const written = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The first moment, on this device, of a day that a date field wrote; undefined for anything else. */
export function beginningOf(day: string): number | undefined {
	const [, year, month, date] = written.exec(day) ?? [];
	if (year === undefined) return undefined;
	const at = new Date(Number(year), Number(month) - 1, Number(date)).getTime();
	return Number.isNaN(at) ? undefined : at;
}

/** The last moment of such a day. */
export function endOf(day: string): number | undefined {
	const at = beginningOf(day);
	if (at === undefined) return undefined;
	const begun = new Date(at);
	return new Date(begun.getFullYear(), begun.getMonth(), begun.getDate() + 1).getTime() - 1;
}

/** The day of a moment on this device, as a date field writes it. */
export function dayOf(at: number): string {
	const date = new Date(at);
	const two = (part: number) => String(part).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "21 November 2026", on this device. */
export function dayInWords(at: number, language: Language): string {
	return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(at);
}

/** "21 Nov" for a day of a statistic (UTC). */
export function statisticDay(day: string, language: Language): string {
	const at = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(at)) return day;
	return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" }).format(at);
}
