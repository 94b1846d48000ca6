/**
 * `npm run battery`: writes the tables of docs/security.md anew: what is claimed, each case of the battery, the tests in whose titles
 * it stands, and what the last long runs have counted. It invents nothing: a case without a test is shown as one.
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

/** What is claimed of a group of cases, and the figure that it is to reach. */
interface Claim {
	readonly claim: string;
	readonly aim: string;
	readonly cases: readonly string[];
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
	readonly claims: readonly Claim[];
	readonly cases: readonly Case[];
	/** The last long runs, each of them green, the newest first. */
	readonly runs: readonly Run[];
}

/** Long runs that are kept. */
const KEPT_RUNS = 3;

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
	const battery = readBattery();
	const runs = [{ ...run, figures }, ...battery.runs].slice(0, KEPT_RUNS);
	writeFileSync(data, `${JSON.stringify({ ...battery, runs }, null, "\t")}\n`);
}

/** The tables as they belong into the document. */
export function tables({ claims, cases, runs }: Battery): string {
	const [newest] = runs;
	const shown = (id: string) => newest?.figures[id] ?? [];
	const said = runs.map(({ day, passed, minutes }) => `${day}: ${passed} tests passed, 0 failed, ${minutes} minutes`);
	return [
		"## Figures",
		"",
		said.length === 0
			? "No long run has been published yet."
			: `The last long runs (\`npm run test:long\`), the newest first; the figures are its: ${said.join("; ")}.`,
		"",
		"| what is claimed | aim | what the run has shown |",
		"| --- | --- | --- |",
		...claims.map(({ claim, aim, cases: ids }) => {
			const found = ids.flatMap((id) => shown(id).map((figure) => `${id}: ${figure}`));
			return `| ${claim} | ${aim} | ${found.join("; ")} |`;
		}),
		"",
		"## Cases",
		"",
		"| case | what | tests | figure of the long run |",
		"| --- | --- | --- | --- |",
		...cases.map(({ id, words, absent }) => {
			const proofs = proofsOf(id).map((path) => `\`${path}\``);
			const proof = absent === undefined ? proofs.join(", ") || "**no test**" : `does not apply: ${absent}`;
			return `| ${id} | ${words} | ${proof} | ${shown(id).join("; ")} |`;
		}),
	].join("\n");
}

/** Writes the tables between their marks. */
export function render(): void {
	const text = existsSync(page) ? readFileSync(page, "utf8") : `${marks.join("\n")}\n`;
	const [before = "", rest = ""] = text.split(marks[0]);
	const after = rest.split(marks[1])[1] ?? "\n";
	writeFileSync(page, `${before}${marks[0]}\n${tables(readBattery())}\n${marks[1]}${after}`);
}

if (import.meta.main) {
	render();
	console.log("Written: docs/security.md");
}
