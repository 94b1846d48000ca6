/**
 * Files that nobody would write by hand: random texts, deep quotes, huge lines, bombs of separators. Whatever comes, the answer
 * is a table of rows or a clear refusal, in time that grows with the length and no faster, and nothing is fetched or executed.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm } from "../../dev/populate.ts";
import { guessMapping } from "../../worker/features/imports/columns.ts";
import { readRows } from "../../worker/features/imports/rules.ts";
import { readSheet } from "../../worker/features/imports/sheet.ts";
import type { RealmId } from "../../worker/lib/brand.ts";
import { refusalOf } from "../support/browser.ts";
import { sequence } from "../support/generated.ts";
import { type Desk, deskOf } from "../support/links.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Desk;
let realmId: RealmId;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	desk = await deskOf(house);
	realmId = await makeRealm(house.scope, { key: "fuzz", name: "Fuzz" });
});
afterAll(() => world.stop());

const pieces = [
	"email",
	"name",
	"mail",
	"dn: ",
	"cn:: ",
	"mail:< ",
	",",
	";",
	"\t",
	'"',
	'""',
	"\n",
	"\r\n",
	"\r",
	" ",
	":",
	"#",
	"a@b.example",
	"Ann",
	"=1+1",
	"QW5u",
	"%%",
	"\u0000",
	"\u202e",
	"\ud800",
	"é",
	"version: 1\n",
	"sep=;\n",
	"changetype: delete\n",
];
const drawnText = (draw: (limit: number) => number): string =>
	Array.from({ length: 1 + draw(60) }, () => pieces[draw(pieces.length)]).join("");

/** As much as fits into a request, with every sign of it doubled on the way. */
const MOST = 24_000;
const bombs: Readonly<Record<string, string>> = {
	"a quote that never ends": `email,name\n"${"x".repeat(MOST - 20)}`,
	"nothing but quotes": '"'.repeat(MOST),
	"nothing but separators": ",".repeat(MOST),
	"nothing but line ends": "\n".repeat(MOST),
	"a thousand columns": `email,${"name,".repeat(5_000)}\n${"a@b.example,".repeat(500)}`,
	"one long word": "x".repeat(MOST),
	"one long folded line": `dn: a\n${" x\n".repeat(MOST / 3 - 10)}`,
	"many attributes": `dn: a\n${Array.from({ length: 3000 }, (_, index) => `a${index}: b`).join("\n")}`,
	"comments that look like a start": `${"#\n".repeat(MOST / 2 - 10)}dn: a`,
	"spaces before nothing": `${" \n".repeat(MOST / 2 - 10)}x`,
	"many rows under many columns": `${"a,".repeat(290)}email\n${"x\n".repeat(15_000)}`,
	"many pluses": `email,name${" + a".repeat(3000)}\na@b.example,Ann`,
	"one long address": `email,name\n${"a.".repeat(20_000)}@b.example,Ann`,
};

describe("texts that are no files", () => {
	it("ten thousand random ones are all read to an end, none to a person without address and name", () => {
		const draw = sequence(20_261_121);
		for (let round = 0; round < 10_000; round += 1) {
			const file = readSheet(drawnText(draw), ([undefined, "csv", "ldif"] as const)[draw(3)]);
			if (!file.ok) throw new Error("a short text is never too long");
			for (const { line, read } of readRows(file.value.records, guessMapping(file.value), "SK")) {
				expect(line).toBeGreaterThan(0);
				if (read.ok) {
					expect(read.value.email).toMatch(/^[^@\s]+@[^@\s]+$/);
					expect(read.value.name).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]+$/u);
				} else expect(read.refused.length).toBeGreaterThan(0);
			}
		}
	});

	it.each(Object.entries(bombs))("%s: an answer within the time of any other call", async (_what, text) => {
		for (const format of [undefined, "csv", "ldif"] as const) {
			const before = performance.now();
			const input = { realmId, text, dryRun: true, ...(format ? { format } : {}) };
			const answer = await desk.visitor.mutate("users.importFile", input);
			expect(performance.now() - before).toBeLessThan(3000);
			expect([200, 400]).toContain(answer.status);
			if (answer.status === 400) expect(refusalOf(answer).refusal).toBe("input_invalid");
		}
		expect(await world.rows("select 1 from users where realm_id = ?", [realmId])).toEqual([]);
	});

	it("T104 values of other types are refused with their field", async () => {
		const right = { realmId, text: "email,name\na@b.example,Ann", dryRun: true };
		for (const [field, value] of [
			["text", ["email"]],
			["text", { toString: "x" }],
			["dryRun", "false"],
			["mapping", { email: 7 }],
			["mapping", { owner: "email" }],
			["format", "xlsx"],
			["country", "sk"],
			["realmId", null],
			["tenantId", "tnt_other"],
		] as const) {
			const answer = await desk.visitor.mutate("users.importFile", { ...right, [field]: value });
			expect([answer.status, refusalOf(answer).refusal], field).toEqual([400, "input_invalid"]);
		}
	});

	it("T103 a name cannot add a line to the letter that it is in", async () => {
		const text = 'email,name\nann@inject.example,"Ann\r\nBcc: mallory@evil.example"\nben@inject.example,<b>Ben</b>';
		const outcome = await desk.visitor.ok<{ rows: { result: string }[] }>("users.importFile", {
			realmId,
			text,
			dryRun: false,
			invite: true,
		});
		await desk.visitor.settle();
		expect(outcome.rows.map(({ result }) => result)).toEqual(["error", "created"]);
		expect(world.mails("ben@inject.example")[0]?.html).toContain("&lt;b&gt;Ben&lt;/b&gt;");
		expect(world.mails("mallory@evil.example")).toEqual([]);
	});
});
