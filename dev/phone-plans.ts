/**
 * Writes worker/features/phones/plans.ts: the numbering plans of libphonenumber-js without what only formats numbers, which
 * we never do, and beside them the ranges that cost extra, which its smaller plans leave away. Half of the data's size is
 * saved in the worker. Run it after a new version of the library: `node dev/phone-plans.ts`; a test fails while the file is
 * not in step.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./root.ts";

const target = inRoot("worker/features/phones/plans.ts");
/** Where a country's array keeps its formats. */
const FORMATS = 4;

interface Plans {
	readonly countries: Record<string, unknown[]>;
}

/** Where it keeps its kinds of numbers; and which of them cost extra: premium rate, personal, shared cost. */
const KINDS = 11;
const COSTLY = [3, 4, 9] as const;

const read = (name: string): Plans =>
	JSON.parse(readFileSync(inRoot(`node_modules/libphonenumber-js/metadata.${name}.json`), "utf8"));

/** The numbers that cost extra, as one pattern for each country whose small plan has no kinds. */
function costlyNumbers(small: Plans): Record<string, string> {
	const found: Record<string, string> = {};
	for (const [country, plan] of Object.entries(read("max").countries)) {
		const kinds = plan[KINDS];
		if (small.countries[country]?.[KINDS] || !Array.isArray(kinds)) continue;
		const patterns = COSTLY.flatMap((kind) => (Array.isArray(kinds[kind]) ? [String(kinds[kind][0])] : []));
		if (patterns.length > 0) found[country] = patterns.join("|");
	}
	return found;
}

/** The text of the generated file. */
export function phonePlansFile(): string {
	const plans = read("min");
	const costly = costlyNumbers(plans);
	for (const country of Object.values(plans.countries)) if (Array.isArray(country[FORMATS])) country[FORMATS] = 0;
	return `/**
 * Numbering plans of all countries, as libphonenumber-js reads them, without formats, and the numbers that cost extra. Made by dev/phone-plans.ts: change
 * nothing by hand. Text, so that an isolate that never meets a phone number never reads it.
 */
export const plans = String.raw\`${JSON.stringify({ ...plans, costly })}\`;
`;
}

if (import.meta.main) writeFileSync(target, phonePlansFile());
