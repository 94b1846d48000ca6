/**
 * Bearer tokens: their form, their strength, and that anything malformed is nothing. Hashes are recomputed with node:crypto.
 */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { UserId } from "../../worker/lib/brand.ts";
import { hashToken, mintToken, parseToken, tokenMatches, writeToken } from "../../worker/lib/token.ts";
import { systemRandom } from "../../worker/ports/random.ts";
import { tokenOf } from "../support/standings.ts";

const token = mintToken(systemRandom, "ses", systemRandom.id("usr") as UserId);
const text = writeToken(token);

describe("a token", () => {
	it("is read as it was written", () => {
		expect(parseToken(text, "ses")).toEqual(token);
	});

	it("T049 is read only where its kind belongs", () => {
		for (const prefix of ["brw", "kbr", "mtk", "", "s", "ses_"]) expect(parseToken(text, prefix)).toBeNull();
	});

	it("T076 carries 160 random bits, and ten thousand of them are all different", () => {
		expect(Buffer.from(token.secret, "base64url")).toHaveLength(20);
		const secrets = Array.from({ length: 10_000 }, () => mintToken(systemRandom, "ses", token.userId));
		expect(new Set(secrets.map(({ secret }) => secret)).size).toBe(10_000);
		expect(new Set(secrets.map(({ id }) => id)).size).toBe(10_000);
	});

	it("is kept as the SHA-256 of its secret (known answer)", () => {
		const known = tokenOf("ses", "A".repeat(27));
		expect(hashToken(known)).toBe(createHash("sha256").update("A".repeat(27)).digest("base64url"));
		expect(tokenMatches(known, hashToken(known))).toBe(true);
	});

	it.each(["", "not base64 !", "AAAA", hashToken(tokenOf("ses", "B".repeat(27)))])(
		"does not match the hash %j",
		(stored) => {
			expect(tokenMatches(token, stored)).toBe(false);
		},
	);
});

describe("T069 a damaged token is nothing", () => {
	const [user = "", id = "", secret = ""] = text.split(".");
	it.each([
		["absent", undefined],
		["empty", ""],
		["without a part", `${user}.${id}`],
		["with one part more", `${text}.x`],
		["cut by one", text.slice(0, -1)],
		["longer by one", `${text}A`],
		["with a space", ` ${text}`],
		["with a line break", `${text}\n`],
		["quoted", `"${text}"`],
		["in upper case", text.toUpperCase()],
		["of another user's form", `${user.replace("usr", "tnt")}.${id}.${secret}`],
		["with a slash in the secret", `${user}.${id}.${secret.slice(1)}/`],
		["percent-encoded", encodeURIComponent(text).replace(".", "%2E")],
		["eight kilobytes", "a".repeat(8192)],
	])("%s", (_how, damaged) => {
		expect(parseToken(damaged, "ses")).toBeNull();
	});
});
