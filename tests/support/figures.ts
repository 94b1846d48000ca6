/**
 * Figures that the long run publishes: what was counted, by the case that it proves. They are written beside the run and make
 * the table of docs/security.md; in a short run nothing is kept.
 */
import { appendFileSync } from "node:fs";

/** Notes what a case has shown, in one sentence of numbers. */
export function figure(id: string, said: string): void {
	const file = process.env.FIGURES_FILE;
	if (file) appendFileSync(file, `${JSON.stringify({ id, said })}\n`);
}
