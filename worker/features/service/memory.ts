/**
 * What the isolate remembers of how the service is, so that a crowd which asks costs the databases no more than one that does:
 * they are asked again after some seconds, by one request, while all others are told what was found last. It holds the answers
 * of databases and nothing of whoever asked.
 */
import type { Millis } from "../../lib/brand.ts";
import { after, seconds } from "../../lib/duration.ts";
import type { CellAnswer } from "./rules.ts";

/** Longer than the longest wait for a database: two requests do not ask at once, even when none of them answers. */
const FRESH = seconds(5);

/** What each database answered, and when it was asked. */
export interface Found {
	readonly answers: readonly (CellAnswer | null)[];
	readonly checkedAt: Millis;
}

export interface StatusMemory {
	/** What was found last; null for the one that is to ask now, and for all until somebody's question was answered. */
	read(now: Millis): Found | null;
	write(found: Found): void;
}

export function createStatusMemory(): StatusMemory {
	let last: { readonly found: Found; askAgainAt: Millis } | null = null;
	return {
		read(now) {
			if (last === null) return null;
			if (now < last.askAgainAt) return last.found;
			last.askAgainAt = after(now, FRESH);
			return null;
		},
		write(found) {
			last = { found, askAgainAt: after(found.checkedAt, FRESH) };
		},
	};
}
