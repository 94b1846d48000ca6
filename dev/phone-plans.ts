/**
 * Writes worker/features/phones/plans.ts: the numbering plans of libphonenumber-js without what only formats numbers, which
 * we never do, and without the list of who shares a calling code: the countries stand in its order. Half of the data's size is
 * saved in the worker. Run it after a new version of the library:
 * `node dev/phone-plans.ts`; a test fails while the file is not in step.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./root.ts";

const target = inRoot("worker/features/phones/plans.ts");
/** Where a plan's array keeps its formats, how a prefix is written, and whether it may be left away in writing. */
const ONLY_FOR_FORMATS = [4, 6, 9];

interface Plans {
	readonly country_calling_codes: Record<string, string[]>;
	readonly countries: Record<string, unknown[]>;
	readonly nonGeographic: Record<string, unknown[]>;
}

const lean = (plan: readonly unknown[]): unknown[] =>
	plan.map((part, index) => (ONLY_FOR_FORMATS.includes(index) ? 0 : part));

/** The text of the generated file. */
export function phonePlansFile(): string {
	const library: Plans = JSON.parse(readFileSync(inRoot("node_modules/libphonenumber-js/metadata.min.json"), "utf8"));
	const inOrder = Object.values(library.country_calling_codes).flat();
	const plans = {
		countries: Object.fromEntries(inOrder.map((country) => [country, lean(library.countries[country] ?? [])])),
		nonGeographic: Object.values(library.nonGeographic).map(lean),
	};
	return `/**
 * Numbering plans of all countries, as libphonenumber-js has them, without formats, those of a calling code together and
 * its main country first. Made by dev/phone-plans.ts: change
 * nothing by hand. Text, so that an isolate that never meets a phone number never reads it.
 */
export const plans = String.raw\`${JSON.stringify(plans)}\`;
`;
}

if (import.meta.main) writeFileSync(target, phonePlansFile());
