/**
 * Our reading of the numbering plans against the library's own, for every country: example numbers of all kinds, their
 * neighbours and plain noise, from home, from abroad and with a plus, as a person could type them. The chance is seeded.
 */
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/min/metadata";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { parsePhone } from "../../worker/features/phones/rules.ts";

const countries = Object.keys(metadata.countries) as CountryCode[];

/** Whole numbers below a bound, the same ones every time. */
function chance(seed: number): (bound: number) => number {
	let state = seed;
	return (bound) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * bound);
	};
}

function byLibrary(text: string, country: CountryCode): string {
	const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false }, metadata);
	return number?.isValid() ? number.number : "malformed";
}
function byUs(text: string, country: string): string {
	const result = parsePhone(text, country);
	return result.ok ? result.value : result.refused;
}

/** Ways to write a national number of a country: alone, with prefixes that are dialled before it, and from abroad. */
function spellings(national: string, country: CountryCode, draw: (bound: number) => number): string[] {
	const code = metadata.countries[country]?.[0] ?? "";
	const middle = 1 + draw(Math.max(1, national.length - 1));
	const spaced = `${national.slice(0, middle)} ${national.slice(middle)}`;
	return [
		national,
		`0${national}`,
		`1${national}`,
		`8${national}`,
		`${code}${national}`,
		`00${code}${national}`,
		`011${code}${national}`,
		`+${code}${national}`,
		`+${code} (0) ${spaced}`,
		spaced,
	];
}

describe("our reading of the plans", () => {
	it("gives for every country what the library gives", () => {
		const draw = chance(20_261_121);
		let valid = 0;
		for (const country of countries) {
			const example = examples[country] ?? "";
			const digits = (count: number) => Array.from({ length: count }, () => draw(10)).join("");
			const nationals = new Set<string>([example]);
			for (let neighbour = 0; neighbour < 12; neighbour++) {
				const at = draw(example.length);
				nationals.add(example.slice(0, at) + digits(1) + example.slice(at + 1));
				nationals.add(example.slice(0, 2) + digits(Math.max(0, example.length - 2)));
			}
			for (let noise = 0; noise < 16; noise++) nationals.add(digits(3 + draw(12)));
			for (const national of nationals) {
				for (const text of spellings(national, country, draw)) {
					const theirs = byLibrary(text, country);
					expect(byUs(text, country), `${text} in ${country}`).toBe(theirs);
					if (theirs !== "malformed") valid += 1;
				}
			}
		}
		expect(valid).toBeGreaterThan(20_000);
	}, 60_000);

	it("gives what the library gives for calling codes that belong to no country", () => {
		const draw = chance(7);
		for (const code of ["800", "808", "870", "878", "881", "882", "883", "888", "979", "999", "210"]) {
			for (let drawn = 0; drawn < 200; drawn++) {
				const text = `+${code}${Array.from({ length: 5 + draw(9) }, () => draw(10)).join("")}`;
				expect(byUs(text, "SK"), text).toBe(byLibrary(text, "SK"));
			}
		}
	});
});
