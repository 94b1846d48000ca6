/**
 * The chain of the record by itself: its hash is known by heart, and whatever is altered, left out, swapped or added shows at
 * its place. And the two forms of the file: no cell is a formula, no name breaks a line.
 */
import { describe, expect, it } from "vitest";
import {
	CHAIN_START,
	type ChainPoint,
	type LinkedRow,
	nextPoint,
	verifyChain,
} from "../../worker/features/audit/rules.ts";
import type { AuditRow } from "../../worker/features/audit/service.ts";
import { csvCell, csvPage, jsonPage } from "../../worker/features/record/rules.ts";
import type { Millis, TenantId, UserId } from "../../worker/lib/brand.ts";

const tenantId = "tnt_a" as TenantId;
const first = {
	id: "evt_1",
	at: 1_795_262_400_000,
	event: "login.succeeded",
	actorId: "usr_a",
	targetId: "usr_a",
	evidence: '{"assurance":"password","method":null}',
	browser: "Firefox on Linux",
	place: "Lisbon, Portugal",
	requestId: "req_1",
};
const second = {
	...first,
	id: "evt_2",
	at: 1_795_262_400_001,
	event: "login.signedOut",
	targetId: null,
	evidence: "{}",
	browser: "Zoë’s Gerät",
	place: null,
	requestId: "req_2",
};

/** A chain of so many rows. */
function chain(length: number): LinkedRow[] {
	let end: ChainPoint = CHAIN_START;
	return Array.from({ length }, (_, index) => {
		const row = { ...first, id: `evt_${index}`, at: first.at + index };
		end = nextPoint(tenantId, end, row);
		return { ...row, ...end };
	});
}
const verify = (rows: readonly LinkedRow[], start = CHAIN_START) => verifyChain(tenantId, start, rows);

describe("the hash of a row", () => {
	it("is known: SHA-256 over the hash before, the tenant, the place and the content", () => {
		const one = nextPoint(tenantId, CHAIN_START, first);
		expect(one).toEqual({ seq: 1, hash: "Tn5UmvJ2j2tZQ7oUOH9cSx6FPUq5w1TRAE31-C_PiG8" });
		expect(nextPoint(tenantId, one, second)).toEqual({ seq: 2, hash: "p7Q-01zs7PmEymLvmb2wXZwTtM0cAT-e3AYre2bsWL4" });
	});

	it("differs with the tenant, the place and every single field", () => {
		const hashes = [
			nextPoint(tenantId, CHAIN_START, first),
			nextPoint("tnt_b" as TenantId, CHAIN_START, first),
			nextPoint(tenantId, { seq: 1, hash: "" }, first),
			nextPoint(tenantId, { seq: 0, hash: "x" }, first),
			...Object.keys(first).map((field) => nextPoint(tenantId, CHAIN_START, { ...first, [field]: "other" })),
			...["actorId", "targetId", "place"].map((field) => nextPoint(tenantId, CHAIN_START, { ...first, [field]: null })),
		].map(({ hash }) => hash);
		expect(new Set(hashes).size).toBe(hashes.length);
	});
});

describe("verifying a chain", () => {
	it("finds an untouched one sound, whole and in pages", () => {
		const rows = chain(10);
		const whole = verify(rows);
		expect(whole).toEqual({ sound: true, end: { seq: 10, hash: rows[9]?.hash } });
		const half = verify(rows.slice(0, 5));
		expect(half.sound && verify(rows.slice(5), half.end)).toEqual(whole);
		expect(verify([])).toEqual({ sound: true, end: CHAIN_START });
	});

	it("finds every field of every row that was altered", () => {
		for (const field of Object.keys(first)) {
			for (const place of [0, 4, 9]) {
				const rows = chain(10).map((row, index) => (index === place ? { ...row, [field]: "other" } : row));
				expect(verify(rows), `${field} of ${place}`).toEqual({ sound: false, seq: place + 1, fault: "altered" });
			}
		}
	});

	it("finds rows that were left out, swapped, put in, doubled or never linked", () => {
		const rows = chain(10);
		const without = rows.filter((_, index) => index !== 3);
		expect(verify(without)).toEqual({ sound: false, seq: 4, fault: "missing" });
		expect(verify(rows.slice(1))).toMatchObject({ sound: false, seq: 1 });
		const [a, b] = [rows[3], rows[4]];
		if (!a || !b) throw new Error("too short");
		expect(verify([...rows.slice(0, 3), b, a, ...rows.slice(5)])).toMatchObject({ sound: false, seq: 4 });
		const swapped = [...rows.slice(0, 3), { ...b, seq: a.seq, hash: a.hash }, { ...a, seq: b.seq, hash: b.hash }];
		expect(verify(swapped)).toEqual({ sound: false, seq: 4, fault: "altered" });
		expect(verify([...rows.slice(0, 4), a, ...rows.slice(4)])).toMatchObject({ sound: false, seq: 5 });
		expect(verify([...rows, { ...first, seq: 11, hash: a.hash }])).toMatchObject({ sound: false, seq: 11 });
		expect(verify([...rows, { ...first, seq: null, hash: null }])).toMatchObject({ sound: false, seq: 11 });
	});

	it("cannot tell by itself that the tail is gone: for that the end is compared with the proved head", () => {
		const cut = verify(chain(10).slice(0, 9));
		expect(cut.sound && cut.end.seq).toBe(9);
	});
});

