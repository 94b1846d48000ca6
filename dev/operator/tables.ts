/**
 * The tables of a cell, read from the schema itself, parents before children: a table that is added later cannot be forgotten by
 * export and import. Rows are read page by page along the primary key, and the record in the order of its chain.
 */
import type { Client, ResultSet } from "@libsql/client";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "../../db/schema/index.ts";

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Table {
	readonly name: string;
	readonly columns: readonly string[];
	/** The primary key without the tenant. */
	readonly key: readonly string[];
}

const PAGE = 1000;

/** The fence of a move says something about the cell; it is no part of the tenant. */
const configs = Object.values(schema).flatMap((one) =>
	is(one, SQLiteTable) && one !== schema.fences ? [getTableConfig(one)] : [],
);

/** Whatever answers a query: a transaction, or a client where nothing can change meanwhile. */
export type Reading = Pick<Client, "execute">;

/** Every table of a cell, each after those that its rows point to. */
export const tables: readonly Table[] = inOrder();

function inOrder(): Table[] {
	const left = new Set(configs);
	const done = new Map<string, Table>();
	while (left.size > 0) {
		const next = [...left].find(({ name, foreignKeys }) =>
			foreignKeys.every((key) => {
				const parent = getTableConfig(key.reference().foreignTable).name;
				return parent === name || done.has(parent);
			}),
		);
		if (!next) throw new Error("The tables point to each other in a ring.");
		left.delete(next);
		const columns = next.columns.map(({ name }) => name);
		const primary = next.primaryKeys[0]?.columns.map(({ name }) => name) ?? [];
		done.set(next.name, { name: next.name, columns, key: primary.filter((name) => name !== "tenant_id") });
	}
	return [...done.values()];
}

/** All rows of a tenant in a table, page by page, as the reading sees them. */
export async function* rowsOf(reading: Reading, table: Table, tenantId: string): AsyncGenerator<readonly Row[]> {
	if (table.name === "audit_events") {
		yield* pages(reading, table, tenantId, ["seq"], "seq is not null");
		// In the order in which they were committed, which is the order in which they will be linked.
		yield* pages(reading, table, tenantId, ["rowid"], "seq is null");
	} else yield* pages(reading, table, tenantId, table.key, "true");
}

async function* pages(
	reading: Reading,
	table: Table,
	tenantId: string,
	key: readonly string[],
	which: string,
): AsyncGenerator<readonly Row[]> {
	let last: readonly Value[] | null = null;
	do {
		const names = key.join(", ");
		const beyond: string = last ? `and (${names}) > (${last.map(() => "?").join(", ")})` : "";
		const order = key.length > 0 ? `order by ${names}` : "";
		const { rows }: ResultSet = await reading.execute({
			sql: `select ${[...table.columns, ...key.filter((name) => !table.columns.includes(name))].join(", ")} from ${table.name} where tenant_id = ? and ${which} ${beyond} ${order} limit ${PAGE}`,
			args: [tenantId, ...(last ?? [])],
		});
		const page = rows.map((row) => Object.fromEntries(table.columns.map((name) => [name, storable(row[name])])));
		if (page.length > 0) yield page;
		const end = rows.at(-1);
		last = page.length === PAGE && key.length > 0 && end ? key.map((name) => storable(end[name])) : null;
	} while (last);
}

/** A value as a line of JSON can hold it. Throws for anything else: the schema has no other. */
export function storable(value: unknown): Value {
	if (value === null || typeof value === "string" || typeof value === "number") return value;
	throw new Error("The database holds a value of a kind that no column has.");
}
