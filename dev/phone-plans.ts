/**
 * Writes worker/features/phones/plans.ts: the numbering plans of libphonenumber-js without what only formats numbers, which
 * we never do. Half of the data's size is saved in the worker. Run it after a new version of the library:
 * `node dev/phone-plans.ts`; a test fails while the file is not in step.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./root.ts";

const target = inRoot("worker/features/phones/plans.ts");
/** Where a country's array keeps its formats. */
const FORMATS = 4;

interface Plans {
	readonly countries: Record<string, unknown[]>;
}

/** The text of the generated file. */
export function phonePlansFile(): string {
	const plans: Plans = JSON.parse(readFileSync(inRoot("node_modules/libphonenumber-js/metadata.min.json"), "utf8"));
	for (const country of Object.values(plans.countries)) if (Array.isArray(country[FORMATS])) country[FORMATS] = 0;
	return `/**
 * Numbering plans of all countries, as libphonenumber-js reads them, without formats. Made by dev/phone-plans.ts: change
 * nothing by hand. Text, so that an isolate that never meets a phone number never reads it.
 */
export const plans = String.raw\`${JSON.stringify(plans)}\`;
`;
}

if (import.meta.main) writeFileSync(target, phonePlansFile());
