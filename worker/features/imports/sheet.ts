/**
 * A file as a table: columns with names, and records that know the line on which they begin. Reads CSV and LDIF and tells
 * them apart by their first line. It interprets no value: `=1+1` is a text like any other.
 */
import type { FieldProblem } from "../../errors.ts";
import { ok, type Result, refused } from "../../lib/result.ts";
import { canonicalEmail } from "../users/rules.ts";
import { parseCsv } from "./csv.ts";
import { MOST_COLUMNS, MOST_ROWS } from "./input.ts";
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

/** The table in a text; the format is told by its beginning where it is not given. Refuses more rows or columns than a piece may have. */
export function readSheet(text: string, format?: "csv" | "ldif"): Result<Sheet, FieldProblem> {
	const plain = text.replace(/^\uFEFF/, "");
	const sheet = (format ?? (isLdif(plain) ? "ldif" : "csv")) === "ldif" ? fromLdif(plain) : fromCsv(plain);
	return sheet ? ok(sheet) : refused("too_long");
}

function fromCsv(text: string): Sheet | null {
	const [first, ...rest] = parseCsv(text);
	if (!first) return { columns: [], records: [] };
	// A first record that holds an address is a person, not a header: the columns are called as in a spreadsheet then.
	const hasHeader = !first.cells.some((cell) => canonicalEmail(cell) !== null);
	const records = hasHeader ? rest : [first, ...rest];
	if (records.length > MOST_ROWS || first.cells.length > MOST_COLUMNS) return null;
	const columns = distinct(first.cells.map((cell, index) => (hasHeader && cell.trim()) || letterOf(index)));
	return {
		columns,
		records: records.map(({ line, cells, broken }) => ({
			line,
			values: new Map(columns.map((column, index) => [column, cells[index] ?? ""])),
			broken: broken || cells.slice(columns.length).some((cell) => cell.trim() !== ""),
		})),
	};
}

function fromLdif(text: string): Sheet | null {
	const entries = parseLdif(text);
	// An attribute has one name in any spelling of it; the first one met is what the page shows.
	const names = new Map<string, string>();
	for (const { values } of entries) for (const [key, { name }] of values) if (!names.has(key)) names.set(key, name);
	if (entries.length > MOST_ROWS || names.size > MOST_COLUMNS) return null;
	return {
		columns: [...names.values()],
		records: entries.map(({ line, values, broken }) => ({
			line,
			values: new Map([...values].map(([key, { name, value }]) => [names.get(key) ?? name, value])),
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
