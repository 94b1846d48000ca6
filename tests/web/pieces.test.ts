/**
 * How a large file of people is cut for the worker: at the borders of records, header repeated, lines counted as in the
 * file. Nothing may be lost, doubled or torn by a cut (S93).
 */
import { describe, expect, it } from "vitest";
import { decodeFile, formatOf, lineInFile, piecesOf } from "../../web/features/users/pieces.ts";

const header = "email,name,phone\n";
const row = (number: number) =>
	`p${number}@acme.example,Person ${number},+4219876543${String(number).padStart(2, "0")}\n`;
const bytes = (text: string) => new TextEncoder().encode(text).byteLength;

describe("cutting a CSV", () => {
	it("S93 leaves a small file whole", () => {
		const file = header + row(1) + row(2);
		expect(piecesOf(file, "csv").map(({ text }) => text)).toEqual([file]);
	});

	it("S93 repeats the header, keeps every record once and in order, and stays within the size", () => {
		const rows = Array.from({ length: 500 }, (_, index) => row(index));
		const pieces = piecesOf(header + rows.join(""), "csv", 2000);
		expect(pieces.length).toBeGreaterThan(5);
		expect(pieces.every(({ text }) => text.startsWith(header) && bytes(text) <= 2000)).toBe(true);
		expect(pieces.map(({ text }) => text.slice(header.length)).join("")).toBe(rows.join(""));
	});

	it("S93 takes no more than 250 records into a piece, however short they are", () => {
		const pieces = piecesOf(`email\n${"a@b.c\n".repeat(1001)}`, "csv");
		expect(pieces.map(({ text }) => text.split("\n").length - 2)).toEqual([250, 250, 250, 250, 1]);
		expect(pieces.map(({ firstLine }) => firstLine)).toEqual([2, 252, 502, 752, 1002]);
	});

	it("S93 counts lines as the file has them, in every piece", () => {
		const rows = Array.from({ length: 60 }, (_, index) => row(index));
		const file = header + rows.join("");
		const lines = file.split("\n");
		for (const piece of piecesOf(file, "csv", 400))
			piece.text.split("\n").forEach((text, index) => {
				if (text !== "") expect(lines[lineInFile(piece, index + 1) - 1]).toBe(text);
			});
	});

	it("S93 does not tear a field with line breaks and doubled quotation marks in it", () => {
		const record = 'a@b.example,"Two\nlines, and a ""mark""",\n';
		const pieces = piecesOf(header + record.repeat(20), "csv", 150);
		expect(pieces.length).toBeGreaterThan(5);
		for (const { text } of pieces) {
			const body = text.slice(header.length);
			expect(body).toBe(record.repeat(body.length / record.length));
		}
	});

	it("S93 takes the marks of Windows and Mac files, a byte order mark, and a last line without an end", () => {
		const [piece] = piecesOf(`\uFEFFemail,name\r\na@b.example,Ana\rc@d.example,Cid`, "csv");
		expect(piece?.text).toBe("email,name\na@b.example,Ana\nc@d.example,Cid");
	});

	it("has nothing to send for an empty file or a lonely header", () => {
		expect(piecesOf("", "csv")).toEqual([]);
		expect(piecesOf(header, "csv")).toEqual([]);
	});

	it("counts bytes, not letters", () => {
		const wide = "p@b.example,Žofie Číňanová žluťoučká,\n";
		const pieces = piecesOf(header + wide.repeat(100), "csv", 500);
		expect(pieces.every(({ text }) => bytes(text) <= 500)).toBe(true);
	});
});

describe("cutting an LDIF", () => {
	const entry = (number: number) =>
		`dn: uid=p${number},dc=acme\nmail: p${number}@acme.example\ncn: Person ${number}\n\n`;

	it("S93 knows one by its first record", () => {
		expect(formatOf(entry(1))).toBe("ldif");
		expect(formatOf(`# from the directory\nversion: 1\n\n${entry(1)}`)).toBe("ldif");
		expect(formatOf(header + row(1))).toBe("csv");
	});

	it("S93 cuts between entries and counts lines as the file has them", () => {
		const file = Array.from({ length: 40 }, (_, index) => entry(index)).join("");
		const lines = file.split("\n");
		const pieces = piecesOf(file, "ldif", 300);
		expect(pieces.length).toBeGreaterThan(5);
		expect(pieces.map(({ text }) => text).join("")).toBe(file);
		for (const piece of pieces) {
			expect(piece.text.startsWith("dn: ")).toBe(true);
			expect(lines[lineInFile(piece, 1) - 1]).toBe(piece.text.split("\n")[0]);
		}
	});
});

describe("reading a file", () => {
	const encoded = (...values: readonly number[]) => new Uint8Array(values).buffer;

	it("S93 understands UTF-8, UTF-16 with its mark, and Windows' western letters", () => {
		expect(decodeFile(encoded(0xc3, 0xa1))).toBe("á");
		expect(decodeFile(encoded(0xff, 0xfe, 0xe1, 0x00))).toBe("á");
		expect(decodeFile(encoded(0xfe, 0xff, 0x00, 0xe1))).toBe("á");
		expect(decodeFile(encoded(0xe1))).toBe("á");
	});
});
