/**
 * Brings the catalog and every cell to the present schema, a few at a time, and tells of each how far it is. A cell that fails
 * keeps no other waiting; run again, it does only what is missing. It prints no token and no address's query.
 */
import { readFileSync } from "node:fs";
import type { Client } from "@libsql/client/web";
import { isUnavailable } from "../db/client.ts";
import type { DatabaseAddress } from "../db/hrana.ts";
import { migrateCatalog, migrateCell } from "../db/migrate.ts";
import { Secret } from "../worker/lib/secret.ts";
import { openClient } from "./database-client.ts";
import { inRoot } from "./root.ts";

export type Settings = Readonly<Record<string, string | undefined>>;

export interface Wish {
	/** Only tells how far each database is. */
	readonly statusOnly: boolean;
	/** Databases that are migrated at the same time. */
	readonly parallel: number;
	say(line: string): void;
}

export type Kind = "catalog" | "cell";

interface Target {
	readonly name: string;
	readonly kind: Kind;
	readonly address: DatabaseAddress;
}

/** Long enough for a migration of a large cell over a slow line, in milliseconds. */
const DEADLINE_MS = 600_000;
/** Longest wait for telling how far a database is. */
const STATUS_DEADLINE_MS = 10_000;

/** The settings do not say which databases; the message says what is wrong, never a value. */
export class SettingsWrong extends Error {}

/** Migrates what the settings name and answers with the names of the databases that are not up to date. */
export async function migrateAll(settings: Settings, wish: Wish): Promise<readonly string[]> {
	const [catalog, ...cells] = targetsOf(settings);
	// The catalog first and alone: it says where everything is, and nothing is gained by cells that are ahead of it.
	const behind = [await bring(catalog, `1/${cells.length + 1}`, wish)];
	const queue = [...cells.entries()];
	const worker = async (): Promise<void> => {
		for (let next = queue.shift(); next; next = queue.shift()) {
			const [index, target] = next;
			behind.push(await bring(target, `${index + 2}/${cells.length + 1}`, wish));
		}
	};
	await Promise.all(Array.from({ length: Math.max(1, wish.parallel) }, worker));
	return behind.filter((name) => name !== null);
}

/** The catalog and its cells; one database may be both. */
function targetsOf(settings: Settings): readonly [Target, ...Target[]] {
	const { CATALOG_URL: url, CATALOG_TOKEN: token, CATALOG_NAMESPACE: namespace, CELLS, CELL_TOKENS } = settings;
	if (!url) throw new SettingsWrong("Say which database: CATALOG_URL=libsql://… CATALOG_TOKEN=… npm run db:migrate");
	const address: DatabaseAddress = { url, namespace, token: token ? new Secret(token) : undefined };
	const catalog: Target = { name: "catalog", kind: "catalog", address };
	if (!CELLS) return [catalog, { name: "cell main (in the catalog's database)", kind: "cell", address }];
	const tokens = objectIn("CELL_TOKENS", CELL_TOKENS ?? "{}");
	const list = jsonIn("CELLS", CELLS);
	if (!Array.isArray(list) || list.length === 0) throw new SettingsWrong("CELLS is no list of cells.");
	return [catalog, ...list.map((cell: unknown) => cellOf(cell, tokens))];
}

function cellOf(cell: unknown, tokens: Readonly<Record<string, unknown>>): Target {
	const { id, url, namespace }: Readonly<Record<string, unknown>> = typeof cell === "object" ? { ...cell } : {};
	if (typeof id !== "string" || typeof url !== "string") throw new SettingsWrong("CELLS has a cell without id or url.");
	const token = tokens[id];
	const address = {
		url,
		namespace: typeof namespace === "string" ? namespace : undefined,
		token: typeof token === "string" ? new Secret(token) : undefined,
	};
	return { name: `cell ${id}`, kind: "cell", address };
}

function jsonIn(name: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new SettingsWrong(`${name} is no JSON.`);
	}
}

function objectIn(name: string, text: string): Readonly<Record<string, unknown>> {
	const value = jsonIn(name, text);
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
	throw new SettingsWrong(`${name} is no JSON object.`);
}

/** Brings one database up to date, or only tells of it; answers with its name when it is not. */
async function bring({ name, kind, address }: Target, place: string, wish: Wish): Promise<string | null> {
	const known = knownTo(kind);
	const open = (deadlineMs: number) => openClient(address, deadlineMs);
	try {
		const before = await seenBy(open(STATUS_DEADLINE_MS), kind);
		const isBehind = before < known;
		if (isBehind && !wish.statusOnly) {
			wish.say(`[${place}] ${name}: ${before} of ${known}, migrating…`);
			await (kind === "catalog" ? migrateCatalog : migrateCell)(open(DEADLINE_MS));
		}
		const now = isBehind && !wish.statusOnly ? await seenBy(open(STATUS_DEADLINE_MS), kind) : before;
		wish.say(`[${place}] ${name}: ${now} of ${known}${told(before, now, known)}`);
		return now < known ? name : null;
	} catch (error) {
		wish.say(`[${place}] ${name}: failed (${reasonOf(error)}); the others go on`);
		return name;
	}
}

function told(before: number, now: number, known: number): string {
	if (now > known) return ", by a newer program than this";
	if (now < known) return `, ${known - now} to do`;
	return now === before ? ", up to date" : `, ${now - before} done just now`;
}

/** The number of migrations that this program knows. */
export function knownTo(kind: Kind): number {
	const file = inRoot(`db/migrations/${kind}/meta/_journal.json`);
	const journal: { entries: unknown[] } = JSON.parse(readFileSync(file, "utf8"));
	return journal.entries.length;
}

/** How many migrations a database has seen. */
export async function seenBy(client: Client, kind: Kind): Promise<number> {
	const table = `migrations_${kind}`;
	const known = await client.execute({ sql: "select 1 from sqlite_master where name = ?", args: [table] });
	if (known.rows.length === 0) return 0;
	const { rows } = await client.execute(`select count(*) as seen from ${table}`);
	return Number(rows[0]?.seen);
}

/** Why, in a word: the text of a database's error can hold what it was about. */
function reasonOf(error: unknown): string {
	if (isUnavailable(error)) return "it does not answer, or not in time";
	const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
	const cause = error instanceof Error && error.cause instanceof Error ? reasonOf(error.cause) : null;
	return code ?? cause ?? (error instanceof Error ? error.name : "unknown");
}