const row = (name: string): AuditRow => ({
	id: "evt_1",
	seq: 1,
	at: first.at as Millis,
	event: "login.refused",
	actor: { id: "usr_a" as UserId, name, email: "a@b.example" },
	target: null,
	evidence: { reason: name },
	browser: name,
	place: name,
	requestId: "req_1",
	hash: "abc",
});

describe("the file", () => {
	it("T138 gives no cell to a spreadsheet that it would run", () => {
		for (const sign of ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]) {
			const cell = csvCell(`${sign}cmd()`);
			expect(cell.replace(/^"/, "").startsWith("'"), JSON.stringify(sign)).toBe(true);
		}
		expect(csvCell('=HYPERLINK("http://x";"y")')).toBe(`"'=HYPERLINK(""http://x"";""y"")"`);
		expect(csvCell("a=1")).toBe("a=1");
		expect(csvCell(null)).toBe("");
		expect(csvCell(-5)).toBe(`"'-5"`);
	});

	it("T138 gives none to a spreadsheet that parts lines at another sign, either", () => {
		const names = [
			"a;=cmd|'/C calc'!A1;b",
			'a;"=cmd()"',
			"a; =cmd()",
			"a|@SUM(A1)|b",
			"a\t+1+1",
			"a\r\n-1+1",
			"a;＝cmd()",
			";=1;=2;;=3",
		];
		for (const name of names) {
			const text = csvPage([row(name)], false);
			for (const cell of text.split(/[;|\t\r\n]/)) {
				expect(cell.replace(/^[\s"]+/, ""), JSON.stringify([name, cell])).not.toMatch(/^[=+\-@＝＋－＠]/);
			}
		}
		expect(csvCell("a;=1")).toBe(`"a;'=1"`);
		expect(csvCell("Ann; Ben - and Cid")).toBe("Ann; Ben - and Cid");
	});

	it("T138 quotes by RFC 4180, and shows control and direction characters instead of sending them", () => {
		expect(csvCell('say "hi", you')).toBe('"say ""hi"", you"');
		expect(csvCell("two\r\nlines")).toBe('"two\r\nlines"');
		expect(csvCell("\u001b[31mred")).toBe("\\u001b[31mred");
		expect(csvCell("a\u202eb\u0000")).toBe("a\\u202eb\\u0000");
	});

	it("T138 a line of JSON is one line and plain, whatever a name holds", () => {
		const text = jsonPage([row("a\r\nb\u2028c\u001b[31m\u009b\u202e")]);
		expect(text.split("\n")).toHaveLength(2);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
		expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
		expect(JSON.parse(text).actor.name).toBe("a\r\nb\u2028c\u001b[31m\u009b\u202e");
	});

	it("names its columns once, at the top", () => {
		const [head, line, end] = csvPage([row("Ann")], true).split("\r\n");
		expect(head).toMatch(/^seq,time,event,actor id,/);
		expect(line).toBe(
			'1,2026-11-21T12:00:00.000Z,login.refused,usr_a,Ann,a@b.example,,,,"{""reason"":""Ann""}",Ann,Ann,req_1,abc',
		);
		expect(end).toBe("");
		expect(csvPage([row("Ann")], false)).toBe(`${line}\r\n`);
	});
});
