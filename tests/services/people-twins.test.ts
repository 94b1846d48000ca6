/**
 * Two rules of the product are written twice, once for one person and once in SQL for filters and orders: who is required,
 * and who is locked. Whatever the policy says, the grid's filters must find exactly the people whose rows say so themselves.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm, walk } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Visitor;
const day = 86_400_000;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	desk = await house.signedIn(await house.enrolled({ role: "owner" }));
	const now = world.now();
	const realmRules = [
		{},
		{ requirement: "required" },
		{ requirement: "required", requiredFromAt: now + day },
		{ requirement: "required", requiredFromAt: now - day, graceDays: 30 },
		{ requirement: "required", requiredFromAt: now },
		{ requirement: "off", graceDays: 3 },
	];
	const realms = await Promise.all(realmRules.map((rules, index) => makeRealm(world, house, `r${index}`, rules)));
	realms.push(await makeRealm(world, house, "damaged"));
	await world.rows("update realms set rules = 'not json' where key = 'damaged'");
	for (const realmId of realms)
		for (const requirement of ["inherit", "required", "notRequired"] as const) {
			const { id } = await house.person({ realmId, requirement });
			const since = requirement === "inherit" ? null : now - 40 * day;
			await world.rows("update users set active_since_at = ? where id = ?", [since, id]);
		}
	const people = await world.rows("select id from users where tenant_id = ?", [house.scope.tenantId]);
	for (const [index, { id }] of people.entries())
		await world.rows(
			"insert into attempts (tenant_id, subject, count, window_started_at, last_at) values (?, ?, ?, 0, ?) on conflict do nothing",
			[house.scope.tenantId, `factor:${String(id)}`, index * 3, now - (index % 2 === 0 ? 10 : 20) * 60_000],
		);
});
afterAll(() => world.stop());

const overrides: readonly (readonly [string, unknown])[] = [
	["nothing", {}],
	["optional", { requirement: "optional" }],
	["off", { requirement: "off" }],
	["required at once", { requirement: "required" }],
	["required from tomorrow", { requirement: "required", requiredFromAt: 1_795_348_800_000 }],
	["required with grace", { requirement: "required", graceDays: 14 }],
	["required since long ago with grace", { requirement: "required", requiredFromAt: 1000, graceDays: 90 }],
	["a timed lock", { lock: { mode: "timed", after: 3, minutes: 15 } }],
	["a lock after five", { lock: { after: 5 } }],
	["a timed lock with defaults", { lock: { mode: "timed" } }],
];

describe("the grid's filters and the rows", () => {
	it.each(overrides)("agree under a policy of %s", async (_name, policy) => {
		await world.rows("update policies set overrides = ? where tenant_id = ?", [
			JSON.stringify(policy),
			house.scope.tenantId,
		]);
		await agree();
	});

	it("agree when the policy cannot be read or is gone: everybody is required", async () => {
		await world.rows("update policies set overrides = 'not json' where tenant_id = ?", [house.scope.tenantId]);
		await agree();
		await world.rows("delete from policies where tenant_id = ?", [house.scope.tenantId]);
		await agree();
		expect((await walk(desk)).every(({ required }) => required === true)).toBe(true);
	});

	async function agree(): Promise<void> {
		const rows = await walk(desk, { limit: 200 });
		const ids = (fits: (row: (typeof rows)[number]) => boolean) => rows.filter(fits).map(({ id }) => id);
		const found = async (status: string) => (await walk(desk, { status, limit: 7 })).map(({ id }) => id);
		expect(await found("missing")).toEqual(ids((row) => row.required === true && row.twoFactor === "off"));
		expect(await found("locked")).toEqual(ids((row) => row.locked === true));
		const ranked = (await walk(desk, { sort: "required", limit: 5 })).map(({ required }) => required);
		expect(ranked).toEqual([...ranked].sort());
		expect(ranked).toHaveLength(rows.length);
	}
});
