/**
 * Carries a frozen tenant's rows from one cell to another, piece by piece, proves that what has arrived is what stood there,
 * and clears a cell of them. It reads and writes rows as they are: nothing is opened, sealed anew or left out.
 */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { guard, type Statement, together } from "../../db/batch.ts";
import type { Db } from "../../db/client.ts";
import type { TenantState } from "../../db/schema/index.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { clientOf } from "../database-client.ts";
import { Refused } from "./command.ts";
import { hold, type Post } from "./move-fence.ts";
import { type Row, rowsOf, type Table, tables } from "./tables.ts";

/** Rows that one batch writes or clears: short enough that no other tenant's sign-in waits long for the writer. */
export const PIECE = 500;

export interface Content {
	/** Of every table that is not empty: how many rows, and a SHA-256 over them in the order of their keys. */
	readonly tables: ReadonlyMap<string, string>;
}

/** The tables in which the tenant has rows in a cell, parents before children, with how many. */
async function filled(db: Db, tenantId: TenantId): Promise<readonly (readonly [Table, number])[]> {
	const parts = tables.map(
		({ name }) =>
			sql`select ${name} as name, count(*) as rows from ${sql.identifier(name)} where tenant_id = ${tenantId}`,
	);
	const counts = await db
		.select({ name: sql<string>`name`, rows: sql<number>`rows` })
		.from(sql`(${sql.join(parts, sql` union all `)})`);
	const rowsIn = new Map(counts.map(({ name, rows }) => [name, rows]));
	return tables.map((table) => [table, rowsIn.get(table.name) ?? 0] as const).filter(([, rows]) => rows > 0);
}

/** How many rows the tenant has in a cell. */
export const countRows = async (db: Db, tenantId: TenantId): Promise<number> =>
	(await filled(db, tenantId)).reduce((sum, [, rows]) => sum + rows, 0);

/** Copies everything; the tenant's own row is closed. Answers with what was read. */
export function copy(from: Db, to: Post, state: TenantState, told: (rows: number) => void): Promise<Content> {
	return readAll(from, to.tenantId, state, told, async (table, rows) => {
		const closed = table.name === "tenants" ? rows.map((row): Row => ({ ...row, state: "moving" })) : rows;
		for (let at = 0; at < closed.length; at += PIECE) await put(to, table, closed.slice(at, at + PIECE));
	});
}

/** Writes rows of a table behind the fence, in one batch. */
export const put = (post: Post, table: Table, rows: readonly Row[]): Promise<unknown> =>
	write(post, insertion(post.db, table, rows));

/** What the tenant has in a cell. */
export const contentOf = (
	db: Db,
	tenantId: TenantId,
	state: TenantState,
	told: (rows: number) => void,
): Promise<Content> => readAll(db, tenantId, state, told, async () => undefined);

/** Throws Refused when the two differ in any table. */
export function demandSame(left: Content, arrived: Content): void {
	const wrong = tables.map(({ name }) => name).filter((name) => arrived.tables.get(name) !== left.tables.get(name));
	if (wrong.length > 0) {
		throw new Refused(
			`What has arrived differs from what was sent, in ${wrong.join(", ")}. Nothing was switched. Run the command again, or with --cancel.`,
		);
	}
}

async function readAll(
	db: Db,
	tenantId: TenantId,
	state: TenantState,
	told: (rows: number) => void,
	each: (table: Table, rows: readonly Row[]) => Promise<void>,
): Promise<Content> {
	const reading = clientOf(db);
	const sums = new Map<string, string>();
	let all = 0;
	for (const [table] of await filled(db, tenantId)) {
		const sum = createHash("sha256");
		let count = 0;
		for await (const rows of rowsOf(reading, table, tenantId)) {
			// The state is the move's own: it is compared as what it was and will be.
			for (const row of rows) sum.update(`${JSON.stringify(table.name === "tenants" ? { ...row, state } : row)}\n`);
			await each(table, rows);
			count += rows.length;
			told(all + count);
		}
		all += count;
		sums.set(table.name, `${count} ${sum.digest("base64url")}`);
	}
	return { tables: sums };
}

const write = (post: Post, ...statements: readonly Statement[]): Promise<unknown> => {
	const [first = guard(post.db, "conflict"), ...rest] = hold(post);
	return together(post.db, [first, ...rest, ...statements]);
};

function insertion(db: Db, { name, columns }: Table, rows: readonly Row[]): Statement {
	const list = (parts: readonly Parameters<typeof sql.join>[0][number][]) => sql`(${sql.join([...parts], sql`, `)})`;
	const values = rows.map((row) => list(columns.map((column) => sql`${row[column] ?? null}`)));
	return db.run(
		sql`insert into ${sql.identifier(name)} ${list(columns.map((column) => sql.identifier(column)))} values ${sql.join(values, sql`, `)}`,
	);
}

/**
 * Clears the rows of a closed tenant, children first, piece by piece. The record may not be thinned out while its tenant
 * stands: the trigger that says so is away only within our own transaction, in which nobody else can write.
 */
export async function clear(post: Post, told: (rows: number) => void): Promise<void> {
	const { db, tenantId } = post;
	const [remain] = await db
		.select({ text: sql<string>`sql` })
		.from(sql`sqlite_master`)
		.where(sql`type = 'trigger' and name = 'audit_events_remain'`);
	if (!remain) throw new Refused('The record has lost its guard "audit_events_remain". Migrate the cell first.');
	let done = 0;
	for (const [{ name }, count] of [...(await filled(db, tenantId))].reverse()) {
		if (name === "tenants") continue;
		const piece = sql`delete from ${sql.identifier(name)} where rowid in
			(select rowid from ${sql.identifier(name)} where tenant_id = ${tenantId} limit ${PIECE})`;
		// What a parent's cascade or a trigger takes along is gone already when its turn comes.
		for (let left = count; left > 0; left -= PIECE) {
			const before = name === "audit_events" ? [db.run(sql.raw("drop trigger audit_events_remain"))] : [];
			const after = name === "audit_events" ? [db.run(sql.raw(remain.text))] : [];
			await write(post, ...before, db.run(piece), ...after);
			done += Math.min(PIECE, left);
			told(done);
		}
	}
}
