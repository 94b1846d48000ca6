/**
 * A whole organization in one file and back: before a reset, after a loss, into another database. What was sealed stays sealed,
 * what was spent stays spent, every session is dead (tests/services/operator-file.test.ts: a file that was touched).
 */
import { statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restoredRow } from "../../dev/operator/restoring.ts";
import { storable, tables } from "../../dev/operator/tables.ts";
import { afterPassword } from "../support/acts.ts";
import { chainOf } from "../support/chain.ts";
import { dumpOf, type Operator, operatorAt, ringOf } from "../support/operator.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let operator: Operator;
/** Another deployment with the same keys and an empty database. */
let second: World;
let elsewhere: Operator;
beforeAll(async () => {
	world = await createWorld({ databaseDeadlineMs: 20_000 });
	operator = operatorAt(world);
	second = await createWorld({ vars: { KEYS: ringOf(world) }, databaseDeadlineMs: 20_000 });
	elsewhere = operatorAt(second);
});
afterAll(async () => {
	await world.stop();
	await second.stop();
});

let made = 0;
async function exported(house: TestTenant): Promise<string> {
	made += 1;
	const file = operator.file(`tenant-${made}.jsonl`);
	await operator.ok("export", "--tenant", house.slug, "--out", file, "--operator", "Ines");
	return file;
}
const rowsOf = (dump: Awaited<ReturnType<typeof dumpOf>>, house: TestTenant, table: string) =>
	(dump[table] ?? []).filter((row) => row.tenant_id === house.scope.tenantId);
const begin = (house: TestTenant, { email }: EnrolledPerson) =>
	house.visitor().ok("login.begin", { email, password: PASSWORD });

