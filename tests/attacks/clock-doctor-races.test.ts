/**
 * The clock doctor under parallel guesses: every future code that it named stays refused when its time comes, however many
 * were named in the same moment (decision 005).
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { crowdAtCodeStep, PATIENT, rounds, settleAll, twoIsolates } from "../support/crowd.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld(PATIENT);
});
afterAll(() => world.stop());

const STEP = 30_000;

it("T010 T014 four early codes named at once are all refused later, every round", async () => {
	const acme = await world.tenant();
	const gate = twoIsolates(world);
	for (let round = 0; round < rounds(20); round += 1) {
		const alice = await acme.enrolled();
		const crowd = await crowdAtCodeStep(world, gate, acme, alice, 4);
		const early = [3, 4, 5, 6].map((steps) => alice.phone.code(world.now() + steps * STEP));
		const said = await Promise.all(
			crowd.map((visitor, index) => visitor.refused("login.proveTotp", { code: early[index] })),
		);
		expect(said.map(({ refusal }) => refusal)).toEqual(early.map(() => "code_clock_off"));
		await settleAll(crowd);
		world.advance(3 * STEP);
		for (const code of early) {
			const [visitor] = await crowdAtCodeStep(world, gate, acme, alice, 1);
			expect((await visitor?.refused("login.proveTotp", { code }))?.refusal).toBe("code_wrong");
			world.advance(STEP);
		}
		const [{ blocked_steps: kept } = {}] = await world.rows(
			"select blocked_steps from totp_factors where user_id = ?",
			[alice.id],
		);
		expect(JSON.parse(String(kept))).toHaveLength(4);
	}
}, 120_000);
