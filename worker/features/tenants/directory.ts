/**
 * The isolate's memory of the directory: slug → tenant and cell, for a short life. It only routes; the cell's own row
 * has the last word on the tenant's state (law 8), so a stale entry can send a request astray but never grant anything.
 */
import type { Millis } from "../../lib/brand.ts";
import { after, seconds } from "../../lib/duration.ts";
import type { DirectoryEntry } from "./rules.ts";

const FRESH = seconds(60);
const MOST_ENTRIES = 10_000;

export interface DirectoryCache {
	read(slug: string): { entry: DirectoryEntry; stale(now: Millis): boolean } | null;
	write(slug: string, entry: DirectoryEntry, now: Millis): void;
	forget(slug: string): void;
}

export function createDirectoryCache(): DirectoryCache {
	const entries = new Map<string, { entry: DirectoryEntry; freshUntil: Millis }>();
	return {
		read(slug) {
			const known = entries.get(slug);
			return known ? { entry: known.entry, stale: (now) => known.freshUntil <= now } : null;
		},
		write(slug, entry, now) {
			entries.delete(slug);
			entries.set(slug, { entry, freshUntil: after(now, FRESH) });
			const oldest = entries.keys().next().value;
			if (entries.size > MOST_ENTRIES && oldest !== undefined) entries.delete(oldest);
		},
		forget(slug) {
			entries.delete(slug);
		},
	};
}
