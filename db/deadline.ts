/**
 * How long the database may keep somebody waiting. A person's request has one deadline for all that it asks, however many
 * databases it asks one after the other, so that the answer comes in time whatever becomes of them (law 10, T159). Work that
 * nobody waits for gives each of its requests a deadline of its own.
 */

/** Gives the signal under which the next request is to be sent. */
export type Deadline = () => AbortSignal;

/** Longest wait for the database within one request, in milliseconds: a database that is down is told within three seconds. */
export const DATABASE_DEADLINE_MS = 2500;

/** A deadline of its own for each request. */
export const each =
	(ms: number): Deadline =>
	() =>
		AbortSignal.timeout(ms);

export interface SharedDeadline {
	readonly signal: Deadline;
	/** Nobody waits any more: from now on each request has a deadline of its own. */
	release(): void;
}

/** One deadline for all requests, running from the first of them, until it is released. */
export function shared(ms: number): SharedDeadline {
	let common: AbortSignal | undefined;
	let isReleased = false;
	return {
		signal() {
			if (isReleased) return AbortSignal.timeout(ms);
			common ??= AbortSignal.timeout(ms);
			return common;
		},
		release() {
			isReleased = true;
		},
	};
}
