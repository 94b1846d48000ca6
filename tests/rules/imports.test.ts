/**
 * Reading files: CSV as spreadsheets write it, LDIF as directories do, columns by their usual names, and a reason for every
 * record that cannot be taken.
 */
import { describe, expect, it } from "vitest";
import { guessMapping } from "../../worker/features/imports/columns.ts";
import { parseCsv } from "../../worker/features/imports/csv.ts";
import { parseLdif } from "../../worker/features/imports/ldif.ts";
import { readRows } from "../../worker/features/imports/rules.ts";
import { readSheet, type Sheet } from "../../worker/features/imports/sheet.ts";

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);
const sheetOf = (text: string, format?: "csv" | "ldif"): Sheet => {
	const file = readSheet(text, format);
	if (!file.ok) throw new Error(file.refused);
	return file.value;
};
/** What is read from a file with the mapping that its columns suggest. */
const read = (text: string, country?: string) => {
	const sheet = sheetOf(text);
	return readRows(sheet.records, guessMapping(sheet), country);
};
const people = (text: string, country?: string) =>
	read(text, country).map((row) => (row.read.ok ? row.read.value : null));
const errors = (text: string, country?: string) =>
	read(text, country).map((row) => (row.read.ok ? [] : row.read.refused));

describe("CSV", () => {
	it("S93 reads quotes, doubled quotes and line breaks inside quotes", () => {
		expect(cellsOf('a,"b ""c"", d","e\r\nf"\r\n1,2,3\n')).toEqual([
			["a", 'b "c", d', "e\r\nf"],
			["1", "2", "3"],
		]);
	});

	it.each([
		["comma", "a,b,c;d", ["a", "b", "c;d"]],
		["semicolon", "a;b;c,d", ["a", "b", "c,d"]],
		["tab", "a\tb\tc,d", ["a", "b", "c,d"]],
		["what stands most often outside quotes", '"a,b,c,d";e', ["a,b,c,d", "e"]],
		["what the first line says", "sep=;\na,b,c;d", ["a,b,c", "d"]],
	])("tells cells apart by %s", (_by, text, cells) => {
		expect(cellsOf(text)).toEqual([cells]);
	});

	it("knows the line on which each record begins, whatever the line endings", () => {
		for (const end of ["\n", "\r\n", "\r"]) {
			const text = ["a,b", '"x', 'y",1', "", "c,2"].join(end);
			expect(parseCsv(text).map(({ line }) => line)).toEqual([1, 2, 5]);
		}
	});

	it("names a record whose quotes are not well formed instead of guessing", () => {
		expect(parseCsv('a,b\nx"y,1\n"x"y,2\n"ok" ,3').map(({ broken }) => broken)).toEqual([false, true, true, false]);
		expect(parseCsv('a,b\nx,"never closed\nand on').at(-1)).toMatchObject({ line: 2, broken: true });
	});

	it("loses neither the mark of byte order nor a last line without an end", () => {
		expect(sheetOf("\uFEFFemail,name\na@b.example,Ann").columns).toEqual(["email", "name"]);
		expect(people("\uFEFFemail,name\na@b.example,Ann")).toMatchObject([{ email: "a@b.example", name: "Ann" }]);
	});

	it("takes a first line with an address for a person: then the columns are called A, B, C", () => {
		const sheet = sheetOf("Ann,ann@acme.example\nBen,ben@acme.example");
		expect(sheet.columns).toEqual(["A", "B"]);
		expect(guessMapping(sheet)).toEqual({ email: "B", name: "A" });
		expect(people("Ann,ann@acme.example\nBen,ben@acme.example")).toHaveLength(2);
	});

	it("keeps columns of the same name, or of none, apart", () => {
		expect(sheetOf("name,name,,email\n1,2,3,4").columns).toEqual(["name", "name (2)", "C", "email"]);
	});
});

describe("LDIF", () => {
	const entry = [
		"version: 1",
		"# a comment that goes",
		"  on here",
		"dn: uid=ann,ou=people,dc=acme,dc=example",
		"objectClass: inetOrgPerson",
		"cn:: QW5uIMOTc2Nhcg==",
		"mail: ann@acme.exam",
		" ple",
		"mail: second@acme.example",
		"mobile;lang-en: +421 905 700 005",
		"userPassword:: c2VjcmV0",
		"",
		"",
		"dn: uid=ben,ou=people,dc=acme,dc=example",
		"changetype: add",
		"CN: Ben",
		"MAIL: ben@acme.example",
	].join("\r\n");

	it("S93 reads folded lines, comments, base64 and several values; a password is never read", () => {
		const entries = parseLdif(entry);
		expect(entries.map(({ line, broken }) => [line, broken])).toEqual([
			[4, false],
			[14, false],
		]);
		expect(sheetOf(entry).records[0]?.values).toEqual(
			new Map([
				["objectClass", "inetOrgPerson"],
				["cn", "Ann Óscar"],
				["mail", "ann@acme.example"],
				["mobile", "+421 905 700 005"],
			]),
		);
		expect(people(entry)).toMatchObject([
			{ email: "ann@acme.example", name: "Ann Óscar", phone: "+421905700005" },
			{ email: "ben@acme.example", name: "Ben", phone: null },
		]);
	});

	it.each([
		["a value by address", "dn: a\nmail:< file:///etc/passwd"],
		["a change", "dn: a\nchangetype: delete"],
		["base64 that is none", "dn: a\ncn:: %%%"],
		["bytes that are no text", "dn: a\ncn:: //79"],
		["a line without a name", "dn: a\nnothing"],
		["no name of its own", "cn: Ann\nmail: ann@acme.example"],
	])("refuses %s as a whole", (_what, text) => {
		expect(parseLdif(text).map(({ broken }) => broken)).toEqual([true]);
	});

	it("is told apart from CSV by its first line", () => {
		expect(sheetOf("# people\n\ndn: a\ncn: Ann").columns).toEqual(["cn"]);
		expect(sheetOf("dn,cn\na,Ann").columns).toEqual(["dn", "cn"]);
		expect(sheetOf("dn: a\ncn: Ann", "csv").columns).toEqual(["dn: a"]);
	});
});

