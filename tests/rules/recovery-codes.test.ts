/**
 * The forms of recovery codes, how a typed one is read, and that drawing prefers no digit and no character.
 */
import { describe, expect, it } from "vitest";
import { CODES_PER_SET, drawCodes, readCode } from "../../worker/features/recovery-codes/rules.ts";
import { randomFrom, systemRandom } from "../../worker/ports/random.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Pearson's statistic of the counts against equal shares. */
function chiSquare(counts: readonly number[]): number {
	const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function countsAt(codes: readonly string[], position: number, alphabet: string): number[] {
	const counts = new Array<number>(alphabet.length).fill(0);
	for (const code of codes) {
		const index = alphabet.indexOf(code.charAt(position));
		counts[index] = (counts[index] ?? 0) + 1;
	}
	return counts;
}

describe("a set", () => {
	it("S20 S165 holds ten different codes of eight digits", () => {
		const codes = drawCodes(systemRandom, "digits8");
		expect(CODES_PER_SET).toBe(10);
		expect(new Set(codes).size).toBe(10);
		for (const code of codes) expect(code).toMatch(/^\d{8}$/);
	});

	it("holds ten different codes of ten Crockford characters where the tenant asks for them", () => {
		const codes = drawCodes(systemRandom, "crockford10");
		expect(new Set(codes).size).toBe(10);
		for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
	});

	it("draws again when the same code comes twice", () => {
		const bytes = [...new Array<number>(16).fill(1), ...new Array<number>(16).fill(1)];
		let next = 0;
		const scripted = randomFrom((count) =>
			Uint8Array.from({ length: count }, () => bytes[next++] ?? Math.floor(next / 16)),
		);
		expect(new Set(drawCodes(scripted, "digits8")).size).toBe(10);
	});

	// 10 000 codes of each form, ten times as many in the long form; the limits are the 0.001 quantiles of chi-square with 9 and 31 degrees of freedom,
	// widened for the number of positions looked at, so that a fair source fails about once in a million runs.
	it.each([
		["digits8" as const, "0123456789", 8, 50],
		["crockford10" as const, crockford, 10, 90],
	])("T042 prefers nothing at any position of %s, the first included", (form, alphabet, length, limit) => {
		const sets = Array.from({ length: rounds(1000, 10_000) }, () => drawCodes(systemRandom, form));
		const codes = sets.flat();
		expect(sets.filter((set) => new Set(set).size !== CODES_PER_SET)).toEqual([]);
		// As many pairs fall together as a fair draw has it, five deviations granted.
		const pairs = codes.length ** 2 / 2 / alphabet.length ** length;
		expect(codes.length - new Set(codes).size).toBeLessThanOrEqual(pairs + 5 * Math.sqrt(pairs) + 3);
		for (let position = 0; position < length; position += 1) {
			expect(chiSquare(countsAt(codes, position, alphabet))).toBeLessThan(limit);
		}
		const of = `${alphabet.length}^${length}`;
		figure("T042", `${codes.length} codes of ${of}: even at all ${length} places, no two alike in ${sets.length} sets`);
	});

	it("T042 throws away bytes that would favour the low digits", () => {
		// 250 to 255 would be 0 to 5 by remainder; only the 7 may be used.
		const bytes = [250, 251, 255, 7];
		let next = 0;
		const scripted = randomFrom((count) => Uint8Array.from({ length: count }, () => bytes[next++ % 4] ?? 0));
		expect(scripted.text(4, "0123456789")).toBe("7777");
	});
});

describe("a typed code", () => {
	it.each([
		["12345678", "12345678"],
		["1234 5678", "12345678"],
		[" 1234-5678 ", "12345678"],
		["00000000", "00000000"],
		["ABCDE-FGHJK", "ABCDEFGHJK"],
		["abcde fghjk", "ABCDEFGHJK"],
		["O1lI0aaaaa", "01110AAAAA"],
	])("S165 %j is read as %j", (typed, read) => {
		expect(readCode(typed)).toBe(read);
	});

	it.each([
		"",
		"1234567",
		"123456789",
		"12345678901",
		"ABCDEFGHJ",
		"ABCDEFGHJU",
		"１２３４５６７８",
		"1234\u0000678",
		"12345678'",
	])("S165 %j is none", (typed) => {
		expect(readCode(typed)).toBeNull();
	});
});
