/**
 * The age of a database: how many migrations it has seen, beside how many this program knows. A file that was exported under one
 * schema is read under the same only, and a database of another age is not touched.
 */
import type { Db } from "../../db/client.ts";
import type { Deps } from "../../worker/deps.ts";
import { clientOf } from "../database-client.ts";
import { type Kind, knownTo, seenBy } from "../migrations.ts";
import { Refused } from "./command.ts";

/** The schema that this program knows: the number of a cell's migrations. */
export const knownSchema = (): number => knownTo("cell");

/** Throws Refused unless the catalog and every cell have exactly the schema that this program knows. */
export async function demandSchema(deps: Deps): Promise<void> {
	await demand("the catalog", deps.openCatalog(), "catalog");
	for (const cell of deps.config.cells.keys()) await demand(`cell ${cell}`, deps.openCell(cell), "cell");
}

async function demand(name: string, db: Db, kind: Kind): Promise<void> {
	const [seen, wanted] = [await seenBy(clientOf(db), kind), knownTo(kind)];
	if (seen === wanted) return;
	const hint = seen < wanted ? 'Run "npm run db:migrate" first.' : "Use the newer program.";
	throw new Refused(`The database of ${name} has schema ${seen}, this program knows ${wanted}. ${hint}`);
}
