/**
 * Time-based codes against the vectors of their RFCs, the window, the clock doctor and the key URI.
 * Codes of other times come from the pretended phone, which shares no code with the product.
 */
import { describe, expect, it } from "vitest";
import {
	codeAt,
	expectedAt,
	expectedCodes,
	type FactorMemory,
	freshMemory,
	keyUri,
	matchStep,
	oldestUsefulStep,
	readBlockedSteps,
	readKey,
	STEP_SECONDS,
	stepAt,
	writeKey,
} from "../../worker/features/totp/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { phoneFrom, phoneWithKey } from "../support/phone.ts";
import { NOON } from "../support/standings.ts";

const secret = new TextEncoder().encode("12345678901234567890");
const phone = phoneWithKey(writeKey(secret));
const at = (offsetSeconds: number) => (NOON + offsetSeconds * 1000) as Millis;
const match = (offsetSeconds: number, memory: FactorMemory = freshMemory) =>
	matchStep(secret, phone.code(at(offsetSeconds)), NOON, memory);

describe("codes", () => {
	it("S12 S149 agrees with RFC 4226 appendix D for counters 0 to 9", () => {
		const expected = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split(" ");
		expect(expected.map((_, counter) => codeAt(secret, counter))).toEqual(expected);
	});

	it.each([
		[59, "94287082"],
		[1111111109, "07081804"],
		[1111111111, "14050471"],
		[1234567890, "89005924"],
		[2000000000, "69279037"],
		[20000000000, "65353130"],
	])("S12 agrees with RFC 6238 appendix B at %i seconds", (seconds, eightDigits) => {
		const moment = (seconds * 1000) as Millis;
		expect(codeAt(secret, stepAt(moment))).toBe(eightDigits.slice(2));
		expect(matchStep(secret, eightDigits.slice(2), moment, freshMemory)).toEqual({
			ok: true,
			value: Math.floor(seconds / 30),
		});
	});

	it("S59 S129 changes every 30 seconds, on the half minute", () => {
		const shown = [0, 29, 30, 59, 60].map((offset) => codeAt(secret, stepAt(at(offset))));
		expect(shown[0]).toBe(shown[1]);
		expect(shown[2]).toBe(shown[3]);
		expect(new Set([shown[0], shown[2], shown[4]]).size).toBe(3);
		expect(STEP_SECONDS).toBe(30);
	});

	it("S117 writes the secret as base32 without padding and reads it back", () => {
		const key = writeKey(secret);
		expect(key).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
		expect(readKey(key)).toEqual(secret);
	});
});

describe("window", () => {
	it.each([
		[-90, false],
		[-60, false],
		[-30, true],
		[0, true],
		[30, true],
		[60, false],
		[90, false],
	])("T010 S131 a code of %i seconds from now: accepted is %s", (offset, accepted) => {
		expect(match(offset).ok).toBe(accepted);
	});

	it("T001 T002 accepts only a greater step than the last, whatever the window allows", () => {
		const last = { lastStep: stepAt(NOON), blockedSteps: [] };
		expect(match(-30, last)).toEqual({ ok: false, refused: { reason: "used" } });
		expect(match(0, last)).toEqual({ ok: false, refused: { reason: "used" } });
		expect(match(30, last)).toEqual({ ok: true, value: stepAt(NOON) + 1 });
	});

	it("does not look before the beginning of time", () => {
		expect(matchStep(secret, codeAt(secret, 0), 0 as Millis, freshMemory)).toEqual({ ok: true, value: 0 });
	});
});

