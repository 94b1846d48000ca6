/**
 * A recovery code is one row that burns once: the same code fifty times at the same moment, two codes in two browsers at
 * once, and the last codes of a set (T036, T037). Judged by sessions and rows.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, refusalOf } from "../support/browser.ts";
import { crowdAtCodeStep, PATIENT, rounds, sessionsOf, settleAll, tally, twoIsolates } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
let gate: ReturnType<typeof twoIsolates>;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	acme = await world.tenant();
	gate = twoIsolates(world);
});
afterAll(() => world.stop());

const refusalAt = (answers: readonly Answer[], index: number) => {
	const answer = answers[index];
	return answer && refusalOf(answer).refusal;
};

const usedCodes = async (alice: EnrolledPerson): Promise<number> =>
	(await world.rows("select id from recovery_codes where user_id = ? and used_at is not null", [alice.id])).length;

describe("recovery codes in parallel", () => {
	it("T036 many sign-ins with one code at once make one session and burn one code, every round", async () => {
		const [count, together] = [rounds(20, 50), rounds(25, 50)];
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const crowd = await crowdAtCodeStep(world, gate, acme, alice, together);
			const code = alice.recoveryCodes[round % 10];
			await world.database.rest();
			const answers = await Promise.all(crowd.map((visitor) => visitor.mutate("login.proveRecoveryCode", { code })));
			await settleAll(crowd);
			const said = JSON.stringify(tally(answers));
			expect(tally(answers)["200 ok"], said).toBe(1);
			expect(
				answers.filter(({ status }) => status >= 500),
				said,
			).toEqual([]);
			expect(await sessionsOf(world, alice.id), said).toBe(1);
			expect(await usedCodes(alice), said).toBe(1);
		}
		figure(
			"T036",
			`${together} parallel uses of one code × ${count} rounds before 2 workers: 1 session and 1 burnt code each`,
		);
	}, 3_600_000);

	it("T037 two codes at once from two browsers both work, both burn, and the set is the old one without both", async () => {
		const count = rounds(20, 50);
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const crowd = await crowdAtCodeStep(world, gate, acme, alice, 2);
			const [, second, third] = alice.recoveryCodes;
			const answers = await Promise.all(
				crowd.map((visitor, index) =>
					visitor.mutate("login.proveRecoveryCode", { code: index === 0 ? second : third }),
				),
			);
			await settleAll(crowd);
			expect(tally(answers)).toEqual({ "200 ok": 2 });
			expect(await sessionsOf(world, alice.id)).toBe(2);
			const rows = await world.rows(
				"select position, used_at from recovery_codes where user_id = ? order by position",
				[alice.id],
			);
			expect(rows).toHaveLength(10);
			expect(rows.flatMap((row, index) => (row.used_at === null ? [] : [index]))).toEqual([1, 2]);
		}
		figure("T037", `2 codes at once × ${count} rounds: both work and both burn each time`);
	}, 600_000);

	it("T036 one code at sign-in, for a recent proof and for switching off at once counts once", async () => {
		const count = rounds(20, 50);
		for (let round = 0; round < count; round += 1) {
			const alice = await acme.enrolled();
			const inside = [await acme.signedIn(alice)];
			world.nextStep();
			inside.push(await acme.signedIn(alice));
			world.nextStep();
			const [outside] = await crowdAtCodeStep(world, gate, acme, alice, 1);
			const [code] = alice.recoveryCodes;
			await world.database.rest();
			const answers = await Promise.all([
				outside?.mutate("login.proveRecoveryCode", { code }),
				inside[0]?.mutate("sessions.prove", { code }),
				inside[1]?.mutate("totp.disable", { password: alice.password, code }),
			]);
			const right = answers.filter((answer) => answer?.status === 200);
			expect(right, JSON.stringify(answers.map((answer) => answer?.body))).toHaveLength(1);
			await settleAll([...inside, ...(outside ? [outside] : [])]);
		}
		figure("T036", `one code for 3 purposes at once × ${count} rounds: counted once each time`);
	}, 600_000);

	it("T036 S172 two last codes at once never leave somebody inside without having been asked for new ones", async () => {
		for (let round = 0; round < rounds(20, 50); round += 1) {
			const alice = await acme.enrolled();
			await world.rows("update recovery_codes set used_at = 1 where user_id = ? and position < 8", [alice.id]);
			const crowd = await crowdAtCodeStep(world, gate, acme, alice, 2);
			const answers = await Promise.all(
				crowd.map((visitor, index) =>
					visitor.mutate("login.proveRecoveryCode", { code: alice.recoveryCodes[8 + index] }),
				),
			);
			await settleAll(crowd);
			const late = answers.findIndex(({ status }) => status !== 200);
			if (late >= 0) {
				expect(refusalAt(answers, late)).toBe("conflict");
				expect(await usedCodes(alice)).toBe(9);
				const again = await crowd[late]?.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[8 + late] });
				expect(again).toEqual({ next: "newRecoveryCodes", remaining: 0 });
			}
			expect(await usedCodes(alice)).toBe(10);
			expect(await sessionsOf(world, alice.id), JSON.stringify(tally(answers))).toBe(1);
		}
	}, 600_000);
});
