/**
 * `npm run battery`: writes the table of docs/security.md anew: each case of the battery, the tests in whose titles it stands,
 * and what the last long run has counted. It invents nothing: a case without a test is shown as one.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { titlesOfTests } from "../tests/support/titles.ts";
import { inRoot } from "./root.ts";

interface Case {
	readonly id: string;
	readonly words: string;
	/** Why the case does not apply; absent where it does. */
	readonly absent?: string;
}

interface Run {
	/** The day of the run, `2026-11-28`. */
	readonly day: string;
	/** Tests that passed; the long run is published only when none failed. */
	readonly passed: number;
	readonly minutes: number;
	/** What each case has shown. */
	readonly figures: Readonly<Record<string, readonly string[]>>;
}

export interface Battery {
	readonly cases: readonly Case[];
	readonly run: Run | null;
}

const data = inRoot("docs/battery.json");
const page = inRoot("docs/security.md");
const marks = ["<!-- battery:begin -->", "<!-- battery:end -->"] as const;

export const readBattery = (): Battery => JSON.parse(readFileSync(data, "utf8"));

/** The test files that prove a case. */
export const proofsOf = (id: string): readonly string[] =>
	titlesOfTests.filter(({ cases }) => cases.has(id)).map(({ path }) => path);

/** Puts the figures of a green long run, as the tests have noted them, beside the cases. */
export function keepRun(noted: string, run: Omit<Run, "figures">): void {
	const figures: Record<string, string[]> = {};
	const sums = new Map<string, { readonly id: string; readonly of: string; count: number }>();
	for (const line of noted.split("\n").filter((text) => text !== "")) {
		const one: { id: string; said: string } | { id: string; count: number; of: string } = JSON.parse(line);
		if ("said" in one) {
			figures[one.id] = [...(figures[one.id] ?? []), one.said];
			continue;
		}
		const sum = sums.get(`${one.id} ${one.of}`);
		if (sum) sum.count += one.count;
		else sums.set(`${one.id} ${one.of}`, { ...one });
	}
	for (const { id, count, of } of sums.values()) figures[id] = [...(figures[id] ?? []), `${count} ${of}`];
	writeFileSync(data, `${JSON.stringify({ ...readBattery(), run: { ...run, figures } }, null, "\t")}\n`);
}

/** The table as it belongs into the document. */
export function table({ cases, run }: Battery): string {
	const rows = cases.map(({ id, words, absent }) => {
		const proofs = proofsOf(id).map((path) => `\`${path}\``);
		const proof = absent === undefined ? proofs.join(", ") || "**no test**" : `does not apply: ${absent}`;
		return `| ${id} | ${words} | ${proof} | ${(run?.figures[id] ?? []).join("; ")} |`;
	});
	const said = run
		? `Long run of ${run.day} (\`npm run test:long\`): ${run.passed} tests passed, 0 failed, ${run.minutes} minutes.`
		: "No long run has been published yet.";
	return [
		said,
		"",
		"| case | what | tests, below `tests/` | figure of the long run |",
		"| --- | --- | --- | --- |",
		...rows,
	].join("\n");
}

/** Writes the table between its marks. */
export function render(): void {
	const text = existsSync(page) ? readFileSync(page, "utf8") : `${marks.join("\n")}\n`;
	const [before = "", rest = ""] = text.split(marks[0]);
	const after = rest.split(marks[1])[1] ?? "\n";
	writeFileSync(page, `${before}${marks[0]}\n${table(readBattery())}\n${marks[1]}${after}`);
}

if (import.meta.main) {
	render();
	console.log("Written: docs/security.md");
}
