/**
 * The record against the worker's log: whoever holds the database can set a record back as a whole, its old proof included, or
 * begin it anew, and both look whole by themselves. What the log was told when rows were linked finds them.
 */
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chainOf, linkAll, unguardRecord } from "../support/chain.ts";
import { type Operator, operatorAt } from "../support/operator.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let operator: Operator;
beforeAll(async () => {
	world = await createWorld({ databaseDeadlineMs: 20_000 });
	operator = operatorAt(world);
});
afterAll(() => world.stop());

async function arrange() {
	const house = await world.tenant();
	const visitor = await house.signedIn(await house.enrolled({ role: "owner" }));
	await linkAll(house.scope);
	const act = () => visitor.ok("sessions.revokeOthers");
	return { house, act, verify: (log: string) => operator.run("verify", "--tenant", house.slug, "--log", log) };
}

const toldOf = ({ scope }: TestTenant) =>
	world.log.filter(({ event, tenant }) => event === "audit.linked" && tenant === scope.tenantId);

/** A file with a line of this form for each that the log was told of a tenant. */
function logOf(house: TestTenant, form: (line: string) => string = (line) => line): string {
	const file = operator.file(`${house.slug}.log`);
	writeFileSync(file, ["no line of ours", ...toldOf(house).map((line) => form(JSON.stringify(line)))].join("\n"));
	return file;
}

async function tamper(...statements: readonly [sql: string, ...args: (string | number)[]][]): Promise<void> {
	await unguardRecord(world);
	for (const [sql, ...args] of statements) await world.rows(sql, args);
}

it("a record that was set back, proof and all, is found", async () => {
	const { house, act, verify } = await arrange();
	const { tenantId } = house.scope;
	const [head] = await world.rows("select seq, hash, proof from audit_heads where tenant_id = ?", [tenantId]);
	await act();
	await linkAll(house.scope);
	const log = logOf(house);
	expect(await verify(log)).toMatchObject({
		code: 0,
		out: expect.stringContaining(`${toldOf(house).length} of these`),
	});
	const { seq, hash, proof } = head ?? {};
	await tamper(
		["delete from audit_events where tenant_id = ? and (seq is null or seq > ?)", tenantId, Number(seq)],
		[
			"update audit_heads set seq = ?, hash = ?, proof = ? where tenant_id = ?",
			...[Number(seq), String(hash), String(proof), tenantId],
		],
	);
	expect((await chainOf(world, house.scope)).proved).toBe(true);
	await operator.ok("verify", "--tenant", house.slug);
	expect(await verify(log)).toMatchObject({
		code: 1,
		err: expect.stringMatching(/was set back or cut off: it ends at \d+, and the log knows row \d+/),
	});
});

it("a record that was begun anew is found, also by lines that another log has wrapped into its own", async () => {
	const { house, act, verify } = await arrange();
	const { tenantId } = house.scope;
	const wrapped = (line: string) => JSON.stringify({ Outcome: "ok", Logs: [{ Level: "log", Message: [line] }] });
	const log = logOf(house, wrapped);
	const rows = toldOf(house).length;
	expect((await verify(log)).code).toBe(0);
	await tamper(
		["delete from audit_events where tenant_id = ?", tenantId],
		["delete from audit_heads where tenant_id = ?", tenantId],
	);
	for (let row = 0; row < rows; row += 1) await act();
	await linkAll(house.scope);
	await operator.ok("verify", "--tenant", house.slug);
	expect(await verify(log)).toMatchObject({
		code: 1,
		err: expect.stringContaining("is not the one that the log knows: they differ at 1"),
	});
});

it("lines of another organization say nothing, and a log alone or one that is not there is refused", async () => {
	const one = await arrange();
	const other = await arrange();
	expect(await one.verify(logOf(other.house))).toMatchObject({
		code: 0,
		out: expect.stringContaining("The log knows 0 of these rows"),
	});
	expect((await operator.run("verify", "--log", logOf(one.house))).code).toBe(2);
	expect(await one.verify(operator.file("nowhere"))).toMatchObject({
		code: 1,
		err: expect.stringContaining("no such file"),
	});
});
