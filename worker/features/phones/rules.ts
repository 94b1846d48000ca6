/**
 * Phone numbers: any usual spelling of one country, or the international one, becomes the one stored form (E.164). Pure.
 * It refuses what is not plainly one number: letters, extensions, short codes, and a national form without its country
 * (S90), so that a text message never goes to somebody else's phone by a guess.
 */
import { type CountryCode, type MetadataJson, parsePhoneNumberFromString } from "libphonenumber-js/core";
import type { FieldProblem } from "../../errors.ts";
import { ok, type Result, refused } from "../../lib/result.ts";
import { plans } from "./plans.ts";

/** Longest text that is looked at: a number with every sign that people put between digits. */
export const MAX_PHONE_TEXT = 40;

let read: MetadataJson | undefined;
/** The plans, read when the first number comes. */
const metadata = (): MetadataJson => {
	read ??= JSON.parse(plans) as MetadataJson;
	return read;
};

const isCountry = (text: string | undefined): text is CountryCode =>
	text !== undefined && Object.hasOwn(metadata().countries, text);

/** Digits, at most one leading plus, and what people write between digits. */
const spelling = /^\+?[\d\s().\-/]+$/;

/**
 * The number in E.164. A text without a plus needs the country (ISO 3166, two capitals) in which it is dialled: 0987654321
 * in SK is +421987654321 (S91), 201-321-4567 in US is +12013214567 (S92).
 */
export function parsePhone(text: string, country?: string): Result<string, FieldProblem> {
	const typed = text.trim();
	if (typed.length > MAX_PHONE_TEXT || !spelling.test(typed)) return refused("malformed");
	const dialledIn = isCountry(country) ? country : undefined;
	if (dialledIn === undefined && !typed.startsWith("+")) return refused("country_needed");
	const where = { ...(dialledIn === undefined ? {} : { defaultCountry: dialledIn }), extract: false };
	const number = parsePhoneNumberFromString(typed, where, metadata());
	return number?.isValid() && number.ext === undefined ? ok(number.number) : refused("malformed");
}

/** A stored number as its owner may be shown it on a page that others see: country and last three digits. */
export function maskPhone(e164: string): string {
	const calling = parsePhoneNumberFromString(e164, metadata())?.countryCallingCode ?? "";
	return `+${calling} ••• ${e164.slice(-3)}`;
}
