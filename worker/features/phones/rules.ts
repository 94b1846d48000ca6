/**
 * Phone numbers: any usual spelling of one country, or the international one, becomes the one stored form (E.164). Pure.
 * It refuses what is not plainly one number: letters, extensions, short codes, and a national form without its country
 * (S90), so that a text message never goes to somebody else's phone by a guess. It reads the plans of libphonenumber-js as
 * that library does, without its formats and searches; a test holds the two against each other, country by country.
 */
import type { FieldProblem } from "../../errors.ts";
import { ok, type Result, refused } from "../../lib/result.ts";
import { plans } from "./plans.ts";

/** Longest text that is looked at: a number with every sign that people put between digits. */
export const MAX_PHONE_TEXT = 40;

/** A kind of number (mobile, fixed line, …): its pattern, and its lengths where they differ from the plan's. */
type Kind = readonly [pattern: string, lengths?: readonly number[]];
/** How numbers are built in one country, in the order of the library's metadata; what is not there is 0 or absent. */
type Plan = readonly [
	callingCode: string,
	dialledOut: string,
	pattern: string,
	lengths: readonly number[],
	noFormats?: 0,
	prefix?: string | 0,
	noRule?: 0,
	prefixPattern?: string | 0,
	prefixBecomes?: string | 0,
	noOption?: 0,
	leadingDigits?: string | 0,
	kinds?: readonly (Kind | 0)[] | 0,
];
interface Plans {
	/** By ISO 3166; those that share a calling code stand together, the main one first. */
	readonly countries: ReadonlyMap<string, Plan>;
	/** Countries by their calling code. */
	readonly byCode: ReadonlyMap<string, readonly string[]>;
	/** Plans of calling codes that belong to no country. */
	readonly nonGeographic: ReadonlyMap<string, Plan>;
}

let read: Plans | undefined;
/** The plans, read when the first number comes. */
const all = (): Plans => {
	read ??= readPlans();
	return read;
};

function readPlans(): Plans {
	const { countries, nonGeographic }: { countries: Record<string, Plan>; nonGeographic: Plan[] } = JSON.parse(plans);
	const byCode = new Map<string, string[]>();
	for (const [country, [code]] of Object.entries(countries)) byCode.set(code, [...(byCode.get(code) ?? []), country]);
	return {
		countries: new Map(Object.entries(countries)),
		byCode,
		nonGeographic: new Map(nonGeographic.map((plan) => [plan[0], plan])),
	};
}

const countriesOf = (callingCode: string): readonly string[] => all().byCode.get(callingCode) ?? [];
const planOfCountry = (country: string | undefined): Plan | undefined => all().countries.get(country ?? "");
/** The plan of a calling code: that of its first country where several share it. */
const planOfCode = (callingCode: string): Plan | undefined =>
	planOfCountry(countriesOf(callingCode)[0]) ?? all().nonGeographic.get(callingCode);

const isWhole = (pattern: string, digits: string): boolean => new RegExp(`^(?:${pattern})$`).test(digits);

/** Whether a number of this plan is of a kind that the plan lists; undefined where it lists none. */
function hasKind(plan: Plan, national: string): boolean | undefined {
	const kinds = plan[11];
	return kinds ? kinds.some((kind) => isOfKind(plan, kind, national)) : undefined;
}

function isOfKind([, , , lengths]: Plan, kind: Kind | 0 | undefined, national: string): boolean {
	const [pattern = "", ownLengths = lengths] = kind || [];
	return pattern !== "" && ownLengths.includes(national.length) && isWhole(pattern, national);
}

const fits = (plan: Plan, national: string): boolean => isWhole(plan[2], national) && (hasKind(plan, national) ?? true);

/** Which of the countries that share a calling code the number belongs to. */
function countryOf(callingCode: string, national: string): string | undefined {
	const countries = countriesOf(callingCode);
	if (countries.length === 1) return countries[0];
	return countries.find((country) => {
		const plan = planOfCountry(country);
		if (!plan) return false;
		if (plan[10]) return national.search(plan[10]) === 0;
		return hasKind(plan, national) === true && isWhole(plan[2], national);
	});
}

type Length = "possible" | "short" | "long" | "odd";

function lengthIn([, , , lengths]: Plan, national: string): Length {
	const [least = 0, most = 0] = [lengths[0], lengths.at(-1)];
	if (national.length < least) return "short";
	if (national.length > most) return "long";
	return lengths.includes(national.length) ? "possible" : "odd";
}

