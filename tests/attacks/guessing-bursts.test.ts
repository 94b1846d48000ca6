/**
 * Guesses in bursts: many at once on one challenge, and one each on as many challenges, through two isolates.
 * What was evaluated is counted from outside: every evaluated guess is a session or an audit row of a wrong code, and in a
 * burst with one right code among many the rate of success cannot be above the limit (T018, T019).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer, Visitor } from "../support/browser.ts";
import {
	crowdAtCodeStep,
	PATIENT,
	rounds,
	sessionsOf,
	settleAll,
	storm,
	tally,
	twinsOf,
	twoIsolates,
	wrongCodes,
	wrongCodesOf,
} from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

/** At once, in each burst. */
const GUESSES = rounds(60, 200);
/** How often a burst with so many looked at hits the right code, in so many rounds: more come once in a million runs. */
const mostWins = (looked: number, count: number): number => {
	const usual = (count * looked) / GUESSES;
	return Math.ceil(usual + 5.5 * Math.sqrt(usual)) + 2;
};

let world: World;
let acme: TestTenant;
let gate: ReturnType<typeof twoIsolates>;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	acme = await world.tenant();
	gate = twoIsolates(world);
});
afterAll(() => world.stop());

/** All guesses of one burst, the right code at a place that nobody chose. */
function guessesFor(alice: EnrolledPerson): readonly string[] {
	const codes = [...wrongCodes(world, alice, GUESSES - 1)];
	const [place = 0] = crypto.getRandomValues(new Uint32Array(1));
	codes.splice(place % GUESSES, 0, alice.code());
	return codes;
}

/** Recovery codes of the right form that this person has not. */
const recoveryCodesBeside = ({ recoveryCodes }: EnrolledPerson, count: number): readonly string[] =>
	Array.from({ length: count + recoveryCodes.length }, (_, index) => `0000${1000 + index}`).filter(
		(code) => !recoveryCodes.includes(code),
	);

async function burst(crowd: readonly Visitor[], codes: readonly string[]): Promise<readonly Answer[]> {
	await world.database.rest();
	const answers = await storm(
		crowd.map((visitor, index) => () => visitor.mutate("login.proveTotp", { code: codes[index] })),
	);
	await settleAll(crowd);
	return answers;
}

/** Counts of answers, and why the database could not be used where it could not. */
const explained = (answers: readonly Answer[]): string =>
	JSON.stringify([tally(answers), world.log.filter(({ refusal }) => refusal === "database_unavailable").slice(0, 3)]);

/**
 * How many guesses of the burst were looked at; fails when an answer is a fault, or when successes and sessions differ.
 */
async function evaluated(alice: EnrolledPerson, answers: readonly Answer[]): Promise<{ all: number; wins: number }> {
	const said = explained(answers);
	const faults = answers.filter(({ status }) => status >= 500);
	expect(faults, said).toEqual([]);
	const wins = answers.filter(({ status }) => status === 200).length;
	expect(await sessionsOf(world, alice.id), said).toBe(wins);
	return { all: (await wrongCodesOf(world, alice.id)) + wins, wins };
}

describe("bursts of guesses", () => {
	it("T018 of many parallel guesses on one challenge at most five are looked at, every round", async () => {
		const count = rounds(20, 50);
		let [wins, most] = [0, 0];
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const [first] = await crowdAtCodeStep(world, gate, acme, alice, 1);
			const answers = await burst(first ? twinsOf(gate, acme, first, GUESSES) : [], guessesFor(alice));
			const looked = await evaluated(alice, answers);
			expect(looked.all, JSON.stringify(tally(answers))).toBeLessThanOrEqual(5);
			wins += looked.wins;
			most = Math.max(most, looked.all);
		}
		expect(wins).toBeLessThanOrEqual(mostWins(5, count));
		figure("T018", `${GUESSES} parallel codes on one challenge × ${count} rounds: at most ${most} looked at`);
	}, 3_600_000);

	it("T018 the challenge is dead after its burst, and the right code opens nothing with it", async () => {
		const alice = await acme.enrolled();
		const [first] = await crowdAtCodeStep(world, gate, acme, alice, 1);
		if (!first) throw new Error("nobody came");
		const looked = await evaluated(alice, await burst(twinsOf(gate, acme, first, 50), wrongCodes(world, alice, 50)));
		expect(looked).toEqual({ all: 5, wins: 0 });
		expect(await first.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_spent",
		});
		expect(await sessionsOf(world, alice.id)).toBe(0);
	});

	it("T019 of many challenges with a guess each at most ten are looked at, every round", async () => {
		const count = rounds(20, 50);
		let [wins, most, mostAround] = [0, 0, 0];
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const crowd = await crowdAtCodeStep(world, gate, acme, alice, GUESSES);
			const answers = await burst(crowd, guessesFor(alice));
			const looked = await evaluated(alice, answers);
			// A right code forgets the wrong ones before it, so that a second set of ten can begin.
			expect(looked.all, JSON.stringify(tally(answers))).toBeLessThanOrEqual(looked.wins === 0 ? 10 : 20);
			wins += looked.wins;
			if (looked.wins > 0) mostAround = Math.max(mostAround, looked.all);
			if (looked.wins > 0) continue;
			most = Math.max(most, looked.all);
			await world.database.rest();
			const [fresh] = await crowdAtCodeStep(world, gate, acme, alice, 1);
			expect(await fresh?.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
				refusal: "second_factor_locked",
			});
		}
		expect(wins).toBeLessThanOrEqual(mostWins(10, count));
		const around = wins === 0 ? "" : `; ${wins} rounds hit the right one, ${mostAround} looked at before and after it`;
		figure(
			"T019",
			`one code each on ${GUESSES} challenges of one account × ${count} rounds: at most ${most} looked at${around}`,
		);
	}, 3_600_000);

	it("T019 codes, recovery codes, recent proofs and switching off, all at once, share the ten, every round", async () => {
		const count = rounds(20, 25);
		const kinds = rounds(12, 50);
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const inside = await acme.signedIn(alice);
			world.nextStep();
			const crowd = await crowdAtCodeStep(world, gate, acme, alice, 2 * kinds);
			const twins = twinsOf(gate, acme, inside, 2 * kinds);
			const codes = wrongCodes(world, alice, 2 * kinds);
			const unheld = recoveryCodesBeside(alice, 2 * kinds);
			await world.database.rest();
			const answers = await storm([
				...crowd.map((visitor, index) =>
					index % 2 === 0
						? () => visitor.mutate("login.proveTotp", { code: codes[index] })
						: () => visitor.mutate("login.proveRecoveryCode", { code: unheld[index] }),
				),
				...twins.map((visitor, index) =>
					index % 2 === 0
						? () => visitor.mutate("sessions.prove", { code: codes[index] })
						: () => visitor.mutate("totp.disable", { password: alice.password, code: codes[index] }),
				),
			]);
			await settleAll([...crowd, ...twins]);
			const said = explained(answers);
			expect(
				answers.filter(({ status }) => status < 400 || status >= 500),
				said,
			).toEqual([]);
			expect(await wrongCodesOf(world, alice.id), said).toBe(10);
		}
		figure(
			"T017",
			`${4 * kinds} parallel codes and recovery codes, at sign-in and inside, × ${count} rounds: 10 looked at`,
		);
	}, 3_600_000);
});
