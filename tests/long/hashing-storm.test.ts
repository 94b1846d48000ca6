/**
 * Two hundred people who sign in at one moment before one isolate (T124), and what a hash costs (T145): nobody is turned away, the
 * isolate stays below what Cloudflare gives it, and whoever is signed in already is hardly kept waiting. Times are published,
 * with what they are compared to in the same run, and not judged: the machine's other work would judge along.
 */
import { expect, it } from "vitest";
import { MB, MOST_MB, measureHash, measureStorm } from "../../bench/sections/isolate.ts";
import { SIGN_INS } from "../../bench/storm.ts";
import { figure } from "../support/figures.ts";

it("T124 two hundred sign-ins at once all end in a session, within the memory of an isolate", async () => {
	const { idle, during, failed, heap, lasted } = await measureStorm(50);
	expect(failed).toBe(0);
	const most = heap.most / MB;
	expect(most).toBeLessThan(MOST_MB);
	figure(
		"T124",
		`${SIGN_INS} parallel sign-ins: all signed in within ${(lasted / 1000).toFixed(1)} s, isolate at most ${most.toFixed(0)} MB, ` +
			`session check p95 ${idle.p95.toFixed(0)} ms idle and ${during.p95.toFixed(0)} ms meanwhile (${(during.p95 / idle.p95).toFixed(2)}×)`,
	);
});

it("T145 one hash runs in steps and stays below what a sign-in may cost", () => {
	const { whole, longestStep, steps } = measureHash();
	expect(whole).toBeLessThan(300);
	figure(
		"T145",
		`Argon2id of 19 MiB, t = 2: ${whole.toFixed(0)} ms of CPU in ${steps} steps, the longest ${longestStep.toFixed(1)} ms`,
	);
});
