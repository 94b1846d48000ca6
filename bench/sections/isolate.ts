/**
 * One isolate: what it holds and whom it keeps waiting while two hundred people sign in at once, how long its start takes,
 * and what the bundle weighs. The load and the database share the machine's cores with it.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadArgon2 } from "../../dev/argon2.ts";
import { freePort } from "../../dev/free-port.ts";
import { inRoot } from "../../dev/root.ts";
import { measureSizes, sizeLimits, total } from "../../dev/size.ts";
import { standardCost } from "../../worker/ports/passwords.ts";
import { residentBytes, watchHeap } from "../heap.ts";
import { figure, median } from "../measure.ts";
import { startOurs } from "../ours.ts";
import type { Part } from "../section.ts";
import { SIGN_INS, type Storm, storm } from "../storm.ts";
import { startBundle } from "../workerd.ts";

export const MB = 1024 * 1024;
export const MOST_MB = 128;
const STARTS = 9;

/** What the one instance of Argon2id holds, in bytes. */
function hashBytes(): number {
	const argon2 = loadArgon2();
	argon2.run(new Uint8Array(17), new Uint8Array(16), standardCost).next();
	return argon2.heldBytes;
}

interface Held {
	readonly before: number;
	/** The most that was seen while people signed in, half-second by half-second. */
	readonly most: number;
}

export async function measureStorm(distanceMs: number): Promise<Storm & { heap: Held; resident: Held }> {
	const inspector = `127.0.0.1:${await freePort()}`;
	const ours = await startOurs({ args: [`--inspector-addr=${inspector}`] });
	try {
		const people: string[] = [];
		while (people.length < SIGN_INS) people.push((await ours.person()).email);
		ours.distance.setMs(distanceMs);
		const watch = await watchHeap(inspector);
		const forHash = hashBytes();
		const seen: number[] = [];
		const look = async (): Promise<void> => {
			const { heap, beside } = await watch.read();
			// The hash's memory is not in V8's sum: it is taken with the first hash and stays as it is.
			seen.push(heap + beside + forHash);
		};
		await look();
		const residentBefore = residentBytes(ours.worker.pid).now;
		const result = await storm(ours, people, look);
		await look();
		watch.close();
		return {
			...result,
			heap: { before: seen[0] ?? Number.NaN, most: Math.max(...seen) },
			resident: { before: residentBefore, most: residentBytes(ours.worker.pid).most },
		};
	} finally {
		await ours.stop();
	}
}

/** Milliseconds from starting workerd to the first answer, for a folder with a bundle in it. */
async function startOf(folder: string): Promise<number> {
	const at = performance.now();
	const worker = await startBundle({ folder, vars: () => ({}) });
	const ms = performance.now() - at;
	await worker.stop();
	return ms;
}

/** Start of the deployed bundle and of one that does nothing, by turns. Without settings it refuses, but it is all there. */
async function measureStarts(): Promise<{ ours: number; empty: number }> {
	const nothing = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
	writeFileSync(join(nothing, "index.js"), 'export default { fetch: () => new Response("nothing") };\n');
	const [ours, empty]: [number[], number[]] = [[], []];
	try {
		for (let start = 0; start < STARTS; start++) {
			empty.push(await startOf(nothing));
			ours.push(await startOf(inRoot("dist/worker")));
		}
	} finally {
		rmSync(nothing, { recursive: true, force: true });
	}
	return { ours: median(ours), empty: median(empty) };
}

/** Milliseconds of one hash, without the turns of the loop between its steps, and of its longest step. */
export function measureHash(): { whole: number; longestStep: number; steps: number } {
	const argon2 = loadArgon2();
	const runs = Array.from({ length: 15 }, () => {
		const steps: number[] = [];
		const run = argon2.run(new Uint8Array(17), new Uint8Array(16), standardCost);
		for (let done: boolean | undefined = false; !done; ) {
			const at = performance.now();
			({ done } = run.next());
			steps.push(performance.now() - at);
		}
		return { whole: steps.reduce((sum, ms) => sum + ms, 0), longestStep: Math.max(...steps), steps: steps.length };
	});
	return {
		whole: median(runs.map(({ whole }) => whole)),
		longestStep: median(runs.map(({ longestStep }) => longestStep)),
		steps: runs[0]?.steps ?? 0,
	};
}

