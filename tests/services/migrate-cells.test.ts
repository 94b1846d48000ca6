/**
 * Migrations over all cells of a deployment: each is told of, one that fails keeps no other waiting, and running again does
 * only what is missing.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrateAll } from "../../dev/migrations.ts";
import { createNamespace, dropNamespace, openNamespace } from "../support/namespaces.ts";

const ids = ["catalog", "one", "two", "three"] as const;
const run = crypto.randomUUID().slice(0, 8);
const nameOf = (id: string) => `migrate-${run}-${id}`;
let settings: Record<string, string>;

beforeAll(async () => {
	for (const id of ids) await createNamespace(inject("libsqlAdminUrl"), nameOf(id));
	const url = inject("libsqlUrl");
	const cells = ids.slice(1).map((id) => ({ id, url, namespace: nameOf(id) }));
	settings = { CATALOG_URL: url, CATALOG_NAMESPACE: nameOf("catalog"), CELLS: JSON.stringify(cells) };
});
afterAll(async () => {
	for (const id of ids) await dropNamespace(inject("libsqlAdminUrl"), nameOf(id));
});

const open = (id: string) => openNamespace(inject("libsqlUrl"), nameOf(id));

async function migrate(statusOnly = false): Promise<{ behind: readonly string[]; lines: readonly string[] }> {
	const lines: string[] = [];
	const behind = await migrateAll(settings, { statusOnly, parallel: 2, say: (line) => lines.push(line) });
	return { behind, lines: lines.toSorted() };
}

describe("db:migrate over several cells", () => {
	it("tells how far each is and changes nothing with --status", async () => {
		const { behind, lines } = await migrate(true);
		expect(behind.toSorted()).toEqual(["catalog", "cell one", "cell three", "cell two"]);
		expect(lines).toHaveLength(4);
		for (const line of lines) expect(line).toMatch(/^\[\d\/4\] (catalog|cell \w+): 0 of \d+, \d+ to do$/);
		expect((await open("one").execute("select name from sqlite_master")).rows).toEqual([]);
	});

	it("goes on behind a cell that fails, says which it is, and leaves nothing half done in it", async () => {
		await open("two").execute("create table users (in_the_way text)");
		const { behind, lines } = await migrate();
		expect(behind).toEqual(["cell two"]);
		expect(lines.filter((line) => line.includes("failed"))).toEqual([
			expect.stringMatching(/^\[3\/4\] cell two: failed \(\w+\); the others go on$/),
		]);
		expect(lines.filter((line) => line.includes("done just now"))).toHaveLength(3);
		expect((await open("two").execute("select name from sqlite_master where name = 'sessions'")).rows).toEqual([]);
	});

	it("does only what is missing when it runs again", async () => {
		await open("two").execute("drop table users");
		const { behind, lines } = await migrate();
		expect(behind).toEqual([]);
		expect(lines.filter((line) => line.includes("migrating"))).toEqual([expect.stringContaining("cell two: 0 of")]);
		expect(lines.filter((line) => line.includes("up to date"))).toHaveLength(3);
		const again = await migrate(true);
		expect([again.behind, again.lines.filter((line) => line.endsWith("up to date"))]).toEqual([[], again.lines]);
	});

	it("names what is wrong with the settings", async () => {
		for (const [change, said] of [
			[{ CATALOG_URL: "" }, /^Say which database/],
			[{ CELLS: "one" }, /^CELLS is no JSON/],
			[{ CELLS: "[]" }, /^CELLS is no list/],
			[{ CELLS: '[{"id":"one"}]' }, /^CELLS has a cell/],
			[{ CELL_TOKENS: "[]" }, /^CELL_TOKENS is no JSON object/],
		] as const) {
			const wish = { statusOnly: true, parallel: 1, say: () => undefined };
			await expect(migrateAll({ ...settings, ...change }, wish)).rejects.toThrow(said);
		}
	});
});
