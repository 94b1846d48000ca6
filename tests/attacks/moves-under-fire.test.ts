/**
 * A tenant is moved back and forth between two servers while its people sign in, prove codes, end sessions and are administered,
 * at two isolates. What was acknowledged stays, no code counts twice, no ended session lives, and nobody meets anything worse than
 * "in a moment".
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, refusalOf, type Visitor } from "../support/browser.ts";
import { type Cells, createCells } from "../support/cells.ts";
import { PATIENT, rounds, twoIsolates } from "../support/crowd.ts";
import { operatorAt } from "../support/operator.ts";
import { type EnrolledPerson, PASSWORD, type TestTenant } from "../support/world.ts";

let cells: Cells;
let house: TestTenant;
let gate: (index: number) => Visitor;
beforeAll(async () => {
	cells = await createCells([{ id: "east", alone: true }, { id: "west" }], PATIENT);
	house = await cells.world.tenant();
	const visitorAt = twoIsolates(cells.world);
	gate = (index) => visitorAt(house, index);
});
afterAll(() => cells.stop());

const seen = new Map<string, number>();

/** As a page does it: whoever is told "in a moment" asks again. Anything else that goes wrong on our side is noted. */
async function persist(act: () => Promise<Answer>): Promise<Answer> {
	for (;;) {
		const answer = await act();
		const { refusal } = refusalOf(answer);
		if (answer.status >= 400)
			seen.set(`${answer.status} ${refusal}`, (seen.get(`${answer.status} ${refusal}`) ?? 0) + 1);
		if (answer.status !== 503) return answer;
		expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
		await new Promise((again) => setTimeout(again, 20));
	}
}

const signIn = async (visitor: Visitor, email: string): Promise<void> => {
	const answer = await persist(() => visitor.mutate("login.begin", { email, password: PASSWORD }));
	expect([answer.status, refusalOf(answer).refusal]).toEqual([200, undefined]);
};
const whoIs = async (visitor: Visitor): Promise<boolean> => {
	const { body } = await persist(() => visitor.query("sessions.current"));
	return JSON.stringify(body) !== '{"result":{"data":null}}';
};

/** Two browsers show the same code at the same moment: one of them is let in, whatever moves meanwhile. */
async function proveTwice(person: EnrolledPerson): Promise<void> {
	const twins = [gate(0), gate(1)];
	for (const twin of twins) await signIn(twin, person.email);
	const code = person.code();
	const answers = await Promise.all(twins.map((twin) => persist(() => twin.mutate("login.proveTotp", { code }))));
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
	for (const twin of twins) await twin.settle().catch(() => undefined);
}

/** A session that was ended is dead at both isolates, at once and for good; one that was not lives. */
async function endOne(email: string, round: number): Promise<Visitor> {
	const [ended, kept] = [gate(round), gate(round + 1)];
	await signIn(ended, email);
	await signIn(kept, email);
	const copies = [gate(0), gate(1)].map((copy) => {
		copy.jar.take(ended.jar);
		return copy;
	});
	expect((await persist(() => ended.mutate("login.signOut"))).status).toBe(200);
	for (const copy of copies) expect(await whoIs(copy)).toBe(false);
	expect(await whoIs(kept)).toBe(true);
	return kept;
}

describe("a tenant that is moved while it is in use", () => {
	it("loses nothing, lets no code count twice and brings no ended session back", async () => {
		const { world } = cells;
		const operator = operatorAt(world, { env: { CELLS: cells.setting() }, patienceMs: 400 });
		const admin = await house.person({ role: "owner" });
		const people = [await house.enrolled(), await house.enrolled(), await house.enrolled()];
		const member = await house.person();
		const acknowledged = { created: new Set<string>(), name: "", kept: [] as Visitor[], proofs: 0, moves: 0 };
		const work = { isOver: false };
		const owner = gate(0);
		await signIn(owner, admin.email);

		const administer = async () => {
			for (let round = 0; !work.isOver; round += 1) {
				const email = `new-${round}@${house.slug}.example`;
				const made = await persist(() =>
					owner.mutate("users.create", { email, name: "New", role: "member", invite: false }),
				);
				expect([made.status, refusalOf(made).refusal]).toEqual([200, undefined]);
				acknowledged.created.add(email);
				const name = `Pat the ${round}th`;
				const update = await persist(() => owner.mutate("users.update", { id: member.id, name }));
				expect(update.status).toBe(200);
				acknowledged.name = name;
			}
		};
		const prove = async () => {
			for (; !work.isOver; world.nextStep()) {
				await Promise.all(people.map(proveTwice));
				acknowledged.proofs += people.length;
			}
		};
		const sessions = async () => {
			for (let round = 0; !work.isOver; round += 1) {
				acknowledged.kept.push(await endOne(member.email, round));
				// Nobody may hold more than fifty at once, or leave one alone for an hour.
				const [oldest] = acknowledged.kept.length > 30 ? acknowledged.kept.splice(0, 1) : [];
				if (oldest) expect((await persist(() => oldest.mutate("login.signOut"))).status).toBe(200);
			}
		};
		const move = async () => {
			try {
				for (; acknowledged.moves < rounds(4); acknowledged.moves += 1) {
					const to = (await cells.homeOf(house)) === "east" ? "west" : "east";
					await operator.ok("tenants", "move", house.slug, "--to", to, "--operator", "Ines");
				}
			} finally {
				work.isOver = true;
			}
		};
		await Promise.all([move(), administer(), prove(), sessions()]);

		const home = cells.cell(await cells.homeOf(house));
		const rows = async (sql: string) => (await home.client.execute({ sql, args: [house.scope.tenantId] })).rows;
		const emails = new Set((await rows("select email from users where tenant_id = ?")).map(({ email }) => email));
		expect([...acknowledged.created].filter((email) => !emails.has(email))).toEqual([]);
		expect(await rows(`select name from users where tenant_id = ? and id = '${member.id}'`)).toEqual([
			expect.objectContaining({ name: acknowledged.name }),
		]);
		for (const visitor of acknowledged.kept) expect(await whoIs(visitor)).toBe(true);
		const accepted = await rows(
			`select target_id from audit_events where tenant_id = ? and event = 'login.succeeded' and evidence like '%"totp"%'`,
		);
		expect(accepted).toHaveLength(acknowledged.proofs);
		// Codes that were shown twice, and the moments in which the tenant was on its way: nothing else went wrong.
		expect([...seen.keys()].filter((what) => !["400 code_wrong", "503 tenant_moving"].includes(what))).toEqual([]);
		expect(seen.get("503 tenant_moving")).toBeGreaterThan(0);
		expect(acknowledged.created.size).toBeGreaterThan(rounds(4));
		await operator.ok("verify", "--tenant", house.slug);
	}, 240_000);
});
