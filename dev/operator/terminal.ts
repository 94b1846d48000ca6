/**
 * What the operator sees: results on standard output, progress on standard error. A bar is drawn on a terminal only; elsewhere
 * progress is a plain line now and then, so that a log stays readable. Control characters of stored names are never sent.
 */
export interface Stream {
	readonly isTTY?: boolean;
	write(text: string): unknown;
}

export interface Terminal {
	/** One line of the result. */
	say(line: string): void;
	/** One line that is no part of the result. */
	note(line: string): void;
	/** Rows under headings, in columns. */
	table(headings: readonly string[], rows: readonly (readonly string[])[]): void;
	/** Shows how far long work has come; `total` 0 stands for unknown. */
	progress(what: string, total: number): Progress;
}

export interface Progress {
	to(done: number): void;
	end(): void;
}

const WIDTH = 24;
/** A plain line for every so many parts of the whole. */
const PLAIN_STEPS = 4;

/** Shows control and direction characters instead of sending them: a stored name cannot move the cursor (T138). */
export const plain = (text: string): string =>
	text.replace(
		/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
		(sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
	);

/** The terminal over two streams. */
export function createTerminal(out: Stream, err: Stream): Terminal {
	const say = (line: string) => void out.write(`${plain(line)}\n`);
	const note = (line: string) => void err.write(`${plain(line)}\n`);
	return {
		say,
		note,
		table(headings, rows) {
			const all = [headings, ...rows].map((row) => row.map(plain));
			const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
			for (const row of all)
				out.write(
					`${row
						.map((cell, column) => cell.padEnd(widths[column] ?? 0))
						.join("  ")
						.trimEnd()}\n`,
				);
		},
		progress(what, total) {
			return err.isTTY ? bar(err, what, total) : lines(note, what, total);
		},
	};
}

function bar(err: Stream, what: string, total: number): Progress {
	let shown = "";
	const draw = (done: number) => {
		const part = total === 0 ? 0 : Math.min(1, done / total);
		const filled = Math.round(part * WIDTH);
		const line = `${what}  [${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}] ${done}${total === 0 ? "" : `/${total}`}`;
		if (line !== shown) err.write(`\r${line}`);
		shown = line;
	};
	draw(0);
	return {
		to: draw,
		end: () => void err.write(`\r${" ".repeat(shown.length)}\r`),
	};
}

function lines(note: (line: string) => void, what: string, total: number): Progress {
	let next = total / PLAIN_STEPS;
	return {
		to(done) {
			if (total === 0 || done < next) return;
			note(`${what}: ${done} of ${total}`);
			next = done + total / PLAIN_STEPS;
		},
		end: () => undefined,
	};
}
