/**
 * What is gone over by the statements that ask for everybody's rules, in rows as the database counts them, in a house of four
 * hundred realms. Their plans name an index for each step, and do not show when every person is held against every realm.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepCoverage } from "../../worker/features/overview/service.ts";
import { remind } from "../../worker/features/reminders/service.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { sequence, storeCrowd } from "../support/generated.ts";
import { houseWithAdmin, type StaffMember } from "../support/people.ts";
import { change } from "../support/policy-change.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import type { World } from "../support/world.ts";

const PEOPLE = 6000;
let world: World;
let proxy: CountingProxy;
let ada: StaffMember;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	const made = await houseWithAdmin(world);
	ada = made.ada;
	await storeCrowd(world, made.house, sequence(23), { realms: 400, people: PEOPLE });
	await change(made.house.scope, { requirement: "required", requiredFromAt: world.now(), graceDays: 10 });
});
afterAll(() => world.stop());
beforeEach(async () => {
	await ada.visitor.settle();
	proxy.reset();
});

const cell = () => world.deps.openCell(world.deps.config.homeCell);
const rowsEach = () => proxy.requests.reduce((sum, { rowsRead }) => sum + rowsRead, 0) / PEOPLE;

describe("in a house of four hundred realms", () => {
	it("the overview goes over each person a few times", async () => {
		await ada.visitor.okQuery("overview.get");
		expect(rowsEach()).toBeLessThan(20);
	});

	it("the day that the sweep keeps does, too", async () => {
		await keepCoverage(cell(), world.now());
		expect(rowsEach()).toBeLessThan(20);
	});

	it("and so do the reminders of a deadline ahead", async () => {
		await remind(world.deps, world.deps.config.homeCell, cell(), world.now());
		expect(rowsEach()).toBeLessThan(20);
	});
});
