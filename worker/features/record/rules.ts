/**
 * The two forms in which the record leaves the house. CSV (RFC 4180) is for spreadsheets and never begins a cell with what one
 * would run as a formula, whichever separator it goes by; JSON Lines carries the chain, so that the file can be checked by
 * itself (`npm run operator -- verify`). Pure; both escape control characters, so that a name cannot break a line or colour a
 * terminal (T138).
 */

import type { ChainPoint } from "../audit/rules.ts";
import type { AuditRow } from "../audit/service.ts";

/** First signs that make a spreadsheet take a cell for a formula, their wide twins included. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** The same within a text, behind a sign at which a spreadsheet with another separator of lists begins a cell. */
const innerFormula = /([;|\t\r\n][\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** One cell: an apostrophe before what looks like a formula, quotes where they are needed. */
export function csvCell(value: string | number | null): string {
	const text = String(value ?? "").replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (sign) =>
		/[\t\r\n]/.test(sign) ? sign : `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
	);
	const inner = text.replace(innerFormula, "$1'");
	const calm = formula.test(inner) ? `'${inner}` : inner;
	return /[",\r\n\t']|^\s|\s$/.test(calm) ? `"${calm.replaceAll('"', '""')}"` : calm;
}

const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;

const columns =
	"seq,time,event,actor id,actor name,actor address,target id,target name,target address,evidence,browser,place,request,hash";

/** A page of the record as CSV; the first page begins with the names of the columns. */
export function csvPage(rows: readonly AuditRow[], isFirst: boolean): string {
	const lines = rows.map((row) =>
		csvLine([
			row.seq,
			new Date(row.at).toISOString(),
			row.event,
			row.actor?.id ?? null,
			row.actor?.name ?? null,
			row.actor?.email ?? null,
			row.target?.id ?? null,
			row.target?.name ?? null,
			row.target?.email ?? null,
			JSON.stringify(row.evidence),
			row.browser,
			row.place,
			row.requestId,
			row.hash,
		]),
	);
	return (isFirst ? csvLine(columns.split(",")) : "") + lines.join("");
}

/** The form of the file, in its first line. */
export const FILE_FORM = "gatehouse-record-1";

/** The line that opens the file: whose record it is, and the point of the chain that its first row follows. */
export const openingLine = (house: { tenant: string; slug: string; exportedAt: number }, after: ChainPoint): string =>
	jsonLine({ form: FILE_FORM, ...house, after });

/** The line that closes the file: the point of its last row, with a proof that only a holder of the service's keys can make. */
export const closingLine = (end: ChainPoint, proof: string | null): string => jsonLine({ end, proof });

/** A page of the record as JSON Lines. */
export const jsonPage = (rows: readonly AuditRow[]): string => rows.map((row) => jsonLine(row)).join("");

/** JSON escapes what is below space; the other control and line characters are escaped here. */
const jsonLine = (value: unknown): string =>
	`${JSON.stringify(value).replace(
		/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
	)}\n`;