describe("clock doctor", () => {
	it.each([
		[60, 60],
		[-60, -60],
		[300, 300],
		[600, 600],
		[-600, -600],
	])("S121 tells a phone that is %i seconds off, and accepts nothing", (offset, told) => {
		expect(match(offset)).toEqual({
			ok: false,
			refused: { reason: "clockOff", offSeconds: told, step: stepAt(NOON) + told / 30 },
		});
	});

	it.each([630, -630, 3600])("says nothing of a phone that is %i seconds off", (offset) => {
		expect(match(offset)).toEqual({ ok: false, refused: { reason: "wrong" } });
	});

	it("refuses a step that it named once its time has come", () => {
		const named = stepAt(NOON) + 4;
		const blocked = { lastStep: -1, blockedSteps: [named] };
		const later = at(120);
		expect(matchStep(secret, codeAt(secret, named), later, blocked)).toEqual({
			ok: false,
			refused: { reason: "used" },
		});
		expect(matchStep(secret, codeAt(secret, named + 1), later, blocked).ok).toBe(true);
	});

	it("takes the step before now for the oldest that is worth blocking", () => {
		expect(oldestUsefulStep(NOON)).toBe(stepAt(NOON) - 1);
		expect(match(-30).ok).toBe(true);
		expect(match(-60).ok).toBe(false);
	});

	it.each([
		["[1,2]", [1, 2]],
		["[1,null,2.5,3]", [1, 3]],
		["{}", []],
		["nonsense", []],
	])("reads the stored list %s", (stored, read) => {
		expect(readBlockedSteps(stored)).toEqual(read);
	});
});

describe("key URI", () => {
	const key = writeKey(secret);

	it("S59 S129 S154 names issuer, account, SHA1, six digits and thirty seconds", () => {
		expect(keyUri("Acme", "alice@acme.example", key)).toBe(
			`otpauth://totp/Acme:alice%40acme.example?secret=${key}&issuer=Acme&algorithm=SHA1&digits=6&period=30`,
		);
	});

	it.each([
		["Müller & Söhne", "Müller & Söhne"],
		["50% off? #1", "50% off? #1"],
		["A:B", "A B"],
		["a/b+c d", "a/b+c d"],
		["x&secret=AAAA", "x&secret=AAAA"],
	])("S17 escapes the issuer %s, so that an app reads it as %s", (issuer, read) => {
		const entry = phoneFrom(keyUri(issuer, "alice+1@acme.example", key));
		expect(entry.issuer).toBe(read);
		expect(entry.label).toBe("alice+1@acme.example");
		expect(entry.code(NOON)).toBe(codeAt(secret, stepAt(NOON)));
	});
});

describe("codes that are expected", () => {
	const minute = (count: number) => (NOON + count * 60_000) as Millis;

	it("are those of every step until the end, the drift before and after included", () => {
		const { first, digits } = expectedCodes(secret, NOON, minute(10));
		expect(first).toBe(stepAt(NOON) - 1);
		const shown = Array.from({ length: 23 }, (_, index) => phone.code(NOON + (index - 1) * 30_000));
		expect(digits).toBe(shown.join(""));
	});

	it("begin with the RFC's own codes, and never before time began", () => {
		expect(expectedCodes(secret, 59_000 as Millis, 59_000 as Millis)).toEqual({
			first: 0,
			digits: "755224287082359152",
		});
		expect(expectedCodes(secret, 0 as Millis, 0 as Millis)).toEqual({ first: 0, digits: "755224287082" });
	});

	it("are three at any moment of the challenge, the very ones that would match then", () => {
		const expected = expectedCodes(secret, NOON, minute(10));
		for (let offset = 0; offset <= 600; offset += 15) {
			const now = at(offset);
			const near = expectedAt(expected, now);
			expect(near.map(([step]) => step - stepAt(now))).toEqual([-1, 0, 1]);
			for (const [step, code] of near)
				expect(matchStep(secret, code, now, freshMemory)).toEqual({ ok: true, value: step });
		}
	});

	it("are fewer or none outside of the time they were made for", () => {
		const expected = expectedCodes(secret, NOON, minute(1));
		expect(expectedAt(expected, at(-30)).map(([step]) => step - stepAt(NOON))).toEqual([-1, 0]);
		expect(expectedAt(expected, minute(2)).map(([step]) => step - stepAt(NOON))).toEqual([3]);
		expect(expectedAt(expected, minute(20))).toEqual([]);
	});
});