/** The number without what is dialled before it inside its country, where leaving it away leaves a possible number. */
function withoutPrefix(plan: Plan, digits: string): string {
	const [callingCode, , pattern, , , prefix, , prefixPattern, becomes] = plan;
	const dialled = prefixPattern || prefix;
	if (!dialled || digits === "") return digits;
	const start = new RegExp(`^(?:${dialled})`);
	const match = start.exec(digits);
	if (!match) return digits;
	const national =
		becomes && match.length > 1 && match.at(-1) ? digits.replace(start, becomes) : digits.slice(match[0].length);
	if (isWhole(pattern, digits) && !isWhole(pattern, national)) return digits;
	const exact = planOfCountry(countryOf(callingCode, national)) ?? plan;
	return ["short", "odd"].includes(lengthIn(exact, national)) ? digits : national;
}

interface Split {
	readonly callingCode: string;
	readonly rest: string;
}

/** Calling code and the rest of digits that begin, after the plus, with a calling code. */
function splitInternational(digits: string): Split | null {
	for (const length of [1, 2, 3]) {
		const callingCode = digits.slice(0, length);
		if (callingCode.length < length || callingCode.startsWith("0")) return null;
		if (planOfCode(callingCode)) return { callingCode, rest: digits.slice(length) };
	}
	return null;
}

/** The same for digits as they are dialled in a country; null when they are a national number. */
function splitDialled(plan: Plan, digits: string): Split | "none" | null {
	const [callingCode, dialledOut, pattern] = plan;
	const out = new RegExp(`^(?:${dialledOut})`).exec(digits);
	const abroad = out ? digits.slice(out[0].length) : "";
	if (out && abroad !== "" && !abroad.startsWith("0")) return splitInternational(abroad) ?? "none";
	if (!digits.startsWith(callingCode)) return null;
	const rest = digits.slice(callingCode.length);
	const national = withoutPrefix(plan, digits);
	const isRest = !isWhole(pattern, national) && isWhole(pattern, withoutPrefix(plan, rest));
	return isRest || lengthIn(plan, national) === "long" ? { callingCode, rest } : null;
}

/** Digits, at most one leading plus, and what people write between digits. */
const spelling = /^\+?[\d \u00A0().\-/]+$/;
const MOST_DIGITS = 17;

/**
 * The number in E.164. A text without a plus needs the country (ISO 3166, two capitals) in which it is dialled: 0987654321
 * in SK is +421987654321 (S91), 201-321-4567 in US is +12013214567 (S92).
 */
export function parsePhone(text: string, country?: string): Result<string, FieldProblem> {
	const typed = text.trim();
	if (typed.length > MAX_PHONE_TEXT || !spelling.test(typed)) return refused("malformed");
	const digits = typed.replaceAll(/\D/g, "");
	const home = planOfCountry(country);
	const isInternational = typed.startsWith("+");
	if (!home && !isInternational) return refused("country_needed");
	const split = home && !isInternational ? splitDialled(home, digits) : (splitInternational(digits) ?? "none");
	if (split === "none") return refused("malformed");
	const plan = split ? planOfCode(split.callingCode) : home;
	if (!plan) return refused("malformed");
	const national = withoutPrefix(plan, split?.rest ?? digits);
	const exact = planOfCountry(countryOf(plan[0], national)) ?? plan;
	if (national.length < 2 || national.length > MOST_DIGITS || !fits(exact, national)) return refused("malformed");
	return ok(`+${plan[0]}${national}`);
}

/**
 * Whether text messages may go to a stored number: where its plan tells kinds apart, only to a mobile one. Never to a calling code
 * that belongs to no country (satellites, networks of the whole world, shared cost, premium rate): such ranges pay whoever has
 * them written to. Where a plan tells no kinds apart, what a house may send in an hour is the bound (attempts/limits.ts).
 */
export function canBeTexted(e164: string): boolean {
	const split = splitInternational(e164.replaceAll(/\D/g, ""));
	if (!split) return false;
	const country = countryOf(split.callingCode, split.rest);
	const plan = planOfCountry(country);
	if (!plan || country === undefined) return false;
	const [fixed, mobile] = plan[11] || [];
	if (!plan[11]) return true;
	// A plan that has no pattern for mobile numbers uses the same ones for both.
	return isOfKind(plan, mobile && mobile[0] !== "" ? mobile : fixed, split.rest);
}

/** A stored number as its owner may be shown it on a page that others see: country and last three digits. */
export function maskPhone(e164: string): string {
	const calling = splitInternational(e164.replaceAll(/\D/g, ""))?.callingCode ?? "";
	return `+${calling} ••• ${e164.slice(-3)}`;
}
