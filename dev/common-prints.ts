/**
 * Writes worker/features/users/common-prints.ts: fingerprints of the most frequent passwords that our rules of length let
 * through, from the ordered list of @zxcvbn-ts/language-common, without those that a rule refuses anyway. No password is
 * written. Run it after a new version of the library or a change of the rules: `node dev/common-prints.ts`; a test fails
 * while the file is not in step.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { GAP_BITS, isPlain, printOf } from "../worker/features/users/common-passwords.ts";
import { base64url } from "../worker/lib/encoding.ts";
import { inRoot } from "./root.ts";

const target = inRoot("worker/features/users/common-prints.ts");
/** ASVS 5.0, 6.2.4. */
const MOST_FREQUENT = 3000;
/** The shortest password that an organization can allow. */
const SHORTEST = 8;

/** The most frequent passwords of all, the first one first, in lower case. */
export function mostFrequentPasswords(): readonly string[] {
	const all: readonly string[] = JSON.parse(
		readFileSync(inRoot("node_modules/@zxcvbn-ts/language-common/src/passwords.json"), "utf8"),
	);
	return all.filter((password) => [...password].length >= SHORTEST).slice(0, MOST_FREQUENT);
}

/** The text of the generated file. */
export function commonPrintsFile(): string {
	const left = mostFrequentPasswords().filter((password) => !isPlain(password));
	const prints = [...new Set(left.map(printOf))].sort((one, other) => one - other);
	const bits = prints.map((print, index) => gap(print - (prints[index - 1] ?? 0))).join("");
	const bytes = Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (eight) => Number.parseInt(eight.padEnd(8, "0"), 2));
	return `/**
 * Fingerprints of the ${MOST_FREQUENT} most frequent passwords that no rule refuses by itself: ${prints.length} of them, as
 * \`common-passwords.ts\` reads them. Made by dev/common-prints.ts: change nothing by hand.
 */
export const commonPrints =
	"${base64url(bytes)}";
`;
}

const gap = (size: number): string =>
	`${"1".repeat(size >> GAP_BITS)}0${(size % 2 ** GAP_BITS).toString(2).padStart(GAP_BITS, "0")}`;

if (import.meta.main) writeFileSync(target, commonPrintsFile());
