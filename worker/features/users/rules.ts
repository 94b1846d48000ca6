/**
 * People: the one canonical spelling of an e-mail address, and which passwords are accepted. Pure.
 * ASCII addresses only, lower-cased by ASCII rules: two spellings never make two accounts (T025, T091).
 */
import type { Fields } from "../../errors.ts";
import type { Email } from "../../lib/brand.ts";
import { ok, type Result, refused } from "../../lib/result.ts";
import type { Policy } from "../policy/rules.ts";
import { isCommon } from "./common-passwords.ts";

const MAX_EMAIL = 254;
const MAX_LOCAL = 64;
const address =
	/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;

/** The canonical address, or null when the text is not an address that we write to. */
export function canonicalEmail(text: string): Email | null {
	const trimmed = text.trim();
	if (trimmed.length > MAX_EMAIL || trimmed.indexOf("@") > MAX_LOCAL || !address.test(trimmed)) return null;
	return trimmed.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) as Email;
}

/** The part behind the @: the source of an automatic realm. */
export const domainOf = (email: Email): string => email.slice(email.indexOf("@") + 1);

/** A name as it is sorted and searched: without case, accents and doubled spaces. */
export const nameKey = (name: string): string =>
	name
		.normalize("NFKD")
		.replace(/\p{M}+/gu, "")
		.replace(/\s+/gu, " ")
		.trim()
		.toLowerCase();

/** What stands between the words of a name or an address, for the search. */
export const betweenWords = /[._\-+@(),/%&:']/g;

/** Characters of a word's beginning that are kept for the search. */
export const KEPT_OF_WORD = 40;

/**
 * What a person is found by: name and address from the start of each of their words on, a space for all that stands between
 * words; of an address the last beginning is that of its domain. Sorted, without doubles.
 */
export function wordsOf(key: string, email: Email): readonly string[] {
	const beginnings = (text: string, most: number): string[] => {
		const said = text.replace(betweenWords, " ");
		const starts = [...said.matchAll(/(?<=^| )[^ ]/gu)].map(({ index }) => index).filter((index) => index <= most);
		return starts.map((start) => [...said.slice(start)].slice(0, KEPT_OF_WORD).join(""));
	};
	const found = [...beginnings(key, key.length), ...beginnings(email, email.indexOf("@") + 1)];
	return [...new Set(found)].sort();
}

/** The columns that say how somebody is called, always written together. */
export const called = (name: string, email: Email) => {
	const key = nameKey(name);
	return { name, nameKey: key, words: JSON.stringify(wordsOf(key, email)) };
};

export const MAX_PASSWORD = 128;

/** Words that a password may not be made of: the person's and the tenant's own. */
export interface PasswordContext {
	readonly email: string;
	readonly name: string;
	readonly tenantName: string;
	readonly slug: string;
}

/** Accepts a new password by length (in characters after NFKC), the list of common ones and the context's own words. */
export function acceptPassword(
	password: string,
	context: PasswordContext,
	lengths: Policy["password"],
	hasFactor: boolean,
): Result<string, Fields> {
	const normal = password.normalize("NFKC");
	const length = [...normal].length;
	const least = hasFactor ? lengths.minLength : Math.max(lengths.minLength, lengths.minLengthWithoutFactor);
	if (length < least) return refused({ password: "too_short" });
	if (length > MAX_PASSWORD) return refused({ password: "too_long" });
	const folded = normal.toLowerCase();
	if (isCommon(folded)) return refused({ password: "common" });
	if (isMadeOf(folded, contextWords(context))) return refused({ password: "contains_context" });
	return ok(normal);
}

const MIN_WORD = 4;

function contextWords(context: PasswordContext): readonly string[] {
	const parts = [
		context.email,
		context.email.split("@")[0] ?? "",
		context.name,
		context.tenantName,
		context.slug,
		"gatehouse",
	];
	const words = parts.flatMap((part) => [part, part.replace(/\s+/g, ""), ...part.split(/[^\p{L}\p{N}]+/u)]);
	return [...new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length >= MIN_WORD))];
}

/** Whether nothing worth guessing is left once the context's words are taken out. */
function isMadeOf(folded: string, words: readonly string[]): boolean {
	return words.some((word) => folded.includes(word) && [...folded.replaceAll(word, "")].length < MIN_WORD);
}
