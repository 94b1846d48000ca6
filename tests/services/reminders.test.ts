/**
 * Reminders of a coming deadline: 14, 7 and 1 days before it, each once to everybody without a factor, by whichever rule, never
 * twice under sweeps at the same moment, and never a sweep without a bound.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDeps } from "../../worker/deps.ts";
import { remind } from "../../worker/features/reminders/service.ts";
import { sweep } from "../../worker/sweep.ts";
import { afterPassword, setUp } from "../support/acts.ts";
import { PATIENT, rounds } from "../support/crowd.ts";
import { sequence, storeCrowd } from "../support/generated.ts";
import { houseWithAdmin, realmOf } from "../support/people.ts";
import { change, set } from "../support/policy-change.ts";
import { createWorld, PASSWORD, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld(PATIENT);
});
afterAll(() => world.stop());

const DAY = 86_400_000;
const subjects = ({ email }: Person) =>
	world
		.mails(email)
		.filter(({ subject }) => subject.startsWith("Set up your second factor"))
		.map(({ subject }) => subject)
		.reverse();
const remembered = async ({ id }: Person) =>
	(await world.rows("select due_at, days_before from reminders where user_id = ? order by sent_at", [id])).map(
		({ days_before }) => days_before,
	);
const sweepNow = () =>
	remind(world.deps, world.deps.config.homeCell, world.deps.openCell(world.deps.config.homeCell), world.now());
/** Sweeps at this many days from now, and answers the reminders that were sent in all. */
async function at(days: number, start: number): Promise<void> {
	world.advance(start + days * DAY - world.now());
	await sweep(world.deps);
}

describe("a deadline of the tenant", () => {
	it("is told 14, 7 and 1 days before it, each once, with its date and the way in, and recorded", async () => {
		const house = await world.tenant({ name: "Acme" });
		const [carol, carla] = [await house.person(), await house.person({ locale: "es" })];
		const start = world.now();
		await change(house.scope, { requirement: "required", requiredFromAt: start, graceDays: 20 });
		const expected: number[] = [];
		for (const [day, told] of [
			[0, []],
			[5.99, []],
			[6, [14]],
			[6, []],
			[12.99, []],
			[13, [7]],
			[18, []],
			[19, [1]],
			[19.9, []],
			[20, []],
			[25, []],
		] as const) {
			await at(day, start);
			expected.push(...told);
			expect(await remembered(carol), `day ${day}`).toEqual(expected);
		}
		expect(subjects(carol)).toEqual([
			"Set up your second factor within 14 days – Acme",
			"Set up your second factor within 7 days – Acme",
			"Set up your second factor by tomorrow – Acme",
		]);
		const letter = world.mails(carol.email)[0];
		expect(letter?.text).toContain(new Date(start + 20 * DAY).toISOString().slice(0, 10));
		expect(letter?.text).toContain(`/t/${house.slug}/signin`);
		expect(world.mails(carla.email)).toHaveLength(3);
		expect(world.mails(carla.email)[0]?.text).not.toContain("Hello");
		expect(
			(await world.audit(carol.id)).filter(({ event }) => event === "reminder.sent").map(({ evidence }) => evidence),
		).toEqual([
			{ daysBefore: 14, by: "tenant" },
			{ daysBefore: 7, by: "tenant" },
			{ daysBefore: 1, by: "tenant" },
		]);
	});

	it("is told to nobody who has a factor, has left, never joined, or is required by their own record already", async () => {
		const house = await world.tenant();
		const people = [
			await house.enrolled(),
			await house.person({ status: "invited" }),
			await house.person({ requirement: "required" }),
			await house.person({ status: "unverified" }),
		];
		const gone = await house.person();
		await world.rows("update users set status = 'disabled' where id = ?", [gone.id]);
		await change(house.scope, { requirement: "required", requiredFromAt: world.now() + 10 * DAY });
		await at(4, world.now());
		for (const person of [...people, gone]) expect(await remembered(person)).toEqual([]);
	});

	it("stops with the set-up, and begins anew with another deadline", async () => {
		const house = await world.tenant();
		const [carol, dan] = [await house.person(), await house.person()];
		const start = world.now();
		await change(house.scope, { requirement: "required", requiredFromAt: start + 14 * DAY });
		await at(0, start);
		expect([await remembered(carol), await remembered(dan)]).toEqual([[14], [14]]);
		const visitor = await afterPassword(house, carol);
		await setUp(world, visitor, PASSWORD);
		await at(7, start);
		expect([await remembered(carol), await remembered(dan)]).toEqual([[14], [14, 7]]);
		await change(house.scope, { requirement: "required", requiredFromAt: world.now() + 14 * DAY });
		await at(7, start);
		expect([await remembered(carol), await remembered(dan)]).toEqual([[14], [14, 7, 14]]);
	});

	it("is not told for moments that lie before the rule or before the account", async () => {
		const house = await world.tenant();
		const carol = await house.person();
		const start = world.now();
		await change(house.scope, { requirement: "required", requiredFromAt: start, graceDays: 10 });
		await at(1, start);
		expect(await remembered(carol)).toEqual([]);
		await at(3, start);
		expect(await remembered(carol)).toEqual([7]);
		// Grace of an account that came later runs from its own first day.
		await at(4, start);
		const late = await house.person();
		await at(6.9, start);
		expect(await remembered(late)).toEqual([]);
		await at(7, start);
		expect(await remembered(late)).toEqual([7]);
	});

	it("is told to nobody of a house that is suspended", async () => {
		const house = await world.tenant();
		const carol = await house.person();
		await change(house.scope, { requirement: "required", requiredFromAt: world.now() + 7 * DAY });
		await world.rows("update tenants set state = 'suspended' where tenant_id = ?", [house.scope.tenantId]);
		await sweep(world.deps);
		expect(await remembered(carol)).toEqual([]);
	});
});

