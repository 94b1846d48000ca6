/**
 * The one canonical spelling of an address: two spellings never make two accounts, and look-alikes are refused.
 */
import { describe, expect, it } from "vitest";
import { canonicalEmail } from "../../worker/features/users/rules.ts";

describe("an e-mail address", () => {
	it.each([
		["alice@acme.example", "alice@acme.example"],
		["  Alice@ACME.Example\t", "alice@acme.example"],
		["o'brien+tag@mail.acme.example", "o'brien+tag@mail.acme.example"],
		["a.b.c@x-y.example", "a.b.c@x-y.example"],
		["a@b.co", "a@b.co"],
		[`${"a".repeat(64)}@acme.example`, `${"a".repeat(64)}@acme.example`],
	])("S163 %j is kept as %j", (typed, kept) => {
		expect(canonicalEmail(typed)).toBe(kept);
	});

	it.each([
		["nothing", ""],
		["no sign", "alice.acme.example"],
		["two signs", "alice@bob@acme.example"],
		["a dot first", ".alice@acme.example"],
		["two dots", "al..ice@acme.example"],
		["a bare host", "alice@localhost"],
		["a number as top level", "alice@10.0.0.1"],
		["a label with a dash first", "alice@-acme.example"],
		["a space inside", "al ice@acme.example"],
		["a display name", "Alice <alice@acme.example>"],
		["a quoted part", '"alice"@acme.example'],
		["a second recipient", "alice@acme.example,eve@evil.example"],
		["a header", "alice@acme.example\r\nBcc: eve@evil.example"],
		["a NUL", "alice\u0000@acme.example"],
		["65 characters before the sign", `${"a".repeat(65)}@acme.example`],
		["255 characters", `a@${"b".repeat(62)}.${"c".repeat(62)}.${"d".repeat(62)}.${"e".repeat(62)}.f.example`],
	])("T091 with %s is refused", (_what, typed) => {
		expect(canonicalEmail(typed)).toBeNull();
	});

	it.each([
		["a dotless i", "al\u0131ce@acme.example"],
		["a dotted capital I", "AL\u0130CE@acme.example"],
		["a Kelvin sign", "mi\u212Ae@acme.example"],
		["a Cyrillic a", "\u0430lice@acme.example"],
		["a full-width sign", "alice\uFF20acme.example"],
		["a full-width dot", "alice@acme\uFF0Eexample"],
		["a sharp s in the domain", "alice@stra\u00DFe.example"],
		["a zero-width joiner", "al\u200Dice@acme.example"],
		["a combining accent", "alice\u0301@acme.example"],
		["a right-to-left override", "alice@acme.\u202Eelpmaxe"],
	])("T091 with %s is refused, not folded", (_what, typed) => {
		expect(canonicalEmail(typed)).toBeNull();
	});
});
