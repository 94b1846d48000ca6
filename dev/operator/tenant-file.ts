/**
 * The file that holds a whole organization: JSON Lines, opened by a line that says whose and under which schema, closed by one
 * with the count of every table, the SHA-256 of all before it, and a keyed proof of both, which nobody makes who only holds the
 * file. What was sealed stays sealed. Reading checks everything before a single row is handed on: form, counts, digest, whose each
 * row is, and the chain of the record; and the digest once more while rows are handed on.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { CHAIN_START, type ChainPoint, type LinkedRow, verifyChain } from "../../worker/features/audit/rules.ts";
import { proofHolds } from "../../worker/features/audit/service.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { base64url } from "../../worker/lib/encoding.ts";
import type { KeyRing } from "../../worker/ports/keys.ts";
import { Refused } from "./command.ts";
import { type Row, storable, type Table, tables } from "./tables.ts";

export const TENANT_FORM = "gatehouse-tenant-1";

export interface Opening {
	readonly form: typeof TENANT_FORM;
	readonly schema: number;
	readonly tenant: { readonly id: TenantId; readonly slug: string; readonly name: string };
	readonly exportedAt: number;
}

export interface Closing {
	readonly rows: number;
	/** Rows of each table. */
	readonly tables: Readonly<Record<string, number>>;
	/** Ids of the keys under which something in the file is sealed or hashed. */
	readonly keys: readonly string[];
	readonly sha256: string;
	/** `keyId.mac` over all that opening and closing say. */
	readonly proof: string;
}

/** Lines of a file, one after the other. */
export async function* linesOf(file: string): AsyncGenerator<string> {
	const input = createReadStream(file, "utf8");
	try {
		for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
	} finally {
		input.destroy();
	}
}

/** A line as an object. Throws Refused when it is none. */
export function objectIn(line: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(line);
		if (typeof value === "object" && value !== null) return { ...value };
	} catch {
		// Told below.
	}
	throw new Refused("The file holds a line that is no JSON. It is damaged, or no file of ours.");
}

/** Ids of the keys that a row's sealed and hashed values name. */
export const keysIn = (row: Row): readonly string[] =>
	Object.entries(row).flatMap(([name, value]) => {
		if (typeof value !== "string") return [];
		if (name === "key_id") return [value];
		if (name === "password_hash") return [value.split(":")[0] ?? ""];
		return name.startsWith("sealed_") || name === "proof" ? [value.split(".")[0] ?? ""] : [];
	});

export const digest = () => createHash("sha256");

/** The keyed proof of a file. */
export async function proofOf(
	keys: KeyRing,
	keyId: string,
	{ form, schema, tenant, exportedAt }: Opening,
	{ rows, tables: counts, keys: used, sha256 }: Omit<Closing, "proof">,
): Promise<string> {
	const { id, slug, name } = tenant;
	const said = [form, schema, id, slug, name, exportedAt, rows, Object.entries(counts).sort(), used, sha256];
	return `${keyId}.${base64url(await keys.mac(keyId, "tenant-file", JSON.stringify(said)))}`;
}

/** Throws Refused unless a holder of this very ring wrote the file, and nobody has changed it since. */
export async function demandOurs(keys: KeyRing, { opening, closing, head, end }: ReadFile): Promise<void> {
	const [keyId = ""] = closing.proof.split(".");
	const missing = [...new Set([...closing.keys, keyId])].filter((id) => !keys.ids.includes(id));
	if (missing.length > 0)
		throw new Refused(`KEYS lacks ${missing.join(", ")}, under which the file is sealed. Put it on the ring first.`);
	const isOurs =
		closing.proof === (await proofOf(keys, keyId, opening, closing)) &&
		head !== null &&
		head.seq === end.seq &&
		head.hash === end.hash &&
		(await proofHolds({ keys }, opening.tenant.id, head, head.proof));
	if (!isOurs)
		throw new Refused(
			"The file was edited, or KEYS is not the ring under which the file was written: its proof does not hold.",
		);
}

/** The rows of a file that was checked, in its order. Throws Refused at its end when it is another than was checked. */
export async function* rowsIn(
	file: string,
	{ opening, closing }: ReadFile,
): AsyncGenerator<{ readonly table: Table; readonly row: Row }> {
	const sum = digest();
	for await (const line of linesOf(file)) {
		const value = objectIn(line);
		if ("sha256" in value) break;
		sum.update(`${line}\n`);
		if ("table" in value) yield rowOf(value, opening.tenant.id);
	}
	if (sum.digest("base64url") !== closing.sha256)
		throw new Refused(
			"The file was changed while it was read. Nothing of it is open; begin again with a file that nobody touches.",
		);
}

export interface ReadFile {
	readonly opening: Opening;
	readonly closing: Closing;
	/** The end of the chain as its rows tell it, and the head with its proof as it was noted. */
	readonly end: ChainPoint;
	readonly head: (ChainPoint & { readonly proof: string }) | null;
}