describe("a deadline of a realm", () => {
	it("is told to that realm's people alone", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const [ina, otto] = [await house.person({ email: `ina@${house.slug}-hall.example` }), await house.person()];
		await set(ada, { overrides: { requirement: "required", graceDays: 7 }, realmId: await realmOf(world, ina.id) });
		await sweep(world.deps);
		expect([await remembered(ina), await remembered(otto)]).toEqual([[7], []]);
		expect((await world.audit(ina.id)).at(-1)).toEqual({
			event: "reminder.sent",
			evidence: { daysBefore: 7, by: "realm" },
		});
	});
});

describe("the sweep", () => {
	it("sends each reminder once under two workers at the same moment, twenty times over", async () => {
		const other = buildDeps(
			world.deps.config,
			() => {
				throw new Error("no password is hashed here");
			},
			{ clock: world.deps.clock, log: world.deps.log, ...PATIENT },
		);
		const people: Person[] = [];
		for (let round = 0; round < rounds(20); round += 1) {
			const house: TestTenant = await world.tenant();
			const carol = await house.person();
			people.push(carol);
			await change(house.scope, { requirement: "required", graceDays: 7, requiredFromAt: world.now() });
			await Promise.all([sweep(world.deps), sweep(other), sweep(world.deps)]);
			expect(await remembered(carol)).toEqual([7]);
			expect(
				await world.rows("select 1 from outbox where recipient = ? and kind = 'requirementReminder'", [carol.email]),
			).toHaveLength(1);
			expect((await world.audit(carol.id)).filter(({ event }) => event === "reminder.sent")).toHaveLength(1);
		}
		await sweep(world.deps);
		for (const carol of people) expect(subjects(carol)).toHaveLength(1);
		expect(world.log.filter(({ event }) => event === "sweep.failed")).toEqual([]);
	});

	it("writes a bounded number at a time and comes to everybody in the end", async () => {
		const house = await world.tenant();
		await storeCrowd(world, house, sequence(5), { realms: 1, people: 500 });
		await world.rows("update realms set rules = '{}' where tenant_id = ?", [house.scope.tenantId]);
		await world.rows("update users set active_since_at = null where tenant_id = ?", [house.scope.tenantId]);
		await change(house.scope, { requirement: "required", requiredFromAt: world.now() + 7 * DAY });
		const [wanted] = await world.rows(
			"select count(*) as n from users where tenant_id = ? and status = 'active' and two_factor = 'off' and requirement <> 'required'",
			[house.scope.tenantId],
		);
		const counts: number[] = [];
		for (let sent = await sweepNow(); sent > 0; sent = await sweepNow()) counts.push(sent);
		expect(counts.length).toBeGreaterThan(1);
		expect(Math.max(...counts)).toBeLessThanOrEqual(100);
		expect(counts.reduce((sum, one) => sum + one, 0)).toBe(wanted?.n);
	});
});
