/**
 * The file of a whole organization: refused before anything is written when a line of it was touched, when it is somebody else's
 * or sealed under other keys; it holds every table and nothing in the clear.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tables } from "../../dev/operator/tables.ts";
import { checkTenantFile, rowsIn } from "../../dev/operator/tenant-file.ts";
import { dumpOf, type Operator, operatorAt, ringOf } from "../support/operator.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

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
describe("a file that is not as it was written", () => {
	let file: string;
	let house: TestTenant;
	beforeAll(async () => {
		house = await world.tenant();
		await house.enrolled();
		file = await exported(house);
	});
	const changed: readonly [string, (lines: string[]) => string[], RegExp][] = [
		[
			"a row altered",
			(lines) => lines.map((line) => line.replace('"role":"member"', '"role":"owner"')),
			/SHA-256 differs/,
		],
		["a row taken out", (lines) => lines.filter((_, at) => at !== 3), /SHA-256 differs/],
		["its end cut off", (lines) => lines.slice(0, -1), /ends too soon/],
		["something behind its end", (lines) => [...lines, lines[2] ?? ""], /goes on behind/],
		[
			"a row of somebody else",
			(lines) => [
				...lines.slice(0, 2),
				(lines[2] ?? "").replace(/tnt_\w+/, `tnt_${"a".repeat(20)}`),
				...lines.slice(3),
			],
			/belongs to somebody else/,
		],
		[
			"a column that is no column",
			(lines) => [
				...lines.slice(0, 2),
				(lines[2] ?? "").replace('"tenant_id"', '"tenant_id) values (1); --"'),
				...lines.slice(3),
			],
			/columns that are known/,
		],
		["a line that is no JSON", (lines) => [...lines.slice(0, 2), "}{", ...lines.slice(3)], /no JSON/],
		["another form", () => ['{"form":"something-else"}'], /no file of a whole organization/],
		["nothing in it", () => [], /empty/],
	];
	it.each(changed)("is refused before anything is written: %s", async (_what, change, expected) => {
		const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
		const touched = operator.file("touched.jsonl");
		writeFileSync(
			touched,
			change(lines)
				.map((line) => `${line}\n`)
				.join(""),
		);
		const before = await dumpOf(second);
		const { code, err } = await elsewhere.run("import", "--file", touched, "--operator", "Ines");
		expect([code, err]).toEqual([1, expect.stringMatching(expected)]);
		expect(await dumpOf(second)).toEqual(before);
	});

	it("T142 is refused when a row was altered and the SHA-256 was made anew: only a holder of the keys proves a file", async () => {
		const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
		const edited = lines.slice(0, -1).map((line) => line.replace('"role":"member"', '"role":"owner"'));
		expect(edited).not.toEqual(lines.slice(0, -1));
		const sum = createHash("sha256").update(edited.map((line) => `${line}\n`).join(""));
		const closing = { ...JSON.parse(lines.at(-1) ?? "{}"), sha256: sum.digest("base64url") };
		const touched = operator.file("forged.jsonl");
		writeFileSync(touched, [...edited, JSON.stringify(closing)].map((line) => `${line}\n`).join(""));
		const before = await dumpOf(second);
		for (const words of [["import", "--operator", "Ines"], ["verify"]]) {
			const { code, err } = await elsewhere.run(...words, "--file", touched);
			expect([code, err]).toEqual([1, expect.stringContaining("The file was edited")]);
		}
		expect(await dumpOf(second)).toEqual(before);
	});

	it("T142 is refused at its end when it was changed after it was checked", async () => {
		const touched = operator.file("changing.jsonl");
		const text = readFileSync(file, "utf8");
		writeFileSync(touched, text);
		const read = await checkTenantFile(touched);
		writeFileSync(touched, text.replace('"role":"member"', '"role":"owner"'));
		const reading = (async () => {
			for await (const { row } of rowsIn(touched, read)) expect(row.tenant_id).toBe(house.scope.tenantId);
		})();
		await expect(reading).rejects.toThrow("changed while it was read");
	});

	it("needs the same keys, by id and by value", async () => {
		const strangers = await createWorld();
		const { code, err } = await operatorAt(strangers).run("import", "--file", file, "--operator", "Ines");
		expect([code, err]).toEqual([1, expect.stringContaining("not the ring under which the file was written")]);
		const k9 = {
			current: "k9",
			keys: { k9: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64") },
		};
		const lacking = await operatorAt(strangers, { keys: JSON.stringify(k9) }).run(
			"import",
			"--file",
			file,
			"--operator",
			"Ines",
		);
		expect([lacking.code, lacking.err]).toEqual([1, expect.stringContaining("KEYS lacks k1")]);
		await strangers.stop();
	});

	it("holds nothing in the clear: no secret, no recovery code, no letter", async () => {
		const alice = await house.enrolled();
		await house.visitor().ok("passwords.requestReset", { email: alice.email });
		const text = readFileSync(await exported(house), "utf8");
		expect(text).toContain(alice.email);
		for (const secret of [alice.key, alice.key.replaceAll(" ", ""), ...alice.recoveryCodes, PASSWORD])
			expect(text).not.toContain(secret);
	});

	it("covers every table of a cell, parents before children; not the catalog's, the cell's own, nor what triggers derive", async () => {
		const named = await world.rows(
			`select name from sqlite_master where type = 'table' and sql like '%tenant_id%'
				and name not in ('directory', 'moves', 'fences', 'headcounts', 'name_words')`,
		);
		expect(tables.map(({ name }) => name).sort()).toEqual(named.map(({ name }) => String(name)).sort());
	});
});