/** Reads a whole file and checks it. Throws Refused with what is wrong. */
export async function checkTenantFile(file: string, seen: (rows: number) => void = () => undefined): Promise<ReadFile> {
	let opening: Opening | undefined;
	let closing: Closing | undefined;
	let end = CHAIN_START;
	let head: ReadFile["head"] = null;
	let rows = 0;
	const counts: Record<string, number> = {};
	const sum = digest();
	for await (const line of linesOf(file)) {
		if (closing) throw new Refused("The file goes on behind its last line: it was put together from several.");
		const value = objectIn(line);
		if (!opening) opening = openingOf(value);
		else if ("sha256" in value) {
			closing = closingOf(value);
			continue;
		} else {
			const { table, row } = rowOf(value, opening.tenant.id);
			counts[table.name] = (counts[table.name] ?? 0) + 1;
			rows += 1;
			seen(rows);
			if (table.name === "audit_heads")
				head = { seq: Number(row.seq), hash: String(row.hash), proof: String(row.proof) };
			if (table.name === "audit_events" && row.seq !== null) end = followed(opening.tenant.id, end, row);
		}
		sum.update(`${line}\n`);
	}
	if (!opening) throw new Refused("The file is empty.");
	if (!closing) throw new Refused("The file ends too soon: its last line is missing.");
	if (closing.sha256 !== sum.digest("base64url"))
		throw new Refused("The file was changed after it was written: its SHA-256 differs.");
	if (closing.rows !== rows || tables.some(({ name }) => (closing.tables[name] ?? 0) !== (counts[name] ?? 0)))
		throw new Refused("The file does not hold as many rows as it says.");
	return { opening, closing, end, head };
}

function openingOf(value: Readonly<Record<string, unknown>>): Opening {
	const { form, schema, tenant, exportedAt } = value;
	if (form !== TENANT_FORM) throw new Refused("This is no file of a whole organization (made by the command export).");
	const { id, slug, name } =
		typeof tenant === "object" && tenant !== null ? { id: "", slug: "", name: "", ...tenant } : {};
	if (typeof id !== "string" || !/^tnt_[a-z0-9]{20}$/.test(id) || typeof slug !== "string" || typeof name !== "string")
		throw new Refused("The file does not say whose it is.");
	return { form, schema: Number(schema), tenant: { id: id as TenantId, slug, name }, exportedAt: Number(exportedAt) };
}

function closingOf(value: Readonly<Record<string, unknown>>): Closing {
	const { rows, tables: counted, keys, sha256, proof } = value;
	if (typeof counted !== "object" || counted === null || !Array.isArray(keys) || typeof proof !== "string")
		throw new Refused("The file's last line is damaged.");
	const counts = Object.fromEntries(Object.entries(counted).map(([name, count]) => [name, Number(count)]));
	return { rows: Number(rows), tables: counts, keys: keys.map(String), sha256: String(sha256), proof };
}

/** A row and its table. Throws Refused when the table or a column is unknown, or when the row is somebody else's. */
export function rowOf(value: Readonly<Record<string, unknown>>, tenantId: string): { table: Table; row: Row } {
	const table = tables.find(({ name }) => name === value.table);
	if (!table || typeof value.row !== "object" || value.row === null)
		throw new Refused("The file holds a row of no table that is known here.");
	const given: Readonly<Record<string, unknown>> = { ...value.row };
	const isWhole = Object.keys(given).length === table.columns.length && table.columns.every((name) => name in given);
	if (!isWhole) throw new Refused(`A row of ${table.name} does not have the columns that are known here.`);
	if (given.tenant_id !== tenantId) throw new Refused(`A row of ${table.name} belongs to somebody else.`);
	return { table, row: Object.fromEntries(table.columns.map((name) => [name, storable(given[name])])) };
}

function followed(tenantId: TenantId, end: ChainPoint, row: Row): ChainPoint {
	const checked = verifyChain(tenantId, end, [linkedRow(row)]);
	if (!checked.sound) throw new Refused(`The record in the file is broken: row ${checked.seq} is ${checked.fault}.`);
	return checked.end;
}

const textOrNull = (value: Value | undefined): string | null =>
	value === null || value === undefined ? null : String(value);
type Value = Row[string];

/** A stored row of the record as the chain reads it. */
export const linkedRow = (row: Row): LinkedRow => ({
	id: String(row.id),
	at: Number(row.at),
	event: String(row.event),
	actorId: textOrNull(row.actor_id),
	targetId: textOrNull(row.target_id),
	evidence: String(row.evidence),
	browser: String(row.browser),
	place: textOrNull(row.place),
	requestId: String(row.request_id),
	seq: row.seq === null ? null : Number(row.seq),
	hash: textOrNull(row.hash),
});
