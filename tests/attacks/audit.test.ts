/**
 * T138 The record under attack: no role, procedure or statement of SQL edits or deletes it; nobody reads another house's; names
 * that are formulas, line breaks or terminal codes leave it harmless; and a flood of events keeps it quick.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appRouter } from "../../worker/trpc/router.ts";
import { linkAll } from "../support/chain.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { figure } from "../support/figures.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import type { TestTenant, World } from "../support/world.ts";

const isLong = process.env.LONG_TESTS === "1";
let world: World;
let proxy: CountingProxy;
let house: TestTenant;
let other: TestTenant;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld({ databaseDeadlineMs: 20_000 }));
	house = await world.tenant();
	other = await world.tenant();
	await house.signedIn(await house.enrolled());
});
afterAll(() => world.stop());

interface Listed {
	readonly events: readonly { id: string; actor: { name: string } | null }[];
}
const recordOf = ({ scope }: TestTenant) =>
	world.rows("select * from audit_events where tenant_id = ? order by id", [scope.tenantId]);

describe("T138 append-only", () => {
	const columns = [
		"tenant_id",
		"id",
		"at",
		"event",
		"actor_id",
		"target_id",
		"evidence",
		"browser",
		"place",
		"request_id",
	];

	it("T138 the database refuses every change and every deletion, before and after a row is linked", async () => {
		for (const linked of [false, true]) {
			if (linked) await linkAll(house.scope);
			const before = await recordOf(house);
			for (const column of linked ? [...columns, "seq", "hash"] : columns) {
				const sql = `update audit_events set ${column} = 'x' where tenant_id = ?`;
				await expect(world.rows(sql, [house.scope.tenantId]), column).rejects.toThrow(/never changed/);
			}
			for (const sql of [
				"delete from audit_events where tenant_id = ?",
				"delete from audit_events where tenant_id = ? and seq is null or true",
				"update or replace audit_events set rowid = (select min(rowid) from audit_events) where tenant_id = ? and rowid > (select min(rowid) from audit_events)",
				"insert or replace into audit_events (rowid, tenant_id, id, at, event, evidence, browser, request_id) select rowid, tenant_id, id || 'x', at, 'x', '{}', '', '' from audit_events where tenant_id = ? limit 1",
				"replace into audit_events select tenant_id, id, at, 'x', actor_id, target_id, evidence, browser, place, request_id, seq, hash from audit_events where tenant_id = ?",
			]) {
				await expect(world.rows(sql, [house.scope.tenantId]), sql).rejects.toThrow(/never (removed|changed|replaced)/i);
			}
			expect(await recordOf(house)).toEqual(before);
		}
	});

	it("T138 no procedure edits or deletes: the record has a list and an export, and nothing else", () => {
		const names = Object.keys(appRouter._def.procedures).filter((name) => /audit|record|log\b/i.test(name));
		expect(names.sort()).toEqual(["audit.export", "audit.list"]);
	});

	it("T138 every role that may read only adds by it, and nobody else reads", async () => {
		for (const role of ["owner", "admin", "auditor", "realmAdmin", "member"] as const) {
			const visitor = await house.signedIn(await house.enrolled({ role }));
			const before = await recordOf(house);
			const list = await visitor.query("audit.list");
			const taken = await visitor.mutate("audit.export", { format: "jsonl" });
			const may = role === "owner" || role === "admin" || role === "auditor";
			expect([list.status, taken.status], role).toEqual(may ? [200, 200] : [403, 403]);
			await visitor.settle();
			const after = new Map((await recordOf(house)).map((row) => [row.id, row]));
			for (const { seq: _seq, hash: _hash, ...said } of before) expect(after.get(said.id)).toMatchObject(said);
		}
	});
});

describe("T138 own tenant only", () => {
	it("T138 an auditor sees no row of another house, by no filter, cursor or person of it", async () => {
		const [here, there] = [await house.enrolled({ role: "auditor" }), await other.enrolled({ role: "auditor" })];
		const visitor = await house.signedIn(here);
		await other.signedIn(there);
		const foreign = await recordOf(other);
		const mine = new Set((await recordOf(house)).map(({ id }) => String(id)));
		expect(foreign.length).toBeGreaterThan(0);
		for (const input of [
			{},
			{ actorId: there.id },
			{ targetId: there.id },
			{ search: there.email },
			{ search: other.slug },
			{ cursor: `${world.now() + 1}.${String(foreign[0]?.id)}` },
		]) {
			const { events } = await visitor.okQuery<Listed>("audit.list", input);
			expect(
				events.filter(({ id }) => !mine.has(id)),
				JSON.stringify(input),
			).toEqual([]);
		}
		expect((await visitor.okQuery<Listed>("audit.list", { actorId: there.id })).events).toEqual([]);
		const { text } = await visitor.ok<{ text: string }>("audit.export", { format: "jsonl" });
		expect(text).not.toContain(there.id);
		expect(text).not.toContain(String(other.scope.tenantId));
	});
});

describe("T138 names that attack the reader", () => {
	const names = [
		"=cmd()|' /C calc'!A0",
		"+1+1",
		"-2+3",
		"@SUM(A1)",
		"\t=1",
		'a\r\nb,"c"',
		"\u001b[2J\u001b[31mred\u0007",
		"\u202egnp.exe",
	];

	it("T138 leave the file as text: no formula, no broken row, no control character", async () => {
		const [auditor] = [await house.signedIn(await house.enrolled({ role: "auditor" }))];
		for (const name of names) {
			const { id } = await house.person({ name: "Nobody" });
			await world.rows("update users set name = ? where id = ?", [name, id]);
			const { entry } = await import("../../worker/features/audit/service.ts");
			await entry(house.scope, id, { event: "user.joined", evidence: {} });
		}
		world.advance(1000);
		const rowsIn = async (format: "csv" | "jsonl") =>
			await auditor.ok<{ text: string; rows: number }>("audit.export", { format });
		const { text, rows } = await rowsIn("csv");
		const cells = parseCsv(text);
		expect(cells).toHaveLength(rows + 1);
		for (const row of cells) {
			expect(row).toHaveLength(14);
			for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
		}
		// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
		expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/);
		expect(cells.some((row) => row.includes(`'${names[0]}`))).toBe(true);
		const lines = await rowsIn("jsonl");
		// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
		expect(lines.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		const told = lines.text
			.split("\n")
			.filter(Boolean)
			.slice(1, -1)
			.map((line) => JSON.parse(line).actor?.name);
		for (const name of names) expect(told).toContain(name);
	});
});

describe("T138 a flood", () => {
	const flooded = isLong ? 100_000 : 10_000;

	it(`T138 of ${flooded} events leaves list and filters at the price of a page, and a search at going over each once`, async () => {
		const crowd = await world.tenant();
		const ada = await crowd.enrolled({ role: "auditor", name: "Ada Rare" });
		const visitor = await crowd.signedIn(ada);
		const rowsReadFor = async (input: object): Promise<number> => {
			await visitor.settle();
			proxy.reset();
			await visitor.okQuery("audit.list", input);
			return proxy.requests.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
		};
		const inputs = [
			{},
			{ event: "login.succeeded" },
			{ actorId: ada.id },
			{ search: "rare" },
			{ search: "nobody-at-all" },
		];
		const before = [];
		for (const input of inputs) before.push(await rowsReadFor(input));
		for (let at = 0; at < flooded; at += 5000) {
			await world.rows(
				`insert into audit_events (tenant_id, id, at, event, evidence, browser, request_id)
					select ?1, 'evt_flood' || (value + ?3), ?2 + value + ?3, 'login.refused', '{"reason":"unknown"}', 'Firefox', 'req_1' from json_each(?4)`,
				[crowd.scope.tenantId, world.now(), at, JSON.stringify(Array.from({ length: 5000 }, (_, index) => index))],
			);
		}
		const after = [];
		for (const input of inputs) after.push(await rowsReadFor(input));
		const [list = 0, byEvent = 0, byActor = 0, search = 0, fruitless = 0] = after;
		const page = Math.max(...before) + 50;
		for (const read of [list, byEvent, byActor]) expect(read).toBeLessThanOrEqual(page);
		// A search without a hit near the top goes once over the rows.
		for (const read of [search, fruitless]) expect(read).toBeLessThanOrEqual(flooded + page);
		expect(Math.min(...before, ...after)).toBeGreaterThan(0);
		figure(
			"T138",
			`a flood of ${flooded} events: a list goes over ${list} rows, a filter over ${Math.max(byEvent, byActor)}, a search over each once`,
		);
	});
});

/** A plain reader of RFC 4180. */
function parseCsv(text: string): string[][] {
	const rows: string[][] = [[]];
	let [cell, quoted] = ["", false];
	for (let at = 0; at < text.length; at += 1) {
		const sign = text[at] ?? "";
		if (quoted && sign === '"' && text[at + 1] === '"') {
			cell += '"';
			at += 1;
		} else if (sign === '"') quoted = !quoted;
		else if (!quoted && sign === ",") {
			rows.at(-1)?.push(cell);
			cell = "";
		} else if (!quoted && sign === "\r" && text[at + 1] === "\n") {
			rows.at(-1)?.push(cell);
			cell = "";
			rows.push([]);
			at += 1;
		} else cell += sign;
	}
	return rows.slice(0, -1);
}
