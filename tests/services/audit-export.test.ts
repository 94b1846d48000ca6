/**
 * The record as a file: whole and in the order of its chain, in pages that fit together, itself recorded, checkable without the
 * database, and found out when a line of it was altered, taken out or cut off.
 */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkRecordFile } from "../../dev/operator/record-file.ts";
import { proofHolds } from "../../worker/features/audit/service.ts";
import type { Visitor } from "../support/browser.ts";
import { storedRows } from "../support/chain.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-record-"));
let world: World;
beforeAll(async () => {
	world = await createWorld({ databaseDeadlineMs: 20_000 });
});
afterAll(() => world.stop());

interface Page {
	readonly filename: string;
	readonly text: string;
	readonly rows: number;
	readonly nextCursor?: string;
	readonly head: { seq: number; hash: string } | null;
}
interface Place {
	readonly house: TestTenant;
	readonly ada: EnrolledPerson;
	readonly auditor: Visitor;
}

async function arrange(events = 0): Promise<Place> {
	const house = await world.tenant();
	const ada = await house.enrolled({ role: "auditor", name: "Ada Auditor" });
	const auditor = await house.signedIn(ada);
	await flood(house, events);
	return { house, ada, auditor };
}
async function flood(house: TestTenant, events: number): Promise<void> {
	const numbers = JSON.stringify(Array.from({ length: events }, (_, index) => index));
	await world.rows(
		`insert into audit_events (tenant_id, id, at, event, evidence, browser, request_id)
			select ?1, 'evt_' || ?2 || '_' || value, ?2 + value, 'login.refused', '{"reason":"wrong ' || value || '"}', 'Firefox', 'req_1' from json_each(?3)`,
		[house.scope.tenantId, world.now(), numbers],
	);
}
async function exportAll(auditor: Visitor, input: object): Promise<{ text: string; pages: Page[] }> {
	const pages: Page[] = [];
	let cursor: string | undefined;
	do {
		const page: Page = await auditor.ok("audit.export", { ...input, ...(cursor ? { cursor } : {}) });
		pages.push(page);
		cursor = page.nextCursor;
	} while (cursor);
	return { text: pages.map(({ text }) => text).join(""), pages };
}
let made = 0;
function fileOf(text: string): string {
	made += 1;
	const file = join(folder, `record-${made}.jsonl`);
	writeFileSync(file, text);
	return file;
}

