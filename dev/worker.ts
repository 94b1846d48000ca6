/**
 * The local world's worker: the deployed one with a clock that the message catcher can move.
 * Before each request it asks the catcher how far the clock was moved; without a catcher it is the system's time.
 * Its answers bear the moved time as their `Date`, for the page goes by that. It is an entry of its own, so nothing of
 * this can reach the production bundle.
 */
import { createWorker } from "../worker/index.ts";
import type { Millis } from "../worker/lib/brand.ts";

let offset = 0;

const worker = createWorker({ clock: { now: () => (Date.now() + offset) as Millis } });

async function readClock(env: unknown): Promise<void> {
	if (typeof env !== "object" || env === null || !("CATCHER_URL" in env)) return;
	try {
		const answer = await fetch(`${String(env.CATCHER_URL)}/clock`);
		const body: unknown = await answer.json();
		const moved = typeof body === "object" && body !== null && "offsetMs" in body ? body.offsetMs : undefined;
		if (typeof moved === "number") offset = moved;
	} catch {
		// The catcher is away: time goes on from where it was moved to last.
	}
}

export default {
	async fetch(...args: Parameters<typeof worker.fetch>): Promise<Response> {
		await readClock(args[1]);
		return worker.fetch(...args);
	},
	async scheduled(...args: Parameters<typeof worker.scheduled>): Promise<void> {
		await readClock(args[1]);
		await worker.scheduled(...args);
	},
};
