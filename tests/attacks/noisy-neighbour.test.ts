/**
 * One house under a storm of guesses does not touch its neighbour in the same database (T139): passwords, codes and letters
 * of the one are driven into their limits while people of the other sign in.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, wrongCode } from "../support/acts.ts";
import { PATIENT, settleAll } from "../support/crowd.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let stormy: TestTenant;
let quiet: TestTenant;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	stormy = await world.tenant();
	quiet = await world.tenant();
});
afterAll(() => world.stop());

const budgetsOf = (house: TestTenant) =>
	world.rows("select subject, count, blocked_until_at from attempts where tenant_id = ? and count > 0", [
		house.scope.tenantId,
	]);

/** Wrong passwords, wrong codes and asked-for letters against one person, past every limit. */
async function storm(victim: EnrolledPerson): Promise<readonly number[]> {
	const statuses: number[] = [];
	const half = await afterPassword(stormy, victim);
	for (let guess = 0; guess < 12; guess += 1) {
		const visitor = stormy.visitor();
		const answers = [
			await half.mutate("login.proveTotp", { code: wrongCode(victim.phone, world.now()) }),
			await visitor.mutate("login.begin", { email: victim.email, password: `guess-${guess}-of-many` }),
			await visitor.mutate("passwords.requestReset", { email: victim.email }),
		];
		statuses.push(...answers.map(({ status }) => status));
		await settleAll([visitor, half]);
	}
	return statuses;
}

describe("a storm in one house", () => {
	it("T139 leaves the neighbour's sign-ins and budgets alone, for the same addresses too", async () => {
		const victims = await Promise.all(
			Array.from({ length: 6 }, (_, index) => stormy.enrolled({ email: `same-${index}@both.example` })),
		);
		const people = await Promise.all(
			Array.from({ length: 6 }, (_, index) => quiet.enrolled({ email: `same-${index}@both.example` })),
		);
		const storms = victims.map(storm);
		const signIns = (async () => {
			const nexts: unknown[] = [];
			for (let round = 0; round < 20; round += 1) {
				const person = people[round % people.length];
				if (!person) continue;
				if (round % people.length === 0) world.nextStep();
				const visitor = quiet.visitor();
				const first = await visitor.ok("login.begin", { email: person.email, password: PASSWORD });
				const second = await visitor.ok("login.proveTotp", { code: person.code() });
				nexts.push(first.next, second.next);
				await visitor.settle();
			}
			return nexts;
		})();
		const [statuses, nexts] = await Promise.all([Promise.all(storms), signIns]);
		for (const hit of statuses) {
			expect(hit).toContain(429);
			expect(hit.every((status) => status < 500)).toBe(true);
		}
		expect(nexts).toEqual(Array.from({ length: 20 }, () => ["secondFactor", "signedIn"]).flat());
		expect((await budgetsOf(stormy)).length).toBeGreaterThanOrEqual(victims.length);
		expect(await budgetsOf(quiet)).toEqual([]);
		// The budget of a mailbox is one for all houses (T030); who has a mailbox of their own gets every letter.
		const { email } = await quiet.person();
		const visitor = quiet.visitor();
		await visitor.ok("passwords.requestReset", { email });
		await visitor.settle();
		expect(world.mails(email)).toHaveLength(1);
	}, 60_000);
});
