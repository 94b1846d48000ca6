/**
 * Every row of one tenant in one database, whatever the table, for comparing before with after. It asks the database which
 * tables there are, and not the product.
 */
import type { Client } from "@libsql/client/web";

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** The tenant's rows by table, in the order of their values; tables without any are left out. */
export async function dumpIn(client: Client, tenantId: string): Promise<Rows> {
	const named = await client.execute(
		"select name from sqlite_master where type = 'table' and sql like '%tenant_id%' and name not in ('directory', 'moves')",
	);
	const dump: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
	for (const { name } of named.rows) {
		const sql = `select * from ${String(name)} where tenant_id = ?`;
		const { rows } = await client.execute({ sql, args: [tenantId] });
		const plain = rows.map((row) => ({ ...row }));
		if (plain.length > 0) dump[String(name)] = plain.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
	}
	return dump;
}