describe("export and import", () => {
	it("S62 an organization that was exported before a reset is read back into another database as it was", async () => {
		const house = await world.tenant({ policy: { requirement: "required" } });
		const alice = await house.enrolled({ name: "Alice Archer" });
		const bob = await house.enrolled();
		const other = await world.tenant();
		await other.enrolled();
		const visitor = await afterPassword(house, alice);
		await visitor.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] });
		const live = await house.signedIn(bob);
		const file = await exported(house);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const before = await dumpOf(world);
		await world.rows("delete from totp_factors where user_id = ?", [alice.id]);

		expect(await elsewhere.ok("import", "--file", file, "--operator", "Ivan", "--dry-run")).toContain("Would put");
		expect(await second.rows("select 1 from tenants")).toEqual([]);
		await elsewhere.ok("import", "--file", file, "--operator", "Ivan");
		const after = await dumpOf(second);
		for (const { name } of tables) {
			const [was, is] = [rowsOf(before, house, name), rowsOf(after, house, name)];
			const restored = was.map((row) => restoredRow(name, plain(row), second.now())).filter((row) => row !== null);
			if (name === "tenants") expect(is).toEqual(restored.map((row) => ({ ...row, state: "suspended" })));
			else {
				const own = is.filter((row) => row.event !== "tenant.imported" && row.kind !== "organizationRestored");
				expect(own.sort(byId), name).toEqual(restored.sort(byId));
			}
		}
		expect(await second.rows("select 1 from tenants")).toHaveLength(1);
		await elsewhere.ok("tenants", "resume", "--tenant", house.slug, "--operator", "Ivan");

		const there = { ...house, visitor: () => second.platform({ slug: house.slug }) };
		const dead = there.visitor();
		dead.jar.take(live.jar);
		expect(await dead.okQuery("sessions.current")).toBeNull();
		const stale = there.visitor();
		expect(await stale.ok("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			next: "secondFactor",
		});
		// Codes that were shown before the import count no more, used ones least of all.
		expect((await stale.refused("login.proveTotp", { code: alice.phone.code(second.now()) })).refusal).toBe(
			"code_wrong",
		);
		expect((await stale.refused("login.proveTotp", { code: alice.phone.code(second.now() + 30_000) })).refusal).toBe(
			"code_wrong",
		);
		expect((await stale.refused("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).refusal).toBe(
			"code_wrong",
		);
		second.advance(60_000);
		const fresh = there.visitor();
		await fresh.ok("login.begin", { email: alice.email, password: PASSWORD });
		expect(await fresh.ok("login.proveTotp", { code: alice.phone.code(second.now()) })).toMatchObject({
			next: "signedIn",
		});
		await fresh.settle();
		await elsewhere.ok("verify", "--tenant", house.slug);
		const events = await second.rows(
			"select event, evidence from audit_events where event like 'tenant.%' order by rowid",
		);
		expect(events).toEqual([
			{ event: "tenant.exported", evidence: '{"operator":"Ines"}' },
			{
				event: "tenant.imported",
				evidence: expect.stringMatching(/"operator":"Ivan","asOf":"20\d\d-.+","sha256":".{43}","codes":19,/),
			},
			{ event: "tenant.resumed", evidence: '{"operator":"Ivan"}' },
		]);
	});

	it("S62 an organization that was suspended and removed is read back into the same place; nobody else is touched", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const other = await world.tenant();
		await other.enrolled();
		const words = ["--tenant", house.slug, "--operator", "Ines"];
		const early = await exported(house);
		await operator.ok("tenants", "suspend", ...words, "--reason", "Restoring a backup");
		const remove = (file: string, confirm = house.slug) =>
			operator.run("tenants", "remove", ...words, "--confirm", confirm, "--file", file);
		expect((await remove(early)).err).toContain("Export it again first");
		const file = await exported(house);
		expect((await remove(file, "acme")).code).toBe(1);
		const before = await dumpOf(world);
		expect((await remove(file)).code).toBe(0);
		const gone = await dumpOf(world);
		for (const { name } of tables) {
			expect(rowsOf(gone, house, name), name).toEqual([]);
			expect(rowsOf(gone, other, name), name).toEqual(rowsOf(before, other, name));
		}
		world.deps.directory.forget(house.slug);
		await operator.ok("import", "--file", file, "--operator", "Ines");
		expect((await operator.run("import", "--file", file, "--operator", "Ines")).err).toContain("there already");
		await operator.ok("tenants", "resume", ...words);
		expect(await begin(house, alice)).toMatchObject({ next: "secondFactor" });
		expect((await chainOf(world, house.scope)).verified).toMatchObject({ sound: true });
	});

	it("goes into an empty place only, and says what stands in the way", async () => {
		const house = await world.tenant();
		const file = await exported(house);
		const before = await dumpOf(world);
		const { code, err } = await operator.run("import", "--file", file, "--operator", "Ines");
		expect([code, err]).toEqual([1, expect.stringContaining("there already")]);
		await second.rows("insert into moves values (?, ?, 'main', 'west', 'copying', 1, 'active', 'Ines', 0)", [
			house.scope.tenantId,
			house.slug,
		]);
		expect((await elsewhere.run("import", "--file", file, "--operator", "Ines")).err).toContain("A move of");
		await second.rows("delete from moves");
		await second.tenant({ slug: house.slug });
		expect((await elsewhere.run("import", "--file", file, "--operator", "Ines")).err).toContain("there already");
		expect(await dumpOf(world)).toEqual(before);
		const again = await operator.run("export", "--tenant", house.slug, "--out", file, "--operator", "Ines");
		expect([again.code, again.err]).toEqual([1, expect.stringContaining("exists already")]);
	});

	it("an import that was cut leaves nobody in and is simply repeated", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const file = await exported(house);
		const { tenantId } = house.scope;
		// As a cut leaves it: the slug is only reserved, the place is fenced, some rows are in, the organization is closed.
		await second.rows(
			"insert into directory (slug, tenant_id, cell, state, held_until_at, created_at) values (?, ?, 'main', 'reserved', ?, ?)",
			[house.slug, tenantId, second.now() + 3_600_000, second.now()],
		);
		await second.rows("insert into fences (tenant_id, way, run) values (?, 'in', 1)", [tenantId]);
		await second.rows(
			"insert into tenants (tenant_id, slug, name, state, epoch, created_at) values (?, ?, 'Half', 'moving', 0, 0)",
			[tenantId, house.slug],
		);
		const visitor = second.platform({ slug: house.slug });
		expect((await visitor.refused("login.begin", { email: alice.email, password: PASSWORD })).refusal).toBe(
			"tenant_moving",
		);
		await elsewhere.ok("import", "--file", file, "--operator", "Ines");
		expect(await second.rows("select 1 from fences")).toEqual([]);
		await elsewhere.ok("tenants", "resume", "--tenant", house.slug, "--operator", "Ines");
		second.deps.directory.forget(house.slug);
		expect(await visitor.ok("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			next: "secondFactor",
		});
	});

	it("holds thousands of people and tells how far it has come, as a bar on a terminal and in plain lines elsewhere", async () => {
		const house = await world.tenant();
		const realm = await house.person();
		const [{ realm_id: realmId } = { realm_id: null }] = await world.rows("select realm_id from users where id = ?", [
			realm.id,
		]);
		await world.rows(
			`insert into users (tenant_id, id, email, name, name_key, locale, role, status, realm_id, created_at)
				select ?1, 'usr_' || value, 'p' || value || '@big.example', 'P', 'p', 'en', 'member', 'active', ?2, 0 from json_each(?3)`,
			[house.scope.tenantId, String(realmId), JSON.stringify(Array.from({ length: 3000 }, (_, index) => index))],
		);
		const file = operator.file("big.jsonl");
		const plain = await operator.run("export", "--tenant", house.slug, "--out", file, "--operator", "Ines");
		expect([plain.code, plain.err]).toEqual([0, expect.stringMatching(/^Exporting .+: \d+ of 30\d\d\n/)]);
		expect(plain.err).not.toContain("\r");
		const onTerminal = operatorAt(second, { isTTY: true });
		const { code, err } = await onTerminal.run("import", "--file", file, "--operator", "Ines");
		expect([code, err]).toEqual([0, expect.stringMatching(/\rImporting .+\[#+-*\] \d+\/30\d\d/)]);
		expect(await second.rows("select count(*) as n from users where email like '%@big.example'")).toEqual([
			{ n: 3000 },
		]);
	}, 60_000);
});

const byId = (one: Record<string, unknown>, other: Record<string, unknown>) =>
	JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
const plain = (row: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(row).map(([name, value]) => [name, storable(value)]));
