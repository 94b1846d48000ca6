/**
 * `npm run db:migrate`: brings the catalog and every cell of a deployment to the present schema.
 * It reads the same names as the worker (CATALOG_URL, CATALOG_TOKEN, CELLS, CELL_TOKENS) from the environment.
 * Running it again changes nothing; it never prints a token.
 */
import { openClient } from "../db/client.ts";
import { migrateCatalog, migrateCell } from "../db/migrate.ts";
import { Secret } from "../worker/lib/secret.ts";

interface Cell {
	readonly id: string;
	readonly url: string;
	readonly namespace?: string;
}

/** Long enough for a migration over a slow line, in milliseconds. */
const deadlineMs = 60_000;

function open(url: string, token: string | undefined, namespace: string | undefined) {
	return openClient({ url, namespace, token: token ? new Secret(token) : undefined }, deadlineMs);
}

const { CATALOG_URL, CATALOG_TOKEN, CATALOG_NAMESPACE, CELLS, CELL_TOKENS } = process.env;
if (!CATALOG_URL) {
	console.error("Say which database: CATALOG_URL=libsql://… CATALOG_TOKEN=… npm run db:migrate");
	process.exit(1);
}
const catalog = open(CATALOG_URL, CATALOG_TOKEN, CATALOG_NAMESPACE);
await migrateCatalog(catalog);
console.log("catalog: up to date");

const tokens: Readonly<Record<string, string>> = JSON.parse(CELL_TOKENS ?? "{}");
const cells: readonly Cell[] = CELLS ? JSON.parse(CELLS) : [];
for (const cell of cells) {
	await migrateCell(open(cell.url, tokens[cell.id], cell.namespace));
	console.log(`cell ${cell.id}: up to date`);
}
if (cells.length === 0) {
	await migrateCell(catalog);
	console.log("cell main (in the catalog's database): up to date");
}
