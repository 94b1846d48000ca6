/**
 * Phone numbers: every usual spelling becomes E.164, and whatever is not plainly one number is refused with its reason.
 */
import { describe, expect, it } from "vitest";
import { phonePlansFile } from "../../dev/phone-plans.ts";
import { maskPhone, parsePhone } from "../../worker/features/phones/rules.ts";
import { textOf } from "../support/sources.ts";

const stored = (text: string, country?: string) => {
	const result = parsePhone(text, country);
	return result.ok ? result.value : result.refused;
};

describe("a phone number", () => {
	it("S90 is stored in the international format, however it was spaced", () => {
		for (const text of [
			"+421987654321",
			"+421 987 654 321",
			" +421-987-654-321 ",
			"+421 (987) 654/321",
			"+421.987.654.321",
		])
			expect(stored(text), text).toBe("+421987654321");
	});

	it("S90 without a plus needs its country, and says so", () => {
		for (const text of ["421987654321", "0987654321", "00421987654321", "987 654 321"])
			expect(stored(text), text).toBe("country_needed");
		expect(stored("0987654321", "ZZ")).toBe("country_needed");
		expect(stored("0987654321", "sk")).toBe("country_needed");
	});

	it("S91 in Slovakia changes the leading zero for the country code", () => {
		expect(stored("0987654321", "SK")).toBe("+421987654321");
		expect(stored("0987 654 321", "SK")).toBe("+421987654321");
		expect(stored("00421 987 654 321", "SK")).toBe("+421987654321");
	});

	it("S92 in the United States drops the dashes and adds the country code", () => {
		expect(stored("201-321-4567", "US")).toBe("+12013214567");
		expect(stored("(201) 321-4567", "US")).toBe("+12013214567");
		expect(stored("1 201 321 4567", "US")).toBe("+12013214567");
	});

	it("with a plus is what it says, whatever country was chosen", () => {
		expect(stored("+421987654321", "US")).toBe("+421987654321");
		expect(stored("+34 612 34 56 78", "SK")).toBe("+34612345678");
	});

	it.each([
		"",
		"   ",
		"+",
		"++421987654321",
		"+421+987654321",
		"+421",
		"+421 12",
		"+999 123 456 789",
		"112",
		"+1 201 321 4567 ext. 5",
		"+1 201 321 4567 x5",
		"+12013214567;ext=5",
		"tel:+12013214567",
		"1-800-FLOWERS",
		"+1 800 FLOWERS",
		"call +421987654321",
		"+421987654321, +421987654322",
		"+421987654321\u0000",
		"+٤٢١٩٨٧٦٥٤٣٢١",
		`+421987654321${"0".repeat(30)}`,
		"9".repeat(10_000),
	])("%j is refused as malformed", (text) => {
		expect(stored(text, "US")).toBe("malformed");
	});

	it("is masked down to its country and its last three digits", () => {
		expect(maskPhone("+421987654321")).toBe("+421 ••• 321");
		expect(maskPhone("+12013214567")).toBe("+1 ••• 567");
		expect(maskPhone("+421987654321")).not.toContain("9876");
	});
});

describe("numbering plans", () => {
	it("are those of the installed library, without formats", () => {
		expect(textOf("worker/features/phones/plans.ts")).toBe(phonePlansFile());
	});
});
