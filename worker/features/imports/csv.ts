/**
 * Comma-separated values (RFC 4180): quotes, doubled quotes, line breaks inside quotes; comma, semicolon or tab between cells;
 * any line ending. Keeps the line on which each record begins, and names a record that is not well formed instead of
 * guessing: a quote left open must not swallow the people behind it in silence.
 */
export interface CsvRecord {
	readonly line: number;
	readonly cells: readonly string[];
	readonly broken: boolean;
}

const separators = [";", "\t", ","] as const;

/** The records of the text; empty lines are none. One pass, linear in its length. */
export function parseCsv(text: string): readonly CsvRecord[] {
	// Spreadsheets write their separator in a first line of its own.
	const told = /^sep=([;,\t])\r?\n/i.exec(text);
	const start = told?.[0].length ?? 0;
	const separator = told?.[1] ?? separatorOf(text);
	const records: CsvRecord[] = [];
	let line = start > 0 ? 2 : 1;
	let begun = line;
	let cells: string[] = [];
	let cell = "";
	let quoted: "never" | "inside" | "closed" = "never";
	let broken = false;

	const endCell = () => {
		cells.push(cell);
		cell = "";
		quoted = "never";
	};
	const endRecord = () => {
		endCell();
		if (cells.some((one) => one.trim() !== "")) records.push({ line: begun, cells, broken });
		cells = [];
		broken = false;
	};

	for (let index = start; index < text.length; index += 1) {
		const sign = text.charAt(index);
		const isBreak = sign === "\n" || (sign === "\r" && text.charAt(index + 1) !== "\n");
		if (isBreak) line += 1;
		if (quoted === "inside") {
			if (sign !== '"') cell += sign;
			else if (text.charAt(index + 1) === '"') {
				cell += '"';
				index += 1;
			} else quoted = "closed";
		} else if (isBreak) {
			endRecord();
			begun = line;
		} else if (sign === "\r") {
			// The first half of a line's end.
		} else if (sign === separator) endCell();
		else if (sign === '"' && quoted === "never" && cell.trim() === "") {
			cell = "";
			quoted = "inside";
		} else {
			// A quote in the middle of a cell, or something behind the closing one.
			if (sign === '"' || (quoted === "closed" && sign !== " ")) broken = true;
			cell += sign;
		}
	}
	if (quoted === "inside") broken = true;
	endRecord();
	return records;
}

/** The separator that the first line has most often outside quotes. */
function separatorOf(text: string): string {
	const counts = new Map<string, number>();
	let inside = false;
	for (const sign of text) {
		if (sign === '"') inside = !inside;
		if (inside) continue;
		if ((sign === "\n" || sign === "\r") && counts.size > 0) break;
		if (separators.some((one) => one === sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
	}
	return separators.reduce<string>((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best), ",");
}
