/**
 * Figures that the long run publishes: what was counted, by the case that it proves. They are written beside the run and make
 * the table of docs/security.md; in a short run nothing is kept.
 */
import { appendFileSync } from "node:fs";

/** Notes what a case has shown, in one sentence of numbers. */
export const figure = (id: string, said: string): void => note({ id, said });

/** Notes what many tests have shown of one case together: the run adds the counts up. */
export const tally = (id: string, count: number, of: string): void => note({ id, count, of });

function note(line: object): void {
	const file = process.env.FIGURES_FILE;
	if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
