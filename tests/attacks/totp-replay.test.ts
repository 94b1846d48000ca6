/**
 * A code counts once: after itself, after its neighbour, and against many others at the same moment (RFC 6238 §5.2).
 * Judged by sessions in the database and by answers of 200, never by what the product says of itself.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../worker/lib/duration.ts";
import {
	crowdAtCodeStep,
	PATIENT,
	rounds,
	sessionsOf,
	settleAll,
	tally,
	twinsOf,
	twoIsolates,
} from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

/** Requests at the same moment. */
const TOGETHER = rounds(25, 50);

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	acme = await world.tenant();
});
afterAll(() => world.stop());

async function atCodeStep(person: EnrolledPerson) {
	const visitor = acme.visitor();
	await visitor.ok("login.begin", { email: person.email, password: person.password });
	await visitor.settle();
	return visitor;
}

describe("replay of a code", () => {
	it("T001 refuses the code of a finished sign-in in another challenge, and records it as reused", async () => {
		const alice = await acme.enrolled();
		const first = await atCodeStep(alice);
		const second = await atCodeStep(alice);
		const code = alice.code();
		await first.ok("login.proveTotp", { code });
		world.advance(seconds(5));
		expect(await second.refused("login.proveTotp", { code })).toMatchObject({ status: 400, refusal: "code_wrong" });
		await settleAll([first, second]);
		expect(await sessionsOf(world, alice.id)).toBe(1);
		const events = await world.audit(alice.id);
		expect(events.filter(({ event }) => event === "login.succeeded")).toHaveLength(1);
		expect(events.filter(({ event }) => event === "code.refused").map(({ evidence }) => evidence)).toEqual([
			{ purpose: "signIn", reason: "used" },
		]);
	});

	it("T001 a refused replay reads exactly like a wrong code", async () => {
		const alice = await acme.enrolled();
		await (await atCodeStep(alice)).ok("login.proveTotp", { code: alice.code() });
		const visitor = await atCodeStep(alice);
		const used = await visitor.refused("login.proveTotp", { code: alice.code() });
		const wrong = await visitor.refused("login.proveTotp", { code: alice.code() === "123456" ? "654321" : "123456" });
		expect({ ...used, requestId: "" }).toEqual({ ...wrong, requestId: "" });
	});

	it("T001 no spelling and no other purpose makes a used code new", async () => {
		const alice = await acme.enrolled();
		const code = alice.code();
		const session = await atCodeStep(alice);
		await session.ok("login.proveTotp", { code });
		const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
		const elsewhere = await atCodeStep(alice);
		expect(await elsewhere.refused("login.proveTotp", { code: spaced })).toMatchObject({ refusal: "code_wrong" });
		expect(await elsewhere.refused("login.resetSecondFactor", { code })).toMatchObject({ refusal: "code_wrong" });
		expect(await session.refused("sessions.prove", { code: ` ${code}-` })).toMatchObject({ refusal: "code_wrong" });
		expect(await session.refused("totp.disable", { password: alice.password, code })).toMatchObject({
			refusal: "code_wrong",
		});
		const change = { current: alice.password, password: "another-quiet-stone", code };
		expect(await session.refused("passwords.change", change)).toMatchObject({ refusal: "code_wrong" });
	});

	it("T002 accepts only later steps: neither the step before nor the same one again, but the next", async () => {
		const count = rounds(2, 20);
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const now = world.now();
			await (await atCodeStep(alice)).ok("login.proveTotp", { code: alice.phone.code(now) });
			const visitor = await atCodeStep(alice);
			for (const at of [now - seconds(30), now]) {
				expect(await visitor.refused("login.proveTotp", { code: alice.phone.code(at) })).toMatchObject({
					refusal: "code_wrong",
				});
			}
			expect(await sessionsOf(world, alice.id)).toBe(1);
			await visitor.ok("login.proveTotp", { code: alice.phone.code(now + seconds(30)) });
			expect(await sessionsOf(world, alice.id)).toBe(2);
		}
		figure("T002", `${count} accounts, each after a code of step t: t−1 and t refused, t+1 accepted`);
	}, 120_000);

	it("T003 many challenges of two isolates with one right code at once make exactly one session, every round", async () => {
		const gate = twoIsolates(world);
		const count = rounds(20, 50);
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const crowd = await crowdAtCodeStep(world, gate, acme, alice, TOGETHER);
			await world.database.rest();
			const code = alice.code();
			const answers = await Promise.all(crowd.map((visitor) => visitor.mutate("login.proveTotp", { code })));
			await settleAll(crowd);
			const said = tally(answers);
			expect(said["200 ok"], JSON.stringify(said)).toBe(1);
			expect(await sessionsOf(world, alice.id), JSON.stringify(said)).toBe(1);
			expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
			expect(crowd.filter((visitor) => visitor.jar.nameLike("session") !== undefined)).toHaveLength(1);
		}
		figure(
			"T003",
			`${TOGETHER} challenges with one code at once × ${count} rounds before 2 workers: 1 session each time`,
		);
	}, 3_600_000);

	it("T003 one challenge sent many times at once makes exactly one session", async () => {
		const gate = twoIsolates(world);
		const count = rounds(20, 50);
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const [first] = await crowdAtCodeStep(world, gate, acme, alice, 1);
			const twins = first ? twinsOf(gate, acme, first, TOGETHER) : [];
			await world.database.rest();
			const code = alice.code();
			const answers = await Promise.all(twins.map((visitor) => visitor.mutate("login.proveTotp", { code })));
			expect(tally(answers)["200 ok"], JSON.stringify(tally(answers))).toBe(1);
			expect(await sessionsOf(world, alice.id)).toBe(1);
			await settleAll(twins);
		}
		figure("T003", `one challenge ${TOGETHER} times at once × ${count} rounds before 2 workers: 1 session each time`);
	}, 3_600_000);
});

describe("the window of time", () => {
	it("T010 accepts the code of one step before, of now and of one step after, and of no other", async () => {
		const count = rounds(1, 20);
		const offsets = [-90, -60, -30, 0, 30, 60, 90];
		for (let round = 0; round < count; round += 1) {
			const accepted: number[] = [];
			for (const offset of offsets) {
				const alice = await acme.enrolled();
				const visitor = await atCodeStep(alice);
				const code = alice.phone.code(world.now() + seconds(offset));
				const answer = await visitor.mutate("login.proveTotp", { code });
				if (answer.status === 200) accepted.push(offset);
				else expect(await sessionsOf(world, alice.id)).toBe(0);
			}
			expect(accepted).toEqual([-30, 0, 30]);
			// Another step, at another moment of it.
			world.nextStep();
			world.advance((round * 7_919) % seconds(30));
		}
		figure("T010", `${count * offsets.length} codes of up to 90 s around now: −30, 0 and 30 s accepted, no other`);
	}, 600_000);

	it("T010 T014 never moves the window, however often a far code comes, and never takes a code that it named as early", async () => {
		const alice = await acme.enrolled();
		const visitor = await atCodeStep(alice);
		const early = alice.phone.code(world.now() + minutes(2));
		expect(await visitor.refused("login.proveTotp", { code: early })).toMatchObject({
			refusal: "code_clock_off",
			clockOffSeconds: 120,
		});
		world.advance(minutes(2));
		expect(await visitor.refused("login.proveTotp", { code: early })).toMatchObject({ refusal: "code_wrong" });
		expect(await sessionsOf(world, alice.id)).toBe(0);
	});
});
