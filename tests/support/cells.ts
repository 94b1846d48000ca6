/**
 * A world with several cells, each a database of its own: namespaces of the test server, or servers of their own. The catalog is
 * a database apart, so that nothing of a tenant can be found there by mistake.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@libsql/client/web";
import { migrateCell } from "../../db/migrate.ts";
import type { TenantState } from "../../db/schema/index.ts";
import { openClient } from "../../dev/database-client.ts";
import { startLibsqlServer } from "../../dev/libsql-server.ts";
import { freshDatabase } from "./database.ts";
import { type Operator, operatorAt } from "./operator.ts";
import { createWorld, type TestTenant, type World, type WorldOptions } from "./world.ts";

export interface TestCell {
	readonly id: string;
	readonly url: string;
	readonly namespace?: string | undefined;
	readonly region?: string | undefined;
	readonly takesNew?: boolean | undefined;
	readonly client: Client;
	drop(): Promise<void>;
}

export interface Cells {
	readonly world: World;
	/** In the order of the settings: new tenants without a region go to the first. */
	readonly cells: readonly TestCell[];
	readonly operator: Operator;
	/** The setting CELLS, its addresses replaced where `through` says so. */
	setting(through?: (url: string) => string): string;
	cell(id: string): TestCell;
	/** The cell in which the directory says the tenant lives. */
	homeOf(house: TestTenant): Promise<string>;
	/** The stored state of the tenant in a cell, `moving` included; undefined where there is no row. */
	stateIn(id: string, house: TestTenant): Promise<TenantState | "moving" | undefined>;
	stop(): Promise<void>;
}

export interface CellWish {
	readonly id: string;
	readonly region?: string;
	readonly takesNew?: boolean;
	/** On a libsql-server of its own instead of a namespace. */
	readonly alone?: boolean;
}

/** Starts a world with these cells. Callers must `stop()` it in `afterAll`. */
export async function createCells(wishes: readonly CellWish[], options: WorldOptions = {}): Promise<Cells> {
	const cells = await Promise.all(wishes.map(makeCell));
	const setting = (through: (url: string) => string = (url) => url) =>
		JSON.stringify(
			cells.map(({ id, url, namespace, region, takesNew }) => ({ id, url: through(url), namespace, region, takesNew })),
		);
	const world = await createWorld({ ...options, vars: { CELLS: setting(), ...options.vars } });
	const cell = (id: string): TestCell => {
		const found = cells.find((one) => one.id === id);
		if (!found) throw new Error(`no cell ${id}`);
		return found;
	};
	return {
		world,
		cells,
		operator: operatorAt(world, { env: { CELLS: setting() } }),
		setting,
		cell,
		async homeOf({ slug }) {
			const [row] = await world.rows("select cell from directory where slug = ?", [slug]);
			return String(row?.cell);
		},
		async stateIn(id, { scope }) {
			const sql = "select state from tenants where tenant_id = ?";
			const { rows } = await cell(id).client.execute({ sql, args: [scope.tenantId] });
			const state = rows[0]?.state;
			return state === undefined ? undefined : (String(state) as TenantState | "moving");
		},
		async stop() {
			await world.stop();
			await Promise.all(cells.map((one) => one.drop()));
		},
	};
}

async function makeCell({ alone, ...wish }: CellWish): Promise<TestCell> {
	if (!alone) return { ...wish, ...(await freshDatabase()) };
	const folder = mkdtempSync(join(tmpdir(), "gatehouse-cell-"));
	const server = await startLibsqlServer({ dataDirectory: folder, idleSeconds: 900 });
	const client = openClient({ url: server.url }, 30_000);
	await migrateCell(client);
	return {
		...wish,
		url: server.url,
		client,
		async drop() {
			client.close();
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
