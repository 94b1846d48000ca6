/**
 * An old database, filled as the first version left it, comes through every later migration with everything right: nobody and
 * nothing is lost, everybody has a realm, derived columns agree, references hold, and the record refuses changes.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "@libsql/client/web";
import { migrate } from "drizzle-orm/libsql/migrator";
import { drizzle } from "drizzle-orm/libsql/web";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrateCell } from "../../db/migrate.ts";
import { createNamespace, dropNamespace, openNamespace } from "../support/namespaces.ts";

const folder = fileURLToPath(new URL("../../db/migrations/cell", import.meta.url));
const name = `migration-${crypto.randomUUID()}`;
const old = mkdtempSync(join(tmpdir(), "gatehouse-migrations-"));

let client: Client;

/** The first migration alone, as it was before there were others. */
async function migrateToFirst(): Promise<void> {
	mkdirSync(join(old, "meta"));
	cpSync(join(folder, "0000_cell.sql"), join(old, "0000_cell.sql"));
	const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8"));
	writeFileSync(join(old, "meta/_journal.json"), JSON.stringify({ ...journal, entries: journal.entries.slice(0, 1) }));
	await migrate(drizzle({ client }), { migrationsFolder: old, migrationsTable: "migrations_cell" });
}

type Row = Readonly<Record<string, unknown>>;
const rows = async (sql: string): Promise<readonly Row[]> =>
	(await client.execute(sql)).rows.map((row) => ({ ...row }));

interface OldUser {
	readonly id: string;
	readonly tenant: "a" | "b";
	readonly email: string;
	readonly name?: string;
	readonly role?: string;
	readonly status?: string;
	readonly requirement?: string;
	readonly createdAt?: number;
	/** A factor enabled at 100, and when a code of it was last accepted. */
	readonly factor?: number;
}

const people: readonly OldUser[] = [
	{ id: "ann", tenant: "a", email: "ann@oak.example", name: "Ann OAK", role: "owner", factor: 500, createdAt: 20 },
	{ id: "ben", tenant: "a", email: "ben@oak.example", createdAt: 10, factor: 100 },
	{ id: "cid", tenant: "a", email: "cid@elm.example", requirement: "required", role: "admin" },
	{ id: "dot", tenant: "a", email: "dot@sub.elm.example", status: "invited" },
	{ id: "eve", tenant: "a", email: "eve@elm.example", status: "disabled", factor: 900 },
	{ id: "fay", tenant: "a", email: "fay@elm.example", status: "unverified" },
	{ id: "ann", tenant: "b", email: "ann@oak.example", role: "owner", factor: 100 },
];

async function fill(): Promise<void> {
	const put = (sql: string, args: (string | number | null)[]) => client.execute({ sql, args });
	for (const id of ["a", "b"]) {
		await put("insert into tenants (tenant_id, slug, name, state, created_at) values (?, ?, 'House', 'active', 1)", [
			id,
			id,
		]);
		await put(
			"insert into policies (tenant_id, overrides, version, changed_at) values (?, '{\"graceDays\":3}', 4, 1)",
			[id],
		);
	}
	for (const one of people) {
		const { tenant, id } = one;
		await put(
			"insert into users (tenant_id, id, email, name, locale, role, status, requirement, password_hash, epoch, created_at, last_sign_in_at) values (?, ?, ?, ?, 'es', ?, ?, ?, 'hash', 7, ?, 77)",
			[
				tenant,
				id,
				one.email,
				one.name ?? "Somebody",
				one.role ?? "member",
				one.status ?? "active",
				one.requirement ?? "inherit",
				one.createdAt ?? 50,
			],
		);
		if (one.factor !== undefined) {
			await put(
				"insert into totp_factors (tenant_id, id, user_id, kind, sealed_secret, last_step, enabled_at, last_used_at) values (?, ?, ?, 'totp', 'sealed', 3, 100, ?)",
				[tenant, `tot_${id}`, id, one.factor],
			);
			await put(
				"insert into recovery_codes (tenant_id, id, user_id, position, key_id, hash, created_at) values (?, ?, ?, 1, 'k1', ?, 100)",
				[tenant, `rec_${id}`, id, `hash_${id}`],
			);
		}
		await put(
			"insert into sessions (tenant_id, id, user_id, secret_hash, epoch, assurance, browser, created_at, last_seen_at, expires_at) values (?, ?, ?, 'h', '0.0.7', 'password', 'Firefox', 1, 1, 9)",
			[tenant, `ses_${id}`, id],
		);
		await put(
			"insert into trusted_browsers (tenant_id, id, user_id, secret_hash, epoch, trust_generation, browser, created_at, last_used_at, expires_at) values (?, ?, ?, 'h', '0.0.7', 0, 'Firefox', 1, 1, 9)",
			[tenant, `brw_${id}`, id],
		);
		await put(
			"insert into mailed_tokens (tenant_id, id, user_id, purpose, secret_hash, epoch, created_at, expires_at) values (?, ?, ?, 'invitation', 'h', '0.0.7', 1, 9)",
			[tenant, `mtk_${id}`, id],
		);
		await put(
			"insert into audit_events (tenant_id, id, at, event, actor_id, target_id, evidence, browser, request_id) values (?, ?, 5, 'user.joined', ?, ?, '{}', 'Firefox', 'req')",
			[tenant, `evt_${id}`, id, id],
		);
		await put(
			"insert into outbox (tenant_id, id, kind, recipient, sealed_letter, created_at, not_before_at, expires_at) values (?, ?, 'invitation', ?, 'sealed', 1, 1, 9)",
			[tenant, `ltr_${id}`, one.email],
		);
	}
}

