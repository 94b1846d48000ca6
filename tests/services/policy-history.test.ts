/**
 * policy.get and policy.history: what is demanded, who changed what when, and what of it each role sees.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm } from "../support/administration.ts";
import { houseWithAdmin, staff } from "../support/people.ts";
import { historyOf, read, set } from "../support/policy-change.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

describe("policy.get and policy.history", () => {
	it("tell versions field by field with whoever made them, page by page", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const realmId = await makeRealm(world, house, "hall");
		await set(ada, { overrides: { lock: { after: 5 } } });
		await set(ada, { overrides: { requirement: "required", graceDays: 3 }, realmId });
		await world.rows("delete from realms where id = ?", [realmId]);
		const { versions } = await historyOf(ada);
		expect(versions).toEqual([
			{
				version: 2,
				at: world.now(),
				actor: { id: ada.id, name: "Pat Person", email: ada.email },
				realm: { id: realmId, name: "Realm hall" },
				changes: [
					{ field: "requirement", from: null, to: "required" },
					{ field: "requiredFromAt", from: null, to: world.now() },
					{ field: "graceDays", from: null, to: 3 },
				],
			},
			expect.objectContaining({ version: 1, realm: null, changes: [{ field: "lock.after", from: 10, to: 5 }] }),
		]);
		for (let more = 0; more < 22; more += 1) await set(ada, { overrides: { graceDays: more } });
		const page = await historyOf(ada);
		expect(page.versions.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, index) => 24 - index));
		const rest = await historyOf(ada, { cursor: page.nextCursor });
		expect([rest.versions.map(({ version }) => version), rest.nextCursor]).toEqual([[4, 3, 2, 1], undefined]);
	});

	it("show a realm administrator the tenant's rules and those of the named realms, and nobody else's", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const [hall, yard] = [await makeRealm(world, house, "hall"), await makeRealm(world, house, "yard")];
		const rhea = await staff(world, house, "realmAdmin", [hall]);
		await set(ada, { overrides: { graceDays: 1 }, realmId: hall });
		await set(ada, { overrides: { graceDays: 1 }, realmId: yard });
		await set(ada, { overrides: { setUpSheet: true } });
		expect((await read(rhea)).realms.map(({ id }) => id)).toEqual([hall]);
		expect((await historyOf(rhea)).versions.map(({ version }) => version)).toEqual([3, 1]);
		const bea = await staff(world, house, "admin");
		world.advance(1000);
		const lastSeen = await read(rhea);
		await set(bea, { overrides: { graceDays: 2 }, realmId: yard });
		expect(await read(rhea)).toMatchObject({ changedAt: lastSeen.changedAt, changedBy: { id: ada.id } });
		expect(await read(ada)).toMatchObject({ changedAt: world.now(), changedBy: { id: bea.id } });
		const auditor = await staff(world, house, "auditor");
		expect((await read(auditor)).realms.map(({ id }) => id)).toEqual(expect.arrayContaining([hall, yard]));
		expect((await historyOf(auditor)).versions).toHaveLength(4);
	});

	it("S162 say which mode of viewing recovery codes is chosen", async () => {
		const { house, ada } = await houseWithAdmin(world);
		expect((await read(ada)).policy.recoveryCodes.viewing).toBe("recent");
		await set(ada, { overrides: { recoveryCodes: { viewing: "once" } } });
		expect((await read(ada)).policy.recoveryCodes.viewing).toBe("once");
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		const { codes } = await visitor.okQuery<{ codes: { code?: string }[] }>("recoveryCodes.list");
		expect(codes.every(({ code }) => code === undefined)).toBe(true);
	});
});
