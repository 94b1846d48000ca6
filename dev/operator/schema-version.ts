/**
 * The age of a database: how many migrations it has seen, beside how many this program knows. A file that was exported under one
 * schema is read under the same only, and a database of another age is not touched.
 */
import { readFileSync } from "node:fs";
import type { Deps } from "../../worker/deps.ts";
import { inRoot } from "../root.ts";
import { Refused } from "./command.ts";

/** The schema that this program knows: the number of a cell's migrations. */
export function knownSchema(): number {
	const journal: { entries: unknown[] } = JSON.parse(
		readFileSync(inRoot("db/migrations/cell/meta/_journal.json"), "utf8"),
	);
	return journal.entries.length;
}

/** Throws Refused unless every cell has exactly the schema that this program knows. */
export async function demandSchema(deps: Deps): Promise<void> {
	for (const cell of deps.config.cells.keys()) {
		const seen = await seenBy(deps, cell);
		if (seen === knownSchema()) continue;
		const hint = seen < knownSchema() ? 'Run "npm run db:migrate" first.' : "Use the newer program.";
		throw new Refused(`The database of cell ${cell} has schema ${seen}, this program knows ${knownSchema()}. ${hint}`);
	}
}

async function seenBy(deps: Deps, cell: string): Promise<number> {
	const { $client } = deps.openCell(cell);
	const { rows } = await $client.execute("select count(*) as seen from sqlite_master where name = 'migrations_cell'");
	if (Number(rows[0]?.seen) === 0) return 0;
	const counted = await $client.execute("select count(*) as seen from migrations_cell");
	return Number(counted.rows[0]?.seen);
}
