/**
 * The line before the one hash of an isolate: one at a time and in steps, fair between tenants, bounded, and not held up by a
 * request that has died. Time is counted in turns of a pretend loop: nothing here waits.
 */
import { describe, expect, it } from "vitest";
import { DomainError } from "../../worker/errors.ts";
import { createHashingLine, type HashingLine } from "../../worker/ports/hashing-line.ts";

/** A line over a loop that is turned by hand, and a record of what was worked at. */
function lineOf(mostWaiting = 256) {
	let now = 0;
	const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
	const worked: string[] = [];
	const line: HashingLine = createHashingLine({
		mostWaiting,
		mostNear: 1,
		pause: (ms) => new Promise((wake) => void sleepers.push({ until: now + ms, wake })),
	});
	/** Lets every sleeper whose time has come look once. */
	const turn = async (): Promise<void> => {
		now += 1;
		for (const sleeper of sleepers.splice(0)) {
			if (sleeper.until <= now) sleeper.wake();
			else sleepers.push(sleeper);
		}
		for (let settled = 0; settled < 20; settled++) await Promise.resolve();
	};
	const join = (tenantId: string, name: string, steps = 3) =>
		line.join(tenantId, function* () {
			for (let step = 0; step < steps; step++) {
				worked.push(name);
				yield undefined;
			}
			return new TextEncoder().encode(name);
		});
	const turns = async (count: number): Promise<void> => {
		for (let done = 0; done < count; done++) await turn();
	};
	return { line, join, turn, turns, worked };
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const order = (worked: readonly string[]): string[] => worked.filter((name, index) => worked[index - 1] !== name);
const refusalOf = (work: Promise<unknown>): Promise<unknown> =>
	work.then(
		() => "none",
		(error: unknown) => (error instanceof DomainError ? [error.refusal, error.facts.retryAfterSeconds] : error),
	);

describe("the line", () => {
	it("does one hash after the other, a step for each turn of the loop or four for one alone, each with its own outcome", async () => {
		const { line, join, turns, turn, worked } = lineOf();
		const outcomes = Promise.all(["a", "b", "c"].map(async (name) => text(await join("t1", name).result())));
		for (let turned = 0; turned < 60; turned++) {
			const [before, most] = [worked.length, line.length > 1 ? 1 : 4];
			await turn();
			expect(worked.length - before).toBeLessThanOrEqual(most);
		}
		await turns(40);
		expect(await outcomes).toEqual(["a", "b", "c"]);
		expect(order(worked)).toEqual(["a", "b", "c"]);
	});

	it("lets the loop turn before the first step, so that a request sent before is on its way", async () => {
		const { join, turn, worked } = lineOf();
		const result = join("t1", "a").result();
		expect(worked).toEqual([]);
		await turn();
		expect(worked).toEqual(["a", "a", "a"]);
		for (let turned = 0; turned < 5; turned++) await turn();
		await result;
	});

	it("is fair: one of another tenant comes second, however many a tenant has sent before", async () => {
		const { join, turns, worked } = lineOf();
		const flood = Array.from({ length: 8 }, (_, index) => join("flood", `f${index}`).result());
		const other = join("quiet", "q").result();
		const third = join("third", "t").result();
		await turns(400);
		await Promise.all([...flood, other, third]);
		expect(order(worked)).toEqual(["f0", "q", "t", "f1", "f2", "f3", "f4", "f5", "f6", "f7"]);
	});

	it("is bounded: beyond that the newest of who has most is told to come back, never one of a quiet tenant", async () => {
		const { line, join, turns } = lineOf(4);
		const flood = Array.from({ length: 6 }, (_, index) => join("flood", `f${index}`, 30));
		const told = flood.map((place) => refusalOf(place.result()));
		expect(line.length).toBe(4);
		const quiet = join("quiet", "q");
		expect(line.length).toBe(4);
		const quietly = quiet.result();
		await turns(600);
		expect(text(await quietly)).toBe("q");
		expect(await Promise.all(told)).toEqual(["none", "none", "none", ["busy", 5], ["busy", 5], ["busy", 5]]);
	});

	it("tells that it is nearly someone's turn when one is ahead, and refuses there when pushed out", async () => {
		const { join, turns } = lineOf(3);
		const first = join("t1", "a");
		const [second, third] = [join("t1", "b"), join("t1", "c")];
		const pushedOut = refusalOf(join("t1", "d").near());
		await second.near();
		let isNear = false;
		const near = third.near().then(() => {
			isNear = true;
		});
		await turns(100);
		expect(isNear).toBe(false);
		const result = first.result();
		await turns(60);
		await result;
		await near;
		expect(isNear).toBe(true);
		expect(await pushedOut).toEqual(["busy", 5]);
	});

	it("is not held up by a request that died with its hash begun, or before", async () => {
		const { join, turns, line } = lineOf();
		join("t1", "dead at the head");
		join("t1", "dead behind it");
		const alive = join("t1", "alive").result();
		await turns(600);
		expect(text(await alive)).toBe("alive");
		expect(line.length).toBe(0);
	});

	it("forgets a place that was given up, and goes on after one that failed", async () => {
		const { line, join, turns, worked } = lineOf();
		const given = join("t1", "given up");
		const failing = line.join("t1", () => {
			throw new Error("out of memory");
		});
		const failed = refusalOf(failing.result());
		const last = join("t1", "last").result();
		given.leave();
		await turns(100);
		expect(String(await failed)).toContain("out of memory");
		expect(text(await last)).toBe("last");
		expect(order(worked)).toEqual(["last"]);
	});
});
