/**
 * `Server-Timing` on every answer: how long the service took, in steps of ten milliseconds, and nothing else. Parts of it (the
 * database, the hash) are not told, nor finer steps: a watch beside our own stopwatch would be free of the network's noise
 * and sharpen any guess about whom an answer is for (law 9, T097). On Cloudflare the clock stands still while code runs, so
 * there it is the time spent waiting for others. No other origin may read it: no `Timing-Allow-Origin` is sent.
 */
import type { MiddlewareHandler } from "hono";
import type { Clock } from "../ports/clock.ts";

const STEP_MS = 10;

/** The header's value for so many milliseconds. */
export const serverTiming = (ms: number): string => `total;dur=${Math.ceil(Math.max(0, ms) / STEP_MS) * STEP_MS}`;

/** Puts the header on whatever answer the rest of the app gives. */
export const withServerTiming =
	(clock: Clock): MiddlewareHandler =>
	async (context, next) => {
		const startedAt = clock.now();
		await next();
		context.res.headers.set("server-timing", serverTiming(clock.now() - startedAt));
	};
