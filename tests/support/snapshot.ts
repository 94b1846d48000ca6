/**
 * Everything that the database holds, for "nothing changed" and "this secret is stored nowhere". It reads every table that
 * exists, so a table of tomorrow is compared without being named here.
 */
import type { World } from "./world.ts";

export type Snapshot = Readonly<Record<string, readonly string[]>>;

/** All rows of all tables as JSON text, in a stable order; tables named in `without` are left out. */
export async function snapshotOf(world: World, without: readonly string[] = []): Promise<Snapshot> {
	const tables = await world.rows(
		"select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'libsql_%' order by name",
	);
	const kept: Record<string, readonly string[]> = {};
	for (const { name } of tables) {
		if (without.includes(String(name))) continue;
		const rows = await world.rows(`select * from "${String(name)}"`);
		kept[String(name)] = rows.map((row) => JSON.stringify(row)).sort();
	}
	return kept;
}
