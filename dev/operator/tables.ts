/**
 * The tables of a cell, read from the schema itself, parents before children: a table that is added later cannot be forgotten by
 * export and import. Rows are read page by page along the primary key, and the record in the order of its chain.
 */
import type { Transaction } from "@libsql/client";
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

const configs = Object.values(schema).flatMap((one) => (is(one, SQLiteTable) ? [getTableConfig(one)] : []));

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

/** All rows of a tenant in a table, page by page, as the transaction sees them. */
export async function* rowsOf(reading: Transaction, table: Table, tenantId: string): AsyncGenerator<readonly Row[]> {
	if (table.name === "audit_events") {
		yield* pages(reading, table, tenantId, ["seq"], "seq is not null");
		yield* pages(reading, table, tenantId, table.key, "seq is null");
	} else yield* pages(reading, table, tenantId, table.key, "true");
}

async function* pages(
	reading: Transaction,
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
		const { rows } = await reading.execute({
			sql: `select ${table.columns.join(", ")} from ${table.name} where tenant_id = ? and ${which} ${beyond} ${order} limit ${PAGE}`,
			args: [tenantId, ...(last ?? [])],
		});
		const page = rows.map((row) => Object.fromEntries(table.columns.map((name) => [name, storable(row[name])])));
		if (page.length > 0) yield page;
		const end = page.at(-1);
		last = page.length === PAGE && key.length > 0 && end ? key.map((name) => end[name] ?? null) : null;
	} while (last);
}

/** A value as a line of JSON can hold it. Throws for anything else: the schema has no other. */
export function storable(value: unknown): Value {
	if (value === null || typeof value === "string" || typeof value === "number") return value;
	throw new Error("The database holds a value of a kind that no column has.");
}
