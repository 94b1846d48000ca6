/**
 * Puts the pieces of an export together and hands them to the person as a file. The pieces come from the worker as they
 * are: what is escaped and what is hashed is its affair.
 */
import { type ExportFormat, type ExportPiece, exportPiece } from "./data.ts";

export interface Exported {
	readonly filename: string;
	readonly rows: number;
	readonly head: ExportPiece["head"];
}

interface Wanted {
	readonly format: ExportFormat;
	readonly fromAt?: number;
	readonly toAt?: number;
}

/**
 * Fetches every piece, telling `onRows` how many rows are there, and saves the file at the end. Answers with nothing, and
 * saves nothing, once `isStopped` says so.
 */
export async function saveExport(
	wanted: Wanted,
	onRows: (rows: number) => void,
	isStopped: () => boolean,
): Promise<Exported | undefined> {
	const texts: string[] = [];
	let rows = 0;
	let cursor: string | undefined;
	for (;;) {
		const piece = await exportPiece({ ...wanted, ...(cursor !== undefined && { cursor }) });
		if (isStopped()) return undefined;
		texts.push(piece.text);
		rows += piece.rows;
		onRows(rows);
		cursor = piece.nextCursor;
		if (cursor === undefined) {
			handOver(piece.filename, texts, wanted.format);
			return { filename: piece.filename, rows, head: piece.head };
		}
	}
}

function handOver(filename: string, texts: readonly string[], format: ExportFormat): void {
	const type = format === "csv" ? "text/csv;charset=utf-8" : "application/x-ndjson;charset=utf-8";
	const address = URL.createObjectURL(new Blob([...texts], { type }));
	const link = document.createElement("a");
	link.href = address;
	link.download = filename;
	document.body.append(link);
	link.click();
	link.remove();
	// The browser has taken its own copy by the time the next task runs.
	setTimeout(() => URL.revokeObjectURL(address), 0);
}
