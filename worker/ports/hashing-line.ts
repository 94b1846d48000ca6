/**
 * The line before the one Argon2 run of an isolate: fair between sides (a tenant is one), bounded, and done in steps, with the isolate's loop
 * turning after each, so that a flood of sign-ins neither fills the memory nor holds up what others ask (T096).
 * It hands nothing from one request to another: each waiter looks for itself, and takes the work at the head over when the
 * request that brought it has died. It keeps no password: the steps it is given do.
 */
import { refuse } from "../errors.ts";
import type { Bytes } from "../lib/encoding.ts";

/** One hash, from joining the line to its result. */
export interface Place {
	/** Resolves when few are before this hash: the time to ask the database. Refuses with `busy` when pushed out. */
	near(): Promise<void>;
	/** The hash. The loop turns before the first step, so that what was sent before is on its way. */
	result(): Promise<Bytes>;
	/** Gives the place up: nobody needs the hash any more. */
	leave(): void;
}

export interface HashingLine {
	/** Joins the line on behalf of a side; refuses with `busy` when it is full and no other side has more in it. */
	join(side: string, steps: () => Iterator<undefined, Bytes>): Place;
	readonly length: number;
}

export interface LineSettings {
	/** The most hashes that wait; at some thirty milliseconds each, the last of them waits for about eight seconds. */
	readonly mostWaiting: number;
	/** How many may ask the database while others are before them: few enough that a storm reaches it evenly. */
	readonly mostNear: number;
	/** Lets the loop turn for at least so many milliseconds. */
	readonly pause: (ms: number) => Promise<void>;
}

export const standardLine: LineSettings = {
	mostWaiting: 256,
	mostNear: 8,
	pause: (ms) => new Promise((resume) => setTimeout(resume, ms)),
};

/** Seconds after which a full line is worth another try. */
const RETRY_SECONDS = 5;
/** Milliseconds between two looks for each hash ahead, less than a hash takes; and the longest between two looks. */
const LOOK_MS = 15;
const LONGEST_LOOK_MS = 200;
/** Milliseconds without a step after which the request at the head is taken for dead. */
const STALLED_MS = 100;

interface Job {
	readonly side: string;
	/** A side's first hash stands in the first round, its second in the second, before everybody's third. */
	readonly round: number;
	readonly steps: () => Iterator<undefined, Bytes>;
	running?: Iterator<undefined, Bytes>;
	outcome?: { readonly tag: Bytes } | { readonly failed: unknown } | "pushedOut" | "left";
}

export function createHashingLine({ mostWaiting, mostNear, pause }: LineSettings = standardLine): HashingLine {
	const line: Job[] = [];
	let steps = 0;

	const remove = (job: Job, outcome: NonNullable<Job["outcome"]>): void => {
		const index = line.indexOf(job);
		if (index >= 0) line.splice(index, 1);
		delete job.running;
		job.outcome ??= outcome;
	};

	/** One step of whatever is at the head. */
	const advance = (): void => {
		const [head] = line;
		if (!head) return;
		steps += 1;
		try {
			head.running ??= head.steps();
			const { done, value } = head.running.next();
			if (done) remove(head, { tag: value });
		} catch (error) {
			remove(head, { failed: error });
		}
	};

	/** Looks until the job has an outcome or stands within `ahead` of the head; works for whoever is dead on the way. */
	const wait = async (job: Job, isThere: (place: number) => boolean): Promise<void> => {
		let seen = steps;
		let stalledMs = 0;
		while (job.outcome === undefined) {
			const place = line.indexOf(job);
			if (isThere(place)) return;
			if (place === 0 || stalledMs >= STALLED_MS) advance();
			// Alone, four steps for each turn: a quarter of the turns, and nobody else hashes. In a storm the others get the time.
			for (let more = 0; more < 3 && line.length === 1 && line[0] === job; more += 1) advance();
			if (job.outcome !== undefined) return;
			const look = stalledMs >= STALLED_MS ? 0 : Math.min(LONGEST_LOOK_MS, Math.max(0, place - 1) * LOOK_MS);
			await pause(look);
			stalledMs = steps === seen || stalledMs >= STALLED_MS ? stalledMs + Math.max(1, look) : 0;
			seen = steps;
		}
	};

	const place = (job: Job): Place => ({
		async near() {
			await wait(job, (index) => index <= mostNear);
			if (job.outcome === "pushedOut") refuse("busy", { retryAfterSeconds: RETRY_SECONDS }, "hashing_line_full");
		},
		async result() {
			if (job.outcome === undefined) await pause(0);
			await wait(job, () => false);
			const { outcome } = job;
			if (outcome === "pushedOut") return refuse("busy", { retryAfterSeconds: RETRY_SECONDS }, "hashing_line_full");
			if (outcome === undefined || outcome === "left") throw new Error("this hash was given up");
			if ("failed" in outcome) throw outcome.failed;
			return outcome.tag;
		},
		leave: () => remove(job, "left"),
	});

	return {
		get length() {
			return line.length;
		},
		join(side, work) {
			const own = line.filter((job) => job.side === side).at(-1);
			const round = own ? own.round + 1 : (line[0]?.round ?? 0);
			const job: Job = { side, round, steps: work };
			const later = line.findIndex((other, index) => index > 0 && other.round > round);
			line.splice(later < 0 ? line.length : later, 0, job);
			const last = line.at(-1);
			if (line.length > mostWaiting && last) remove(last, "pushedOut");
			return place(job);
		},
	};
}
