/**
 * A cell whose whole database was set back: a real libsql-server on a real copy of its files, taken before people went on. Nothing
 * that was over is alive again, and cell and directory agree (T142).
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@libsql/client/web";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateCell } from "../../db/migrate.ts";
import { openClient } from "../../dev/database-client.ts";
import { freePort } from "../../dev/free-port.ts";
import { type LibsqlServer, startLibsqlServer } from "../../dev/libsql-server.ts";
import { freeze } from "../../dev/operator/move-fence.ts";
import { restoredRow } from "../../dev/operator/restoring.ts";
import { storable } from "../../dev/operator/tables.ts";
import { nextOf } from "../support/administration.ts";
import { beforeBackup, expectNothingAlive, goOn } from "../support/backups.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";
import { type Operator, operatorAt } from "../support/operator.ts";
import { dumpIn } from "../support/tenant-rows.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let folder: string;
let port: number;
let server: LibsqlServer;
let client: Client;
let west: TestDatabase;
let world: World;
let operator: Operator;
let CELLS: string;
const start = async () => {
	server = await startLibsqlServer({ dataDirectory: join(folder, "live"), port, idleSeconds: 900 });
};
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "gatehouse-restored-"));
	port = await freePort();
	await start();
	client = openClient({ url: server.url }, 30_000);
	await migrateCell(client);
	west = await freshDatabase();
	CELLS = JSON.stringify([
		{ id: "main", url: server.url },
		{ id: "west", url: west.url, namespace: west.namespace },
	]);
	world = await createWorld({ vars: { CELLS }, databaseDeadlineMs: 20_000 });
	operator = operatorAt(world, { env: { CELLS } });
});
afterAll(async () => {
	await world.stop();
	client.close();
	await server.stop();
	await west.drop();
	rmSync(folder, { recursive: true, force: true });
});

const restored = (...more: readonly string[]) =>
	operator.run("cells", "restored", "--cell", "main", "--to", "2026-11-21T12:00:00Z", "--operator", "Ines", ...more);

describe("a cell that was set back to an earlier moment", () => {
	it("T142 nothing of before is alive again, and cell and directory agree", async () => {
		const held = await beforeBackup(world, client);
		const [moved, removed] = [await world.tenant(), await world.tenant()];
		const mover = await moved.enrolled();
		await removed.enrolled({ role: "owner" });
		// Two moves were under way at the moment of the backup: one out of the cell, which was taken back later, and one into it.
		const [frozen, half] = [await world.tenant(), await world.tenant()];
		const fred = await frozen.enrolled();
		const db = world.deps.openCell("main");
		await freeze({ db, tenantId: frozen.scope.tenantId, run: 1, way: "out" }, "active");
		await half.person();
		await db.run(sql`update tenants set state = 'moving' where tenant_id = ${half.scope.tenantId}`);
		await db.run(sql`insert into fences values (${half.scope.tenantId}, 'in', 1)`);
		await server.stop();
		cpSync(join(folder, "live"), join(folder, "backup"), { recursive: true });
		await start();

		await goOn(world, held);
		await operator.ok("tenants", "move", moved.slug, "--to", "west", "--operator", "Ines");
		const words = ["--tenant", removed.slug, "--operator", "Ines"];
		await operator.ok("tenants", "suspend", ...words, "--reason", "They left us");
		await operator.ok("export", ...words, "--out", operator.file("left.jsonl"));
		await operator.ok("tenants", "remove", ...words, "--confirm", removed.slug, "--file", operator.file("left.jsonl"));
		const late = await world.tenant();
		await late.enrolled();
		await server.stop();
		rmSync(join(folder, "live"), { recursive: true });
		cpSync(join(folder, "backup"), join(folder, "live"), { recursive: true });
		await start();

		const { tenantId } = held.house.scope;
		const before = await dumpIn(client, tenantId);
		expect((await restored("--dry-run")).out).toContain("Would make main fit to serve");
		expect(await dumpIn(client, tenantId)).toEqual(before);
		const { code, out } = await restored();
		expect(code).toBe(0);
		expect(out).toMatch(new RegExp(`Suspended, .+: ${removed.slug}\\.`));
		expect(out).toMatch(new RegExp(`Cleared, .+: ${moved.slug}\\.`));
		expect(out).toMatch(new RegExp(`Lost, .+: (${late.slug}, ${half.slug}|${half.slug}, ${late.slug})\\.`));

		const after = await dumpIn(client, tenantId);
		for (const table of new Set([...Object.keys(before), ...Object.keys(after)])) {
			const was = (before[table] ?? []).map((row) => restoredRow(table, plain(row), world.now()));
			const is = (after[table] ?? []).filter(
				(row) => row.event !== "tenant.restored" && row.kind !== "organizationRestored",
			);
			expect(inOrder(is), table).toEqual(inOrder(was.filter((row) => row !== null)));
		}
		expect(after.outbox?.filter(({ kind }) => kind === "organizationRestored")).toMatchObject([
			{ recipient: held.olga.email, sealed_letter: expect.any(String) },
		]);
		expect(await nextOf(frozen, fred)).toBe("secondFactor");
		expect(await stateOf(half.scope.tenantId)).toBe("moving");
		const left = await client.execute("select name from sqlite_master where name like 'fence#_%' escape '#'");
		expect([left.rows, (await client.execute("select * from fences")).rows]).toEqual([[], []]);
		expect(await stateOf(removed.scope.tenantId)).toBe("suspended");
		expect(await stateOf(moved.scope.tenantId)).toBe("moving");
		expect(Object.keys(await dumpIn(client, moved.scope.tenantId))).toEqual(["tenants"]);
		expect(await nextOf(moved, mover)).toBe("secondFactor");

		expect((await restored()).code).toBe(0);
		expect(await dumpIn(client, tenantId)).toEqual(after);
		await operator.ok("verify", "--tenant", held.house.slug);
		await expectNothingAlive(world, client, held);
		const back = held.house.visitor();
		await back.ok("login.begin", { email: held.dave.email, password: PASSWORD });
	}, 60_000);

	it("T142 is refused under keys that the ring has not, for a time that is none, and while a move is under way", async () => {
		const k9 = {
			current: "k9",
			keys: { k9: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64") },
		};
		const lacking = operatorAt(world, { env: { CELLS }, keys: JSON.stringify(k9) });
		const words = ["cells", "restored", "--cell", "main", "--operator", "Ines", "--to"];
		expect((await lacking.run(...words, "2026-11-21T12:00:00Z")).err).toContain("KEYS lacks k1");
		for (const time of ["yesterday", "2026-11-21", "2099-01-01T00:00:00Z"])
			expect((await operator.run(...words, time)).code).toBe(2);
		const before = await world.rows("select * from directory");
		await world.rows("insert into moves values ('tnt_x', 'acme', 'main', 'west', 'copying', 1, 'active', 'Ines', 0)");
		expect((await operator.run(...words, "2026-11-21T12:00:00Z")).err).toContain("A move of acme");
		await world.rows("delete from moves");
		expect(await world.rows("select * from directory")).toEqual(before);
	});
});

const stateOf = async (tenantId: string) =>
	(await client.execute({ sql: "select state from tenants where tenant_id = ?", args: [tenantId] })).rows[0]?.state;
const plain = (row: Readonly<Record<string, unknown>>) =>
	Object.fromEntries(Object.entries(row).map(([name, value]) => [name, storable(value)]));
const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