describe("an export", () => {
	it("holds every row of the chain in its order, over as many pages as it takes, and verifies by itself", async () => {
		const { house, auditor } = await arrange(2400);
		world.advance(600_000);
		const { text, pages } = await exportAll(auditor, { format: "jsonl" });
		expect(pages.length).toBeGreaterThan(3);
		expect(pages.every(({ rows }) => rows <= 1000)).toBe(true);
		const read = await checkRecordFile(fileOf(text));
		const stored = await storedRows(world, house.scope);
		const linked = stored.filter(({ seq }) => seq !== null);
		expect([read.rows, read.slug, read.tenantId]).toEqual([linked.length, house.slug, house.scope.tenantId]);
		expect(read.end).toEqual(pages.at(-1)?.head);
		expect(read.rows).toBeGreaterThan(2400);
		expect(await proofHolds(world.deps, read.tenantId, read.end, read.proof ?? "")).toBe(true);
		const events = text
			.split("\n")
			.filter(Boolean)
			.slice(1, -1)
			.map((line) => JSON.parse(line));
		expect(events.map(({ id }) => id)).toEqual(linked.map(({ id }) => id));
	});

	it("is itself recorded, once, with its first page", async () => {
		const { house, ada, auditor } = await arrange(1500);
		await exportAll(auditor, { format: "csv" });
		const rows = await world.rows(
			"select evidence, actor_id from audit_events where tenant_id = ? and event = 'audit.exported'",
			[house.scope.tenantId],
		);
		expect(rows).toEqual([{ evidence: '{"format":"csv"}', actor_id: ada.id }]);
	});

	it("T138 has no later page for anybody who did not take the first: a cursor is sealed for its reader and its form", async () => {
		const { house, auditor } = await arrange(1500);
		world.advance(600_000);
		const { nextCursor = "" } = await auditor.ok<Page>("audit.export", { format: "csv" });
		const another = await house.signedIn(await house.enrolled({ role: "auditor" }));
		const { auditor: elsewhere } = await arrange(10);
		const [body = "", signature = ""] = nextCursor.split(".");
		const made = `${Buffer.from(`0.${world.now()}`).toString("base64url")}.${signature}`;
		const tries: readonly (readonly [Visitor, string, string])[] = [
			[auditor, "csv", `0.${world.now()}`],
			[auditor, "csv", made],
			[auditor, "csv", body],
			[auditor, "csv", `${nextCursor}x`],
			[auditor, "jsonl", nextCursor],
			[another, "csv", nextCursor],
			[elsewhere, "csv", nextCursor],
		];
		for (const [visitor, format, cursor] of tries) {
			expect(await visitor.refused("audit.export", { format, cursor }), `${format} ${cursor}`).toMatchObject({
				status: 400,
				refusal: "input_invalid",
				fields: { cursor: "malformed" },
			});
		}
		expect((await auditor.ok<Page>("audit.export", { format: "csv", cursor: nextCursor })).rows).toBeGreaterThan(400);
	});

	it("of a span of time is an unbroken stretch that verifies by itself as well", async () => {
		const { house, auditor } = await arrange(50);
		world.advance(600_000);
		const from = world.now();
		await flood(house, 40);
		world.advance(1000);
		const until = world.now();
		world.advance(600_000);
		await flood(house, 30);
		const { text } = await exportAll(auditor, { format: "jsonl", fromAt: from, toAt: until });
		const read = await checkRecordFile(fileOf(text));
		expect(read.rows).toBe(40);
		expect(read.after.seq).toBeGreaterThan(40);
		const { text: none } = await exportAll(auditor, { format: "jsonl", fromAt: until + 1, toAt: until + 2 });
		expect((await checkRecordFile(fileOf(none))).rows).toBe(0);
	});

	it("in CSV has the same rows, and its pages fit together", async () => {
		const { auditor, house } = await arrange(1200);
		world.advance(600_000);
		const { text, pages } = await exportAll(auditor, { format: "csv" });
		expect(pages[0]?.filename).toBe(`record-${house.slug}-${new Date(world.now()).toISOString().slice(0, 10)}.csv`);
		const lines = text.split("\r\n").filter(Boolean);
		expect(lines).toHaveLength(pages.reduce((sum, { rows }) => sum + rows, 0) + 1);
		expect(lines.map((line) => line.split(",")[0])).toEqual([
			"seq",
			...lines.slice(1).map((_, index) => String(index + 1)),
		]);
	});

	it("four exports at once make one chain and four whole files", async () => {
		const { auditor } = await arrange(700);
		world.advance(60_000);
		const files = await Promise.all(Array.from({ length: 4 }, () => exportAll(auditor.copy(), { format: "jsonl" })));
		for (const { text } of files) expect((await checkRecordFile(fileOf(text))).rows).toBeGreaterThan(500);
	});

	it("a member and an administrator of realms only are refused", async () => {
		const { house } = await arrange();
		for (const role of ["member", "realmAdmin"] as const) {
			const visitor = await house.signedIn(await house.enrolled({ role }));
			expect((await visitor.refused("audit.export", { format: "csv" })).status, role).toBe(403);
			expect((await visitor.query("audit.list")).status, role).toBe(403);
		}
	});
});

describe("a file that was tampered with", () => {
	const tamper: readonly [string, (lines: string[]) => string[]][] = [
		["a row altered", (lines) => lines.map((line, at) => (at === 7 ? line.replace(/wrong \d+/, "nothing") : line))],
		["a row taken out", (lines) => lines.filter((_, at) => at !== 7)],
		["two rows swapped", (lines) => [...lines.slice(0, 7), lines[8] ?? "", lines[7] ?? "", ...lines.slice(9)]],
		["the last rows cut off", (lines) => [...lines.slice(0, -4), lines.at(-1) ?? ""]],
		["the end cut off", (lines) => lines.slice(0, -1)],
		["something put behind the end", (lines) => [...lines, lines[7] ?? ""]],
		[
			"another tenant's name put above",
			(lines) => lines.map((line, at) => (at === 0 ? line.replace(/tnt_\w+/, "tnt_other") : line)),
		],
	];
	it.each(tamper)("is found out: %s", async (_what, change) => {
		const { auditor } = await arrange(20);
		world.advance(60_000);
		const { text } = await exportAll(auditor, { format: "jsonl" });
		await checkRecordFile(fileOf(text));
		const file = fileOf(`${change(text.split("\n").filter(Boolean)).join("\n")}\n`);
		expect(readFileSync(file, "utf8")).not.toBe(text);
		await expect(checkRecordFile(file)).rejects.toThrow(/broken|too soon|behind its last/);
	});
});
