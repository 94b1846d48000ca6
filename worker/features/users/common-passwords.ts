/**
 * Whether a password is among those that guessers try first (ASVS 6.2.4): a word of the list with little behind it, one
 * thing repeated, a run, a date, or one of the most frequent passwords of all, which are kept as fingerprints. Pure.
 */
import { sha256 } from "@oslojs/crypto/sha2";
import { fromBase64url, utf8 } from "../../lib/encoding.ts";
import { commonPrints } from "./common-prints.ts";
import { commonWords } from "./common-words.ts";

/** Bits of a gap between two fingerprints that are written as they are; what is above is counted in ones before a zero. */
export const GAP_BITS = 13;

/** Whether a password in lower case is refused as common. */
export const isCommon = (folded: string): boolean => isPlain(folded) || mostFrequent().has(printOf(folded));

/** What needs no list of frequent passwords; also what that list can leave out. */
export function isPlain(folded: string): boolean {
	const stem = folded.replace(/[\d\W_]+$/u, "");
	return (
		commonWords.has(folded) ||
		(stem.length >= 4 && commonWords.has(stem) && folded.length - stem.length <= 5) ||
		/^(.{1,4})\1+$/su.test(folded) ||
		isRun(folded) ||
		isDate(folded)
	);
}

/** 12345678, abcdefgh, 87654321 and the like; after nine comes zero. */
function isRun(text: string): boolean {
	const [first = 0, ...others] = [...text]
		.slice(1)
		.map((sign, index) => (sign.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
	return Math.abs(first) === 1 && others.every((step) => step === first || step === -9 * first);
}

const dayMonth = /(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])/.source;
const monthDay = /(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])/.source;
const year = /(19|20)\d\d/.source;
const date = new RegExp(`^((${dayMonth}|${monthDay})${year}|${year}(${monthDay}|${dayMonth}))$`);

/** A day of the last or of this century in eight digits, in any usual order: a third of the most frequent passwords. */
const isDate = (text: string): boolean => date.test(text);

/**
 * The fingerprint of a password in lower case: the first 24 bits of its SHA-256. With some 1700 of them, one in 9000 of the
 * passwords that are not on the list is refused along with it.
 */
export function printOf(folded: string): number {
	const [high = 0, middle = 0, low = 0] = sha256(utf8(folded));
	return (high << 16) | (middle << 8) | low;
}

let read: ReadonlySet<number> | null = null;

/** All fingerprints, read once: ascending, each as its gap from the one before (Golomb and Rice's code). */
function mostFrequent(): ReadonlySet<number> {
	if (read) return read;
	const bytes = fromBase64url(commonPrints) ?? new Uint8Array();
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
	let print = 0;
	const gaps = bits.matchAll(new RegExp(`(1*)0([01]{${GAP_BITS}})`, "g"));
	read = new Set(
		[...gaps].map(([, ones = "", rest = ""]) => (print += ones.length * 2 ** GAP_BITS + Number.parseInt(rest, 2))),
	);
	return read;
}
