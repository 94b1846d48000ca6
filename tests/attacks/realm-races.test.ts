/**
 * Realms under races: one ID is one realm, and a realm goes only while nobody comes into it.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm } from "../support/administration.ts";
import { PATIENT, rounds, twoIsolates } from "../support/crowd.ts";
import { houseWithAdmin } from "../support/people.ts";
import { hall, recorded } from "../support/realm-acts.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld(PATIENT);
});
afterAll(() => world.stop());

describe("realms at the same moment", () => {
	it("S85 of two with one ID at the same moment only one is made, twenty times over", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const gate = twoIsolates(world);
		for (let round = 0; round < rounds(20); round += 1) {
			const answers = await Promise.all(
				["Room", "room"].map((word, index) => {
					const visitor = gate(house, index);
					visitor.jar.take(ada.visitor.jar);
					return visitor.mutate("realms.create", { ...hall, key: `${word} ${round}` });
				}),
			);
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
			expect(JSON.stringify(answers.map(({ body }) => body))).toContain('"fields":{"key":"taken"}');
		}
		expect((await recorded(world, house)).length).toBe(rounds(20));
	});

	it("of a removal and an arrival at the same moment one wins, and nobody is left without a realm, twenty times over", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const gate = twoIsolates(world);
		for (let round = 0; round < rounds(20); round += 1) {
			const id = await makeRealm(world, house, `round-${round}`);
			const [first, second] = [gate(house, 0), gate(house, 1)];
			for (const visitor of [first, second]) visitor.jar.take(ada.visitor.jar);
			const [removed, arrived] = await Promise.all([
				first.mutate("realms.remove", { id }),
				second.mutate("users.create", { email: `new${round}@elm.example`, name: "New", realmId: id, invite: false }),
			]);
			const stands = (await world.rows("select 1 from realms where id = ?", [id])).length === 1;
			const inside = (await world.rows("select 1 from users where realm_id = ?", [id])).length;
			expect([removed.status === 200, inside]).toEqual([!stands, stands ? 1 : 0]);
			expect(arrived.status === 200).toBe(stands);
		}
	});
});