async function run() {
	const [near, far] = [await measureStorm(0), await measureStorm(50)];
	const starts = await measureStarts();
	const hash = measureHash();
	const weight = total(measureSizes().worker);
	const ratio = ({ idle, during }: Storm): number => during.p95 / idle.p95;
	const mostMb = Math.max(near.heap.most, far.heap.most) / MB;
	const row = (label: string, one: typeof near) => [
		label,
		figure(one.idle.p50, 1),
		figure(one.idle.p95, 1),
		figure(one.during.p50, 1),
		figure(one.during.p95, 1),
		figure(ratio(one), 2),
		figure(one.alone, 0),
		figure(one.signIn.p50, 0),
		figure(one.lasted, 0),
		one.failed,
	];
	return {
		title: "One isolate under a storm of sign-ins",
		prose: [
			`${SIGN_INS} people sign in at the same moment; one who is signed in asks for the session every 20 ms, before and meanwhile, ` +
				"whatever became of the answers before. Every sign-in hashes its password; one hash runs at a time, in steps.",
			"Memory is the isolate's: its heap and buffers as V8 counts them, asked twice a second, and the hash's 19 MB; the process has more. " +
				"The start is from spawning workerd to the first answer, less the same for a worker that does nothing.",
		],
		tables: [
			{
				caption: "Session checks while people sign in, milliseconds",
				columns: [
					"database away",
					"idle p50",
					"idle p95",
					"storm p50",
					"storm p95",
					"ratio of p95",
					"sign-in alone",
					"sign-in in the storm, p50",
					"storm lasted",
					"failed",
				],
				rows: [row("0 ms", near), row("50 ms", far)],
			},
			{
				caption: "Memory, megabytes",
				columns: ["database away", "isolate before", "isolate at most", "process before", "process at most"],
				rows: [["0 ms", near] as const, ["50 ms", far] as const].map(([label, { heap, resident }]) => [
					label,
					...[heap.before, heap.most, resident.before, resident.most].map((bytes) => figure(bytes / MB, 1)),
				]),
			},
			{
				caption: "Start, hash and weight",
				columns: ["what", "value"],
				rows: [
					["start of the worker, over an empty one", `${figure(starts.ours - starts.empty, 0)} ms`],
					["start of workerd with an empty worker", `${figure(starts.empty, 0)} ms`],
					["one password hash, without the turns between its steps", `${figure(hash.whole, 1)} ms`],
					[`the longest of its ${hash.steps} steps`, `${figure(hash.longestStep, 1)} ms`],
					["worker, gzip, minified", `${figure(weight / 1024, 1)} KB`],
				],
			},
		],
		aims: [
			{
				what: "p95 of session checks during the storm to idle, database beside the worker",
				measured: figure(ratio(near), 2),
				aim: "≤ 2",
				isMet: ratio(near) <= 2,
			},
			{
				what: "p95 of session checks during the storm to idle, database 50 ms away",
				measured: figure(ratio(far), 2),
				aim: "≤ 2",
				isMet: ratio(far) <= 2,
			},
			{
				what: `memory of the isolate with ${SIGN_INS} parallel sign-ins`,
				measured: `${figure(mostMb, 0)} MB`,
				aim: `< ${MOST_MB} MB`,
				isMet: mostMb < MOST_MB,
			},
			{
				what: "weight of the worker, gzip, minified",
				measured: `${figure(weight / 1024, 1)} KB`,
				aim: `≤ ${sizeLimits.worker / 1024} KB`,
				isMet: weight <= sizeLimits.worker,
			},
		],
		data: { near, far, starts, hash, weight },
	};
}

export const section: Part = { id: "isolate", run };
