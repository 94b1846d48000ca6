/**
 * The database is away while people go on (T158): everybody is told so in time and nobody is let in, limits hold over the outage,
 * a sign-out that did not happen is not claimed, and all is as before when the database is back, without a restart.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Answer, refusalOf, type Visitor } from "../support/browser.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { PASSWORD, type Running, type RunningHouse, type RunningPerson, startRunning } from "../support/running.ts";

let running: Running;
let house: RunningHouse;
beforeAll(async () => {
	running = await startRunning({ workers: 2 });
	house = await running.house("acme");
}, 60_000);
afterEach(() => {
	running.proxy.mode = "up";
});
afterAll(() => running.stop());

async function signedIn(person: RunningPerson): Promise<Visitor> {
	const visitor = house.visitor();
	await visitor.ok("login.begin", { email: person.email, password: PASSWORD });
	await visitor.ok("login.proveTotp", { code: person.phone.code(running.now()) });
	return visitor;
}

interface Timed {
	readonly answer: Answer;
	readonly ms: number;
}
async function timed(act: () => Promise<Answer>): Promise<Timed> {
	const startedAt = performance.now();
	const answer = await act();
	return { answer, ms: performance.now() - startedAt };
}

function expectUnavailable({ answer, ms }: Timed): void {
	expect(answer.status, JSON.stringify(answer.body)).toBe(503);
	expect(refusalOf(answer).refusal).toMatch(/^(database_unavailable|busy)$/);
	expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
	expect(answer.headers.getSetCookie()).toEqual([]);
	expect(ms).toBeLessThan(3000);
}

/** Milliseconds until this is answered with 200 again. */
async function untilBack(act: () => Promise<Answer>): Promise<number> {
	const startedAt = performance.now();
	while ((await act()).status !== 200)
		if (performance.now() - startedAt > 30_000) throw new Error("the worker does not come back");
	return performance.now() - startedAt;
}

describe("a database that is stopped", () => {
	it("T158 is told to everybody within three seconds, lets nobody in, and is as before within ten seconds of its return", async () => {
		const people = await Promise.all(Array.from({ length: 6 }, () => house.enrolled()));
		const [alice, bob, carol] = people as [RunningPerson, RunningPerson, RunningPerson];
		const inside = await signedIn(alice);
		const half = house.visitor(1);
		await half.ok("login.begin", { email: bob.email, password: PASSWORD });
		const leaving = await signedIn(carol);
		await leaving.settle();
		const sessions = await running.rows("select id from sessions order by id");
		await running.stopDatabase();
		const until = performance.now() + rounds(2500, 60_000);
		let asked = 0;
		let slowest = 0;
		const acts: readonly (() => Promise<Answer>)[] = [
			() => inside.copy().query("sessions.current"),
			() => half.copy().mutate("login.proveTotp", { code: bob.phone.code(running.now(1)) }),
			() => house.visitor().mutate("login.begin", { email: carol.email, password: PASSWORD }),
			() => leaving.copy().mutate("login.signOut"),
			() => house.visitor(1).mutate("passwords.requestReset", { email: bob.email }),
			() =>
				running.platform().mutate("tenants.signUp", {
					organization: "Later",
					slug: "later",
					name: "Lea",
					email: "lea@later.example",
					password: PASSWORD,
				}),
		];
		const lane = async (index: number): Promise<void> => {
			while (performance.now() < until) {
				const seen = await timed(acts[index % acts.length] ?? (() => inside.query("sessions.current")));
				expectUnavailable(seen);
				slowest = Math.max(slowest, seen.ms);
				asked += 1;
				index += 1;
			}
		};
		await Promise.all(Array.from({ length: 6 }, (_, index) => lane(index)));
		await running.startDatabase();
		const back = await untilBack(() => inside.copy().query("sessions.current"));
		expect(back).toBeLessThan(10_000);
		expect(await running.rows("select id from sessions order by id")).toEqual(sessions);
		// Nobody claimed that this session had ended: it lives, and ends now.
		expect((await leaving.query("sessions.current")).status).toBe(200);
		await leaving.ok("login.signOut");
		figure(
			"T158",
			`database away for ${rounds(2500, 60_000) / 1000} s: ${asked} requests, each 503 with Retry-After, the slowest after ${(slowest / 1000).toFixed(1)} s; 0 sessions granted; back after ${(back / 1000).toFixed(1)} s`,
		);
	}, 120_000);

	it("T158 keeps every limit over the outage: what was charged before counts after", async () => {
		const alice = await house.enrolled();
		const visitor = house.visitor();
		await visitor.ok("login.begin", { email: alice.email, password: PASSWORD });
		const right = alice.phone.code(running.now());
		const wrong = ["000001", "000002", "000003", "000004", "000005"].filter((code) => code !== right);
		for (const code of wrong.slice(0, 4)) await visitor.refused("login.proveTotp", { code });
		await running.stopDatabase();
		for (const code of wrong) expect((await visitor.mutate("login.proveTotp", { code })).status).toBe(503);
		await running.startDatabase();
		await untilBack(() => house.visitor().query("tenant.profile"));
		await visitor.refused("login.proveTotp", { code: wrong[4] ?? "000006" });
		expect(await visitor.refused("login.proveTotp", { code: right })).toMatchObject({ refusal: "challenge_spent" });
	}, 60_000);
});

describe("a database that reads and does not write", () => {
	it("T158 answers 503 to all that must write, nothing is granted on what could not be charged, and reading goes on", async () => {
		const alice = await house.enrolled();
		const inside = await signedIn(alice);
		const bob = await house.enrolled();
		const half = house.visitor();
		await half.ok("login.begin", { email: bob.email, password: PASSWORD });
		await half.settle();
		running.proxy.mode = "full";
		expectUnavailable(await timed(() => half.mutate("login.proveTotp", { code: bob.phone.code(running.now()) })));
		expectUnavailable(
			await timed(() => house.visitor().mutate("login.begin", { email: alice.email, password: PASSWORD })),
		);
		expectUnavailable(await timed(() => inside.copy().mutate("login.signOut")));
		expect((await inside.query("sessions.current")).status).toBe(200);
		running.proxy.mode = "up";
		expect(await running.rows("select id from sessions where user_id = ?", [bob.id])).toEqual([]);
		expect(await half.ok("login.proveTotp", { code: bob.phone.code(running.now()) })).toEqual({ next: "signedIn" });
	}, 60_000);
});

describe("a database that stalls", () => {
	it("T159 is given up in time, and what does not need it is answered as ever", async () => {
		const alice = await house.enrolled();
		const inside = await signedIn(alice);
		running.proxy.mode = "silent";
		const waiting = Array.from({ length: rounds(20, 100) }, () => timed(() => inside.copy().query("sessions.current")));
		const health = await timed(() => house.visitor().request("/healthz"));
		expect([health.answer.status, health.ms < 1000]).toEqual([200, true]);
		for (const one of await Promise.all(waiting)) expectUnavailable(one);
		running.proxy.mode = "up";
		expect((await inside.query("sessions.current")).status).toBe(200);
	}, 60_000);
});