const kept = [
	"tenants",
	"policies",
	"users",
	"totp_factors",
	"recovery_codes",
	"sessions",
	"trusted_browsers",
	"mailed_tokens",
	"audit_events",
	"outbox",
];
const before = new Map<string, readonly Row[]>();

beforeAll(async () => {
	await createNamespace(inject("libsqlAdminUrl"), name);
	client = openNamespace(inject("libsqlUrl"), name);
	await migrateToFirst();
	await fill();
	for (const table of kept) before.set(table, await rows(`select * from ${table} order by 1, 2`));
	await migrateCell(client);
});
afterAll(async () => {
	client.close();
	await dropNamespace(inject("libsqlAdminUrl"), name);
	rmSync(old, { recursive: true });
});

describe("an old database", () => {
	it.each(kept)("keeps every row of %s with every value", async (table) => {
		const now = await rows(`select * from ${table} order by 1, 2`);
		const earlier = before.get(table) ?? [];
		expect(earlier.length).toBeGreaterThan(0);
		expect(now).toHaveLength(earlier.length);
		for (const [index, row] of earlier.entries()) expect(now[index]).toMatchObject(row);
	});

	it("S76 S81 has everybody in the automatic realm of their address's domain, one for each source and house", async () => {
		const realms = await rows(
			"select tenant_id, key, name, category, kind, rules, created_at from realms order by tenant_id, key",
		);
		const automatic = { category: "domain", kind: "automatic", rules: "{}" };
		expect(realms).toEqual([
			{ tenant_id: "a", key: "elm.example", name: "elm.example", created_at: 50, ...automatic },
			{ tenant_id: "a", key: "oak.example", name: "oak.example", created_at: 10, ...automatic },
			{ tenant_id: "a", key: "sub.elm.example", name: "sub.elm.example", created_at: 50, ...automatic },
			{ tenant_id: "b", key: "oak.example", name: "oak.example", created_at: 50, ...automatic },
		]);
		const found = await rows(
			"select u.tenant_id || u.email as who, r.key from users u join realms r on r.tenant_id = u.tenant_id and r.id = u.realm_id",
		);
		expect(found).toHaveLength(people.length);
		for (const { who, key } of found) expect(String(who).endsWith(`@${key}`)).toBe(true);
		expect(await rows("select id from realms where id not glob 'rlm_[0-9a-f]*' or length(id) <> 24")).toEqual([]);
	});

	it("knows of everybody whether their factor is off, on and never used, or on, and since when they are active", async () => {
		const found = await rows(
			"select tenant_id || id as who, two_factor, active_since_at, name_key, phone, method from users order by 1",
		);
		const expected = { phone: null, method: "authenticator", name_key: "somebody" };
		expect(found).toEqual([
			{ ...expected, who: "aann", two_factor: "on", active_since_at: 20, name_key: "ann oak" },
			{ ...expected, who: "aben", two_factor: "onNeverUsed", active_since_at: 10 },
			{ ...expected, who: "acid", two_factor: "off", active_since_at: 50 },
			{ ...expected, who: "adot", two_factor: "off", active_since_at: null },
			{ ...expected, who: "aeve", two_factor: "on", active_since_at: null },
			{ ...expected, who: "afay", two_factor: "off", active_since_at: null },
			{ ...expected, who: "bann", two_factor: "onNeverUsed", active_since_at: 50 },
		]);
	});

	it("has references that all hold and a file without damage, and is migrated once", async () => {
		expect(await rows("pragma foreign_key_check")).toEqual([]);
		expect(await rows("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
		const again = await rows("select * from users order by 1, 2");
		await migrateCell(client);
		expect(await rows("select * from users order by 1, 2")).toEqual(again);
	});

	it("keeps the state of the factor by itself from now on", async () => {
		const stateOf = async (id: string) =>
			(await rows(`select two_factor from users where tenant_id = 'a' and id = '${id}'`))[0]?.two_factor;
		await client.execute(
			"insert into totp_factors (tenant_id, id, user_id, kind, sealed_secret, last_step, enabled_at) values ('a', 'tot_new', 'cid', 'totp', 's', 1, 100)",
		);
		expect(await stateOf("cid")).toBe("onNeverUsed");
		await client.execute("update totp_factors set last_used_at = 200 where id = 'tot_new'");
		expect(await stateOf("cid")).toBe("on");
		await client.execute("delete from totp_factors where id = 'tot_new'");
		expect(await stateOf("cid")).toBe("off");
		expect(await stateOf("ann")).toBe("on");
	});

	it("refuses every change of the record but the one that links a row, and removes it only with its house", async () => {
		for (const change of [
			"event = 'other'",
			"evidence = '{\"a\":1}'",
			"actor_id = null",
			"target_id = 'x'",
			"at = 6",
			"browser = 'x'",
			"place = 'x'",
			"request_id = 'x'",
			"id = 'x'",
		])
			await expect(
				client.execute(`update audit_events set ${change} where tenant_id = 'a' and id = 'evt_ann'`),
				change,
			).rejects.toThrow(/never changed/);
		await client.execute("update audit_events set seq = 1, hash = 'h1' where tenant_id = 'a' and id = 'evt_ann'");
		for (const change of ["hash = 'h2'", "hash = null", "seq = 2"])
			await expect(
				client.execute(`update audit_events set ${change} where tenant_id = 'a' and id = 'evt_ann'`),
				change,
			).rejects.toThrow(/never changed/);
		await expect(client.execute("delete from audit_events where tenant_id = 'a'")).rejects.toThrow(/never removed/);
		await expect(
			client.execute("update audit_events set seq = 1, hash = 'h2' where tenant_id = 'a' and id = 'evt_ben'"),
		).rejects.toThrow(/never changed/);
		await expect(
			client.execute(
				"insert or replace into audit_events select * from audit_events where tenant_id = 'a' and id = 'evt_ann'",
			),
		).rejects.toThrow(/never replaced/);
		await client.execute("delete from tenants where tenant_id = 'b'");
		expect(await rows("select tenant_id from audit_events where tenant_id = 'b'")).toEqual([]);
		expect(await rows("select 1 from users where tenant_id = 'b'")).toEqual([]);
		expect((await rows("select 1 from audit_events where tenant_id = 'a'")).length).toBe(6);
	});

	it("lets a person go with everything of theirs, and no realm with somebody in it", async () => {
		await expect(client.execute("delete from realms where tenant_id = 'a' and key = 'oak.example'")).rejects.toThrow(
			/FOREIGN KEY/,
		);
		await client.execute("delete from users where tenant_id = 'a' and id = 'ben'");
		for (const table of ["totp_factors", "recovery_codes", "sessions", "trusted_browsers", "mailed_tokens"])
			expect(await rows(`select 1 from ${table} where user_id = 'ben'`), table).toEqual([]);
		expect(await rows("pragma foreign_key_check")).toEqual([]);
	});
});
