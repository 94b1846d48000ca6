/**
 * `npm run db:migrate`: brings the catalog and every cell of a deployment to the present schema; `-- --status` only tells how far
 * each is, `-- --parallel 8` takes that many cells at a time. It reads the same names as the worker (CATALOG_URL, CATALOG_TOKEN,
 * CELLS, CELL_TOKENS) from the environment. Exit code 1 when a database is not up to date at the end; run it again then.
 */
import { parseArgs } from "node:util";
import { migrateAll, SettingsWrong } from "./migrations.ts";

/** Cells at the same time, unless told otherwise. */
const PARALLEL = 4;

try {
	const { values } = parseArgs({
		options: { status: { type: "boolean" }, parallel: { type: "string" } },
		strict: true,
	});
	const parallel = Number(values.parallel ?? PARALLEL);
	if (!Number.isSafeInteger(parallel) || parallel < 1) throw new SettingsWrong("--parallel takes a number from 1.");
	const wish = { statusOnly: values.status === true, parallel, say: (line: string) => console.log(line) };
	const behind = await migrateAll(process.env, wish);
	if (behind.length > 0) {
		console.error(
			`Not up to date: ${behind.join(", ")}. ${wish.statusOnly ? "" : "Run the command again: it does only what is missing."}`,
		);
		process.exitCode = 1;
	}
} catch (error) {
	console.error(error instanceof SettingsWrong || error instanceof TypeError ? error.message : error);
	process.exitCode = 1;
}
