/**
 * What triggers keep beside the people stays true whatever is done to them: the counted groups, and the beginnings of the words
 * in names and addresses. Both are held against what the migration makes of the same people from nothing.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../worker/sweep.ts";
import { list, makeRealm } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	desk = await house.signedIn(await house.enrolled({ role: "owner", name: "Olive" }));
});
afterAll(() => world.stop());

const migration = readFileSync(new URL("../../db/migrations/cell/0006_growth.sql", import.meta.url), "utf8");
/** The query by which the migration fills a table. */
function fillOf(table: string): string {
	const start = `INSERT INTO \`${table}\` (`;
	const statement = migration.split("--> statement-breakpoint").find((one) => one.trim().startsWith(start));
	const found = statement?.trim().slice(statement.trim().indexOf(")") + 1);
	if (!found) throw new Error(`The migration does not fill ${table}.`);
	return found.replace(/;$/, "");
}

async function expectTruth(): Promise<void> {
	for (const [table, columns] of [
		["headcounts", "tenant_id, realm_id, role, status, requirement, two_factor, people"],
		["name_words", "tenant_id, word, user_id"],
	] as const) {
		const kept = await world.rows(`select ${columns} from ${table} order by ${columns}`);
		const order = columns.split(", ").map((_name, index) => index + 1);
		const made = await world.rows(`${fillOf(table)} order by ${order.join(", ")}`);
		expect(kept.map((row) => Object.values(row))).toEqual(made.map((row) => Object.values(row)));
		expect(kept.length).toBeGreaterThan(0);
	}
}

describe("counted groups and words", () => {
	const names = [
		"Ána Álvarez",
		"O'Neil, Sean",
		"Bo 100% real",
		"Cy_x",
		"  Two  spaces ",
		'"Quoted" \\ back',
		"–",
		"李 小龙",
	];

	it("are true of people however they are called", async () => {
		for (const name of names) await house.person({ name });
		await expectTruth();
		for (const search of ["alvarez", "sean", "neil", "real", "x", "spaces", "小"])
			expect((await list(desk, { search })).total, search).toBe(1);
	});

	it("stay true while people are renamed, moved, asked for a factor, disabled, enrolled and removed", async () => {
		const realmId = await makeRealm(world, house, "there");
		const people: Person[] = [];
		for (let made = 0; made < 6; made += 1) people.push(await house.person({ name: `Worker Number ${made}` }));
		const [renamed, moved, asked, disabled, removed] = people.map(({ id }) => id);
		await desk.ok("users.update", { id: renamed, name: "Nobody Else" });
		await desk.ok("users.moveToRealm", { id: moved, realmId });
		await desk.ok("users.setRequirement", { id: asked, requirement: "required" });
		await desk.ok("users.disable", { id: disabled });
		await desk.ok("users.remove", { id: removed });
		await house.enrolled();
		await expectTruth();
		expect(await list(desk, { search: "worker" })).toMatchObject({ total: 4, totalIsExact: true });
		expect(await list(desk, { realmId })).toMatchObject({ total: 1 });
	});

	it("are written by the sweep for whoever came without words, and found then", async () => {
		const { id } = await house.person({ name: "Wanda Wordless" });
		await world.rows("update users set words = '[]' where id = ?", [id]);
		expect((await list(desk, { search: "wordless" })).total).toBe(0);
		await sweep(world.deps);
		expect((await list(desk, { search: "wordless" })).total).toBe(1);
		await expectTruth();
		await world.rows("update users set words = '[]' where id = ?", [id]);
		await desk.ok("users.remove", { id });
		await expectTruth();
	});

	it("go with their tenant", async () => {
		const gone = await world.tenant();
		await gone.person();
		await world.rows("delete from tenants where tenant_id = ?", [gone.scope.tenantId]);
		for (const table of ["headcounts", "name_words"])
			expect(await world.rows(`select * from ${table} where tenant_id = ?`, [gone.scope.tenantId])).toEqual([]);
		await expectTruth();
	});
});
