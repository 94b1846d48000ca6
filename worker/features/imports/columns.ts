/**
 * Which column is what: by the usual names, or as the administrator says. A guess is shown before anything is done with it.
 * Pure.
 */
import { canonicalEmail } from "../users/rules.ts";
import type { Mapping } from "./input.ts";
import { JOINED } from "./rules.ts";
import type { Sheet } from "./sheet.ts";
import { columnWords, wordOf } from "./words.ts";

type Words = readonly string[];

/** The mapping that the names of the columns suggest; a column with addresses is one even without a name. */
export function guessMapping({ columns, records }: Sheet): Mapping {
	const byWord = new Map<string, string>();
	for (const column of columns) if (!byWord.has(wordOf(column))) byWord.set(wordOf(column), column);
	const isFull = (column: string) => records.every(({ values }) => (values.get(column) ?? "").trim() !== "");
	/** The first column of these names that every record fills, or else the first of them. */
	const first = (words: Words): string | undefined => {
		const found = words.flatMap((word) => byWord.get(word) ?? []);
		return found.find(isFull) ?? found[0];
	};
	const full = first(columnWords.fullName);
	const [given, family] = [first(columnWords.givenName), first(columnWords.familyName)];
	const joined = given !== undefined && family !== undefined ? given + JOINED + family : undefined;
	const isAddress = (column: string) => canonicalEmail(records[0]?.values.get(column) ?? "") !== null;
	const email = first(columnWords.email) ?? columns.find(isAddress);
	// Without a header the columns are A, B, C: the first that is no address is taken for the name.
	const unnamed = columns[0] === "A" ? columns.find((column) => !isAddress(column)) : undefined;
	return present({
		email,
		name:
			(full !== undefined && isFull(full) ? full : undefined) ??
			joined ??
			full ??
			first(columnWords.anyName) ??
			unnamed,
		phone: first(columnWords.phone),
		role: first(columnWords.role),
		requirement: first(columnWords.requirement),
		locale: first(columnWords.locale),
	});
}

/** Without the fields that no column is for. */
function present(mapping: { readonly [Field in keyof Mapping]: string | undefined }): Mapping {
	return Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined));
}
