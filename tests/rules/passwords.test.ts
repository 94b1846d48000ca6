/**
 * Which new passwords are accepted: by characters after NFKC, without rules of composition, and not what guessers try first.
 */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { commonPrintsFile, mostFrequentPasswords } from "../../dev/common-prints.ts";
import { defaultPolicy } from "../../worker/features/policy/rules.ts";
import { printOf } from "../../worker/features/users/common-passwords.ts";
import { acceptPassword, type PasswordContext } from "../../worker/features/users/rules.ts";
import { textOf } from "../support/sources.ts";

const context: PasswordContext = {
	email: "alice.archer@acme.example",
	name: "Alice Archer",
	tenantName: "Acme Widgets",
	slug: "acme-widgets",
};
const judge = (password: string, lengths = defaultPolicy.password, hasFactor = false) => {
	const judged = acceptPassword(password, context, lengths, hasFactor);
	return judged.ok ? "accepted" : judged.refused.password;
};

describe("length", () => {
	it.each([
		["seven letters", "qzrtplm", "too_short"],
		["eight letters", "qzrtplmk", "accepted"],
		["128 characters", "quiet river ".repeat(11).slice(0, 128), "accepted"],
		["129 characters", "quiet river ".repeat(11).slice(0, 129), "too_long"],
		["eight emoji, which are sixteen units", "🦊🐢🦉🐝🦀🐙🦋🐞", "accepted"],
		["seven emoji", "🦊🐢🦉🐝🦀🐙🦋", "too_short"],
		["four ligatures that are eight letters by NFKC", "ﬂuﬀyﬅz", "accepted"],
		["eight letters that are four by composition", "e\u0301o\u0308n\u0303a\u0300", "too_short"],
	])("counts characters as people do: %s", (_what, password, judged) => {
		expect(judge(password)).toBe(judged);
	});

	it("asks for more of a person without a factor where the tenant does", () => {
		const lengths = { minLength: 8, minLengthWithoutFactor: 15 };
		expect(judge("qzrtplmkvw", lengths, false)).toBe("too_short");
		expect(judge("qzrtplmkvw", lengths, true)).toBe("accepted");
		expect(judge("quiet-river-stone", lengths, false)).toBe("accepted");
	});

	it("never asks for less of a person without a factor", () => {
		expect(judge("qzrtplmkvw", { minLength: 12, minLengthWithoutFactor: 8 }, false)).toBe("too_short");
	});
});

describe("content", () => {
	it.each(["correct horse battery", "只是一个很长的密码", "todo en minúsculas", "        x", "ALL UPPER CASE"])(
		"has no rule of composition: %j",
		(password) => {
			expect(judge(password)).toBe("accepted");
		},
	);

	it.each([
		"password",
		"PASSWORD",
		"Password123",
		"qwertyuiop",
		"summer2026!",
		"12345678",
		"87654321",
		"abcdefgh",
		"aaaaaaaa",
		"abababab",
		"contraseña",
		"ｐａｓｓｗｏｒｄ",
	])("refuses %j as common", (password) => {
		expect(judge(password)).toBe("common");
	});

	it.each([
		"alice.archer@acme.example",
		"alicearcher1",
		"AliceArcher",
		"acmewidgets!",
		"acme-widgets",
		"widgets123",
		"gatehouse1!",
	])("refuses %j as made of the person's or the house's own words", (password) => {
		expect(judge(password)).toBe("contains_context");
	});

	it("allows an own word inside something longer", () => {
		expect(judge("archer on a blue horse")).toBe("accepted");
	});

	it("hands on the NFKC form, so that every keyboard types the same password", () => {
		expect(acceptPassword("caf\u0065\u0301 river", context, defaultPolicy.password, false)).toEqual({
			ok: true,
			value: "caf\u00E9 river",
		});
	});
});

describe("what guessers try first", () => {
	it("the 3000 most frequent passwords of eight characters and more are all refused, in any case", () => {
		const frequent = mostFrequentPasswords();
		expect(frequent).toHaveLength(3000);
		for (const password of frequent) {
			expect(judge(password), password).toBe("common");
			expect(judge(password.toUpperCase()), password).toBe("common");
		}
	});

	it("takes hardly any other password along: of 100 000 made-up ones fewer than 30", () => {
		const madeUp = Array.from({ length: 100_000 }, (_, index) =>
			createHash("sha512").update(`made up ${index}`).digest("base64").slice(0, 14),
		);
		const refused = madeUp.filter((password) => judge(password) !== "accepted");
		expect(refused.length).toBeLessThan(30);
	});

	it("knows a password by the first 24 bits of its SHA-256 (FIPS 180-2, B.1)", () => {
		expect(printOf("abc")).toBe(0xba7816);
	});

	it.each(["24121985", "12241985", "19851224", "20240229"])("refuses the date %s", (password) => {
		expect(judge(password)).toBe("common");
	});

	it.each(["24131985", "99121985", "24122185", "241219857"])("lets %s through, which is no date", (password) => {
		expect(judge(password)).toBe("accepted");
	});

	it("has its fingerprints in step with the list and with the rules", () => {
		expect(textOf("worker/features/users/common-prints.ts")).toBe(commonPrintsFile());
	});
});
