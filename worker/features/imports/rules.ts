/**
 * From the records of a file to people, or to what is wrong with each field of each record. Pure. Columns are recognised by
 * their usual names in English and Spanish and by the attributes of a directory (S74, S93); what is not understood is an
 * error of its row and never a guess.
 */
import type { FieldProblem } from "../../errors.ts";
import type { Email } from "../../lib/brand.ts";
import { ok, type Result, refused } from "../../lib/result.ts";
import { parsePhone } from "../phones/rules.ts";
import type { Role } from "../roles/rules.ts";
import { canonicalEmail } from "../users/rules.ts";
import type { ImportField, Mapping } from "./input.ts";
import type { SheetRecord } from "./sheet.ts";
import { localeWords, requirementWords, roleWords, wordOf } from "./words.ts";

export interface ImportedPerson {
	readonly email: Email;
	readonly name: string;
	readonly phone: string | null;
	readonly role: Role;
	readonly requirement: "required" | "notRequired" | "inherit";
	readonly locale: "en" | "es" | null;
}

/** `record` is the whole line: it could not be read for certain. */
export interface RowError {
	readonly field: ImportField | "record";
	readonly problem: FieldProblem;
}

export interface ReadRow {
	readonly line: number;
	/** As it stands in the file where it is no address. */
	readonly email: string;
	readonly read: Result<ImportedPerson, readonly RowError[]>;
}

const MOST_NAME = 100;
const MOST_SHOWN = 320;

/** Two columns that make up one name, as `first + last`. */
export const JOINED = " + ";

/** The value of a mapped column, or of two that belong together. */
function cellOf({ values }: SheetRecord, column: string | undefined): string {
	if (column === undefined) return "";
	const own = values.get(column);
	if (own !== undefined || !column.includes(JOINED)) return (own ?? "").trim();
	return column
		.split(JOINED)
		.map((part) => values.get(part)?.trim() ?? "")
		.filter((part) => part !== "")
		.join(" ");
}

/** Reads every record by the mapping; an address that came before in the same file is an error of its second row. */
export function readRows(
	records: readonly SheetRecord[],
	mapping: Mapping,
	country: string | undefined,
): readonly ReadRow[] {
	const seen = new Set<string>();
	return records.map((record): ReadRow => {
		const shown = cellOf(record, mapping.email).slice(0, MOST_SHOWN);
		const email = canonicalEmail(shown);
		const read = readRecord(record, email, mapping, country);
		const again = email !== null && seen.has(email);
		if (email !== null) seen.add(email);
		return {
			line: record.line,
			email: email ?? shown,
			read: again ? refused([{ field: "email", problem: "taken" }]) : read,
		};
	});
}

function readRecord(
	record: SheetRecord,
	email: Email | null,
	mapping: Mapping,
	country: string | undefined,
): ReadRow["read"] {
	if (record.broken) return refused([{ field: "record", problem: "malformed" }]);
	const value = (field: ImportField) => cellOf(record, mapping[field]);
	const name = readName(value("name"));
	const phone = value("phone") === "" ? ok(null) : parsePhone(value("phone"), country);
	const role = readWord(value("role"), roleWords, "member");
	const requirement = readWord(value("requirement"), requirementWords, "inherit");
	const locale = readWord(value("locale"), localeWords, null);
	if (email && name.ok && phone.ok && role.ok && requirement.ok && locale.ok) {
		return ok({
			email,
			name: name.value,
			phone: phone.value,
			role: role.value,
			requirement: requirement.value,
			locale: locale.value,
		});
	}
	const problem = value("email") === "" ? "required" : "malformed";
	const checked = { name, phone, role, requirement, locale };
	const others = (["name", "phone", "role", "requirement", "locale"] as const).flatMap((field): RowError[] => {
		const one = checked[field];
		return one.ok ? [] : [{ field, problem: one.refused }];
	});
	return refused([...(email ? [] : [{ field: "email", problem } as const]), ...others]);
}

/** A name as the forms take it: one line of plain text. A formula is a text like any other. */
function readName(text: string): Result<string, FieldProblem> {
	if (text === "") return refused("required");
	if (text.length > MOST_NAME) return refused("too_long");
	return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text) ? refused("malformed") : ok(text);
}

function readWord<const Value, const Empty>(
	text: string,
	words: Readonly<Record<string, Value>>,
	empty: Empty,
): Result<Value | Empty, FieldProblem> {
	if (text === "") return ok(empty);
	const word = wordOf(text);
	const value = Object.hasOwn(words, word) ? words[word] : undefined;
	return value === undefined ? refused("unknown") : ok(value);
}
