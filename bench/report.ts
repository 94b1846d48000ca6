/**
 * Writes down what the bench has measured: docs/performance.md whole, and the aims in README.md between two marks. It reads
 * the result files alone, each with its own date, so that one part can be measured again without the others.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "../dev/root.ts";
import type { Aim, Section, Table } from "./section.ts";

export interface Machine {
	readonly cpu: string;
	readonly cores: number;
	readonly node: string;
}

/** A part as it is kept in `bench/results`. */
export interface Result extends Section {
	readonly id: string;
	/** When it was measured, ISO 8601. */
	readonly at: string;
	readonly machine: Machine;
}

const results = inRoot("bench/results");

/** Keeps a result; the one of this part before it is gone. */
export function keep(result: Result): void {
	writeFileSync(`${results}/${result.id}.json`, `${JSON.stringify(result, null, "\t")}\n`);
}

/** The results that are kept, in the order in which parts are run; unknown ones last. */
export function kept(order: readonly string[]): readonly Result[] {
	const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
	return readdirSync(results)
		.filter((name) => name.endsWith(".json"))
		.map((name) => readResult(`${results}/${name}`))
		.sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id));
}

function readResult(file: string): Result {
	// Written by `keep` and by nobody else.
	return JSON.parse(readFileSync(file, "utf8"));
}

const row = (cells: readonly (string | number)[]): string =>
	`| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;

const isFigure = (cell: string | number | undefined): boolean =>
	typeof cell === "number" || /^[\d–]/.test(String(cell ?? ""));

/** A table in Markdown: columns that begin with a figure are set to the right. */
export function markdown({ caption, columns, rows }: Table): string {
	const rule = columns.map((_column, index) =>
		rows.length > 0 && rows.every((cells) => isFigure(cells[index])) ? "---:" : "---",
	);
	return [`**${caption}**`, "", row(columns), row(rule), ...rows.map(row)].join("\n");
}

const verdict = ({ isMet }: Aim): string => (isMet ? "met" : "**not met**");

function chapter(result: Result): string {
	const { title, id, at, machine, prose, tables, aims = [] } = result;
	const held = aims.map((aim) => `- ${aim.what}: ratio ${aim.measured}, aim ${aim.aim}: ${verdict(aim)}`);
	const made = `Measured ${at.slice(0, 10)} by \`npm run bench -- ${id}\` (${machine.cpu}, ${machine.cores} cores, Node ${machine.node}).`;
	return [`## ${title}`, made, ...prose, ...tables.map(markdown), held.join("\n")].filter(Boolean).join("\n\n");
}

/** The whole document. */
export function performanceDocument(all: readonly Result[]): string {
	const opening = [
		"# Performance",
		"Written by the bench; nothing here is typed by hand. `npm run bench` measures every part again, `npm run bench -- <part>` one of them. What two sides are compared by was measured in one run on one machine: the ratios hold elsewhere, the milliseconds do not. What is measured and how: `bench/README.md`.",
	];
	return `${[...opening, ...all.map(chapter)].join("\n\n")}\n`;
}

const [begin, end] = ["<!-- bench:begin -->", "<!-- bench:end -->"];

/** The short table: every aim of every part, with the day of its measuring. */
export function shortTable(all: readonly Result[]): string {
	const rows = all.flatMap(({ at, aims = [] }) =>
		aims.map((aim) => [aim.what, aim.measured, aim.aim, verdict(aim), at.slice(0, 10)]),
	);
	return [
		row(["what", "measured", "aim", "", "day"]),
		row(["---", "---:", "---:", "---", "---"]),
		...rows.map(row),
	].join("\n");
}

/** Puts the short table between the marks. Throws when the text has none. */
export function withShortTable(text: string, all: readonly Result[]): string {
	const [from, to] = [text.indexOf(begin), text.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`README.md lacks ${begin} and ${end}.`);
	return `${text.slice(0, from + begin.length)}\n${shortTable(all)}\n${text.slice(to)}`;
}

/** Writes both documents anew from what is kept. */
export function render(order: readonly string[]): void {
	const all = kept(order);
	writeFileSync(inRoot("docs/performance.md"), performanceDocument(all));
	const readme = inRoot("README.md");
	if (existsSync(readme)) writeFileSync(readme, withShortTable(readFileSync(readme, "utf8"), all));
}