describe("columns", () => {
	it.each([
		[
			"English",
			"E-mail,Full name,Mobile phone,Role,2FA required,Language",
			"E-mail Full name Mobile phone Role 2FA required Language",
		],
		[
			"Spanish",
			"Correo electrónico,Nombre completo,Teléfono móvil,Rol,Obligatorio,Idioma",
			"Correo electrónico Nombre completo Teléfono móvil Rol Obligatorio Idioma",
		],
		[
			"a directory's",
			"mail,displayName,mobile,role,requirement,preferredLanguage",
			"mail displayName mobile role requirement preferredLanguage",
		],
	])("S93 S74 are recognised by %s names", (_language, header, names) => {
		const { email, name, phone, role, requirement, locale } = guessMapping(sheetOf(`${header}\n`));
		expect([email, name, phone, role, requirement, locale].join(" ")).toBe(names);
	});

	it("two of them make up one name", () => {
		expect(people("Nombre;Apellidos;Correo\nAna;Díaz;ana@acme.example")).toMatchObject([{ name: "Ana Díaz" }]);
		expect(people("givenName,sn,mail\nAnn,,ann@acme.example")).toMatchObject([{ name: "Ann" }]);
	});

	it("a number of the mobile is preferred to that of the desk", () => {
		expect(guessMapping(sheetOf("telephoneNumber,mobile,mail\n1,2,3")).phone).toBe("mobile");
	});
});

describe("rows", () => {
	it("S93 every wrong field of a record is named", () => {
		const text = [
			"email,name,phone,role,requirement,locale",
			"ann@acme.example,Ann,+421905700006,auditor,required,es",
			"not an address,,12,king,perhaps,klingon",
			",Ben,,,,",
			`cy@acme.example,${"x".repeat(101)},0905700007,,,`,
			"di@acme.example,Di\u202Eana,,,,",
		].join("\n");
		expect(people(text)[0]).toEqual({
			email: "ann@acme.example",
			name: "Ann",
			phone: "+421905700006",
			role: "auditor",
			requirement: "required",
			locale: "es",
		});
		expect(errors(text).slice(1)).toEqual([
			[
				{ field: "email", problem: "malformed" },
				{ field: "name", problem: "required" },
				{ field: "phone", problem: "country_needed" },
				{ field: "role", problem: "unknown" },
				{ field: "requirement", problem: "unknown" },
				{ field: "locale", problem: "unknown" },
			],
			[{ field: "email", problem: "required" }],
			[
				{ field: "name", problem: "too_long" },
				{ field: "phone", problem: "country_needed" },
			],
			[{ field: "name", problem: "malformed" }],
		]);
		expect(read(text).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
	});

	it("S91 a national number becomes international with the chosen country", () => {
		expect(people("email,name,phone\na@b.example,Ann,0987 654 321", "SK")).toMatchObject([{ phone: "+421987654321" }]);
		expect(people("email,name,phone\na@b.example,Ann,201-321-4567", "US")).toMatchObject([{ phone: "+12013214567" }]);
	});

	it("an address that comes twice in the file is an error of its second record, in any spelling", () => {
		expect(errors("email,name\na@b.example,Ann\nA@B.example,Anna")).toEqual([
			[],
			[{ field: "email", problem: "taken" }],
		]);
	});

	it("a name that looks like a formula is a text like any other", () => {
		for (const name of ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3"])
			expect(people(`email,name\na@b.example,"${name}"`)).toMatchObject([{ name }]);
	});

	it("words that the prototype of every object has are no roles", () => {
		for (const role of ["constructor", "__proto__", "toString"])
			expect(errors(`email,name,role\na@b.example,Ann,${role}`)).toEqual([[{ field: "role", problem: "unknown" }]]);
	});

	it("a line with more cells than columns is not guessed at", () => {
		expect(errors("email,name\na@b.example,Doe, Ann")).toEqual([[{ field: "record", problem: "malformed" }]]);
		expect(errors("email,name\na@b.example,Ann,,")).toEqual([[]]);
	});
});
