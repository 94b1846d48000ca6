/**
 * Cuts a large file of people into pieces that the worker takes, at the borders of records and never inside one: a line
 * break within quotation marks is part of a record. Each piece of a CSV carries the header again. Pure: text in, text out;
 * what the records say is for the worker.
 */

export type Format = "csv" | "ldif";

export interface Piece {
	readonly text: string;
	/** Line of the file on which the first record of this piece stands, from 1. */
	readonly firstLine: number;
	/** Lines of the repeated header at the beginning of the piece. */
	readonly headerLines: number;
	/** How much of the file this piece is, in characters. */
	readonly size: number;
}

/** Bytes of one piece; the worker takes a little more. */
export const pieceBytes = 40_000;
/** Records of one piece: half of what the worker takes, so that the progress can be seen. */
export const pieceRecords = 250;

const bytes = new TextEncoder();
const sizeOf = (text: string): number => bytes.encode(text).byteLength;

/** A file of a directory begins its records with "dn:"; everything else is read as a table. */
export function formatOf(text: string): Format {
	return /^\s*(?:#.*\n|version:.*\n|\s*\n)*dn::?\s/i.test(text) ? "ldif" : "csv";
}

/** Lines with the marks that end them. */
function linesOf(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

const quotes = (line: string): number => line.split('"').length - 1;

/** The records of a CSV, the header first: a record goes on while a quotation mark is open. */
function csvRecords(lines: readonly string[]): string[][] {
	const records: string[][] = [];
	let open: string[] = [];
	let isQuoted = false;
	for (const line of lines) {
		open.push(line);
		if (quotes(line) % 2 === 1) isQuoted = !isQuoted;
		if (isQuoted) continue;
		records.push(open);
		open = [];
	}
	if (open.length > 0) records.push(open);
	return records;
}

/** The records of an LDIF: each ends with its empty lines. */
function ldifRecords(lines: readonly string[]): string[][] {
	const records: string[][] = [];
	let open: string[] = [];
	let isEnding = false;
	for (const line of lines) {
		const isEmpty = line.trim() === "";
		if (isEnding && !isEmpty) {
			records.push(open);
			open = [];
		}
		open.push(line);
		isEnding = isEmpty && open.some((each) => each.trim() !== "");
	}
	if (open.length > 0) records.push(open);
	return records;
}

/** Cuts a file into pieces of at most `most` bytes and 250 records; one larger record stands alone, to be refused. */
export function piecesOf(file: string, format: Format, most: number = pieceBytes): readonly Piece[] {
	const lines = linesOf(file.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
	const records = format === "csv" ? csvRecords(lines) : ldifRecords(lines);
	const header = format === "csv" ? (records.shift() ?? []) : [];
	const head = header.join("");
	const pieces: Piece[] = [];
	let line = header.length + 1;
	let taken: string[] = [];
	let takenBytes = 0;
	let firstLine = line;
	const close = () => {
		if (taken.length === 0) return;
		const body = taken.join("");
		pieces.push({ text: head + body, firstLine, headerLines: header.length, size: body.length });
		taken = [];
		takenBytes = sizeOf(head);
		firstLine = line;
	};
	takenBytes = sizeOf(head);
	for (const record of records) {
		const text = record.join("");
		const size = sizeOf(text);
		if (taken.length === pieceRecords || (taken.length > 0 && takenBytes + size > most)) close();
		taken.push(text);
		takenBytes += size;
		line += record.length;
	}
	close();
	return pieces;
}

/** The line of the file for a line of a piece. */
export function lineInFile(piece: Piece, line: number): number {
	return line <= piece.headerLines ? line : piece.firstLine + line - piece.headerLines - 1;
}

/** The text of a file in whatever encoding spreadsheets write: UTF-8, UTF-16 with its mark, or Windows' western one. */
export function decodeFile(content: ArrayBuffer): string {
	const [first, second] = new Uint8Array(content, 0, Math.min(2, content.byteLength));
	if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(content);
	if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(content);
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(content);
	} catch {
		return new TextDecoder("windows-1252").decode(content);
	}
}
