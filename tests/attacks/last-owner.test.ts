/**
 * A tenant is never left without an active owner (T137): owners who demote, disable, remove, move and reset each other and
 * themselves at the same moment, in every pair. Exactly the losers are told, and nothing of a lost act is left behind.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storedPerson } from "../support/administration.ts";
import { type Answer, refusalOf, type Visitor } from "../support/browser.ts";
import { PATIENT, rounds, settleAll } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld(PATIENT);
});
afterAll(() => world.stop());

type Deed = (visitor: Visitor, whom: string) => Promise<Answer>;
const deeds: Readonly<Record<string, Deed>> = {
	demote: (visitor, id) => visitor.mutate("users.update", { id, role: "member" }),
	disable: (visitor, id) => visitor.mutate("users.disable", { ids: [id] }),
	remove: (visitor, id) => visitor.mutate("users.remove", { ids: [id] }),
	reset: (visitor, id) => visitor.mutate("users.resetSecondFactor", { ids: [id], endSessions: true }),
};

const activeOwners = async (house: TestTenant) =>
	world.rows("select id from users where tenant_id = ? and role = 'owner' and status = 'active'", [
		house.scope.tenantId,
	]);

/** Whether an answer says that the act was done. */
const wasDone = ({ status, body }: Answer): boolean => status === 200 && !JSON.stringify(body).includes('"done":false');

async function owners(
	count: number,
): Promise<{ house: TestTenant; people: readonly EnrolledPerson[]; visitors: Visitor[] }> {
	const house = await world.tenant();
	const people: EnrolledPerson[] = [];
	for (let made = 0; made < count; made += 1) people.push(await house.enrolled({ role: "owner" }));
	const visitors = await Promise.all(people.map((person) => house.signedIn(person)));
	return { house, people, visitors };
}

describe("one owner alone", () => {
	it("T137 cannot be demoted, disabled, removed or reset by their own hand or an administrator's", async () => {
		const { house, people, visitors } = await owners(1);
		const [olive] = people;
		const [own] = visitors;
		const ada = await house.signedIn(await house.enrolled({ role: "admin" }));
		const rita = await house.signedIn(await house.enrolled({ role: "realmAdmin" }));
		if (!olive || !own) throw new Error("nobody");
		const before = await storedPerson(world, olive.id);
		for (const [name, deed] of Object.entries(deeds)) {
			for (const visitor of [own, ada, rita]) expect(wasDone(await deed(visitor, olive.id)), name).toBe(false);
		}
		expect(refusalOf(await own.mutate("users.update", { id: olive.id, role: "admin" })).refusal).toBe("last_owner");
		expect(await storedPerson(world, olive.id)).toEqual(before);
		expect(await own.okQuery("sessions.current")).toMatchObject({ user: { id: olive.id } });
	});

	it("T137 may step down when another owner is active, and not when the other is only invited or disabled", async () => {
		const { house, people, visitors } = await owners(2);
		const [olive, oscar] = people;
		const [own, other] = visitors;
		if (!olive || !oscar || !own || !other) throw new Error("nobody");
		await own.ok("users.disable", { id: oscar.id });
		await own.ok("users.create", { email: "invited@x.example", name: "I", role: "owner", invite: false });
		expect(await own.refused("users.update", { id: olive.id, role: "member" })).toMatchObject({
			status: 409,
			refusal: "last_owner",
		});
		await own.ok("users.enable", { id: oscar.id });
		await own.ok("users.update", { id: olive.id, role: "admin" });
		expect(await activeOwners(house)).toEqual([{ id: oscar.id }]);
	});
});

/** A deed, whose hand does it, and whom it meets: 0 is Olive, 1 is Oscar. */
type Move = readonly [deed: string, hand: 0 | 1, whom: 0 | 1];

/** Every pair of moves that could leave the house without an owner: against each other, each on oneself, both by one hand. */
const duels: readonly (readonly [Move, Move])[] = [
	...Object.keys(deeds).flatMap((one, index, all) =>
		all.slice(index).map(
			(other) =>
				[
					[one, 0, 1],
					[other, 1, 0],
				] as const,
		),
	),
	[
		["demote", 0, 0],
		["demote", 1, 1],
	],
	...Object.keys(deeds).map(
		(one) =>
			[
				["demote", 0, 0],
				[one, 0, 1],
			] as const,
	),
];

describe("two owners", () => {
	it("T137 in every pair of deeds, against each other and themselves: an owner is left, and exactly the losers are told", async () => {
		const count = rounds(3, 200);
		let fought = 0;
		for (let round = 0; round < count; round += 1) {
			await Promise.all(duels.map(fight));
			fought += duels.length;
		}
		figure(
			"T137",
			`${fought} races: ${duels.length} pairs of operations × ${count} rounds: always at least 1 active owner`,
		);
	}, 3_600_000);

	async function fight(moves: readonly [Move, Move]): Promise<void> {
		const { house, people, visitors } = await owners(2);
		const answers = await Promise.all(
			moves.map(([deed, hand, whom]) => {
				const [visitor, target] = [visitors[hand], people[whom]];
				if (!visitor || !target) throw new Error("nobody");
				return deeds[deed]?.(visitor, target.id) ?? Promise.reject();
			}),
		);
		expect((await activeOwners(house)).length, JSON.stringify(moves)).toBeGreaterThanOrEqual(1);
		for (const [index, answer] of answers.entries()) {
			const [deed, , whom] = moves[index] ?? moves[0];
			expect([200, 401, 403, 409], JSON.stringify(answer.body)).toContain(answer.status);
			const said = `${JSON.stringify(moves)} ${JSON.stringify(answer.body)}`;
			expect(await happened(deed, people[whom]?.id ?? ""), said).toBe(wasDone(answer));
		}
		expect(answers.filter(wasDone).length).toBeGreaterThanOrEqual(1);
		await settleAll(visitors);
	}

	async function happened(deed: string, id: string): Promise<boolean> {
		const row = await storedPerson(world, id);
		if (deed === "remove") return row === undefined;
		if (deed === "disable") return row?.status === "disabled";
		return deed === "demote" ? row?.role === "member" : row?.two_factor === "off";
	}
});

describe("owners who step down", () => {
	it("T137 three at once leave one of them", async () => {
		for (let round = 0; round < rounds(20, 50); round += 1) {
			const { house, people, visitors } = await owners(3);
			const answers = await Promise.all(
				visitors.map((visitor, index) => visitor.mutate("users.update", { id: people[index]?.id, role: "member" })),
			);
			expect(await activeOwners(house)).toHaveLength(1);
			expect(answers.filter(wasDone)).toHaveLength(2);
			expect(answers.filter((answer) => refusalOf(answer).refusal === "last_owner")).toHaveLength(1);
			await settleAll(visitors);
		}
	}, 600_000);
});
