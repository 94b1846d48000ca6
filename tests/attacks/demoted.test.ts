/**
 * Acts on the house itself at the moment in which the actor loses the right to them: once the demotion, or the closing of the
 * account, is answered, nothing of theirs happens any more (T078).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm } from "../support/administration.ts";
import { PATIENT, rounds, twoIsolates } from "../support/crowd.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner" });
});
afterAll(() => world.stop());

/** Each act with what it is recorded as, and an input for one round of it. */
const acts: readonly (readonly [procedure: string, event: string, input: (round: number) => Promise<object>])[] = [
	["policy.set", "policy.changed", async (round) => ({ overrides: { graceDays: 1 + (round % 30) } })],
	["realms.create", "realm.created", async (round) => ({ key: `Hall ${round}`, name: "Hall", category: "other" })],
	["realms.update", "realm.changed", async (round) => ({ id: await realm(`named-${round}`), name: `Hall ${round}` })],
	["realms.remove", "realm.removed", async (round) => ({ id: await realm(`gone-${round}`) })],
	["tenant.update", "tenant.changed", async (round) => ({ name: `House ${round}` })],
	["tenant.cancelReturn", "ownerReturn.cancelled", async (round) => ({ id: await wayBack(`rtn_${round}`) })],
];

const realm = (key: string) => makeRealm(world, house, key);

async function wayBack(id: string): Promise<string> {
	await world.rows("insert into owner_returns values (?, ?, ?, 'Ines', 'Lost phone', ?, ?, null, null)", [
		house.scope.tenantId,
		id,
		owner.id,
		world.now(),
		world.now(),
	]);
	return id;
}

/** Where in the order of commits this actor's act, and the loss of their right, stand; 0 for what never happened. */
async function placesOf(actorId: string, event: string): Promise<{ act: number; loss: number }> {
	const [row] = await world.rows(
		`select coalesce(max(case when actor_id = ?1 and event = ?2 then rowid end), 0) as act,
			coalesce(max(case when target_id = ?1 and event in ('user.roleChanged', 'user.disabled') then rowid end), 0) as loss
		from audit_events`,
		[actorId, event],
	);
	return { act: Number(row?.act), loss: Number(row?.loss) };
}

describe("an administrator who is demoted or closed out at the same moment", () => {
	it.each(acts)("T078 does nothing by %s once that is answered, twenty times over", async (procedure, event, input) => {
		const gate = twoIsolates(world);
		const desk = await house.signedIn(owner);
		world.nextStep();
		const role = procedure === "tenant.cancelReturn" ? "owner" : "admin";
		let late = 0;
		for (let round = 0; round < rounds(20); round += 1) {
			const ada = await house.enrolled({ role });
			const inside = await house.signedIn(ada);
			const hers = gate(house, round);
			hers.jar.take(inside.jar);
			const wanted = await input(round);
			const [acted, ended] = await Promise.all([
				hers.mutate(procedure, wanted),
				round % 2 === 0
					? desk.mutate("users.update", { id: ada.id, role: "member" })
					: desk.mutate("users.disable", { id: ada.id }),
			]);
			expect(ended.status, JSON.stringify(ended.body)).toBe(200);
			const { act, loss } = await placesOf(ada.id, event);
			expect(act > 0).toBe(acted.status === 200);
			if (act > loss) late += 1;
			expect([200, 401, 403, 409]).toContain(acted.status);
			expect((await hers.mutate(procedure, wanted)).status).toBe(401);
		}
		expect(late).toBe(0);
	});
});
