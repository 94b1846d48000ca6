/**
 * A file as a table: columns with names, and records that know the line on which they begin. Reads CSV and LDIF and tells
 * them apart by their first line. It interprets no value: `=1+1` is a text like any other.
 */
import { canonicalEmail } from "../users/rules.ts";
import { parseCsv } from "./csv.ts";
import { parseLdif } from "./ldif.ts";

export interface SheetRecord {
	/** The line of the text on which the record begins, from 1. */
	readonly line: number;
	/** Values by column; the first one where a record has several. */
	readonly values: ReadonlyMap<string, string>;
	/** Whether the record cannot be read for certain: an open quote, a value that is not what it says. */
	readonly broken: boolean;
}

export interface Sheet {
	readonly columns: readonly string[];
	readonly records: readonly SheetRecord[];
}

const isLdif = (text: string): boolean => /^(?:\s|#[^\n]*\n)*(?:version:|dn::?)/i.test(text);

/** The table in a text; the format is told by its beginning where it is not given. */
export function readSheet(text: string, format?: "csv" | "ldif"): Sheet {
	const plain = text.replace(/^\uFEFF/, "");
	return (format ?? (isLdif(plain) ? "ldif" : "csv")) === "ldif" ? fromLdif(plain) : fromCsv(plain);
}

function fromCsv(text: string): Sheet {
	const [first, ...rest] = parseCsv(text);
	if (!first) return { columns: [], records: [] };
	// A first record that holds an address is a person, not a header: the columns are called as in a spreadsheet then.
	const hasHeader = !first.cells.some((cell) => canonicalEmail(cell) !== null);
	const columns = distinct(first.cells.map((cell, index) => (hasHeader && cell.trim()) || letterOf(index)));
	return {
		columns,
		records: (hasHeader ? rest : [first, ...rest]).map(({ line, cells, broken }) => ({
			line,
			values: new Map(columns.map((column, index) => [column, cells[index] ?? ""])),
			broken: broken || cells.slice(columns.length).some((cell) => cell.trim() !== ""),
		})),
	};
}

function fromLdif(text: string): Sheet {
	const entries = parseLdif(text);
	// An attribute has one name in any spelling of it; the first one met is what the page shows.
	const names = new Map<string, string>();
	for (const { values } of entries) {
		for (const name of values.keys()) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
	}
	return {
		columns: [...names.values()],
		records: entries.map(({ line, values, broken }) => ({
			line,
			values: new Map([...values].map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value])),
			broken,
		})),
	};
}

/** A, B, … Z, AA, AB, … */
function letterOf(index: number): string {
	const last = String.fromCharCode(65 + (index % 26));
	return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

function distinct(names: readonly string[]): readonly string[] {
	const taken = new Set<string>();
	return names.map((name) => {
		let own = name;
		for (let count = 2; taken.has(own); count += 1) own = `${name} (${count})`;
		taken.add(own);
		return own;
	});
}
