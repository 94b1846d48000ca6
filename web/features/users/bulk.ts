/**
 * Acts on many people: the worker takes 200 at a time, so more go in pieces, one after the other, with their counts
 * added up. A piece that is refused ends the work; what was done before it stays done, and the caller may go on.
 */
import type { Sendings } from "./data.ts";
import type { Bulk } from "./people.ts";

/** The most ids of one call. */
const pieceSize = 200;

/** How far an act on many has come. */
export interface Progressed {
	readonly done: number;
	readonly total: number;
}

async function inPieces<Answer>(
	ids: readonly string[],
	run: (ids: readonly string[]) => Promise<Answer>,
	told: (progress: Progressed) => void,
): Promise<readonly Answer[]> {
	const answers: Answer[] = [];
	for (let at = 0; at < ids.length; at += pieceSize) {
		if (ids.length > pieceSize) told({ done: at, total: ids.length });
		answers.push(await run(ids.slice(at, at + pieceSize)));
	}
	return answers;
}

/** Runs an act on any number of people. */
export async function actOnAll(
	ids: readonly string[],
	run: (ids: readonly string[]) => Promise<Bulk>,
	told: (progress: Progressed) => void,
): Promise<Bulk> {
	const answers = await inPieces(ids, run, told);
	return {
		results: answers.flatMap(({ results }) => results),
		done: answers.reduce((sum, { done }) => sum + done, 0),
		failed: answers.reduce((sum, { failed }) => sum + failed, 0),
	};
}

/** Sends letters to any number of people. */
export async function sendToAll(
	ids: readonly string[],
	run: (ids: readonly string[]) => Promise<Sendings>,
	told: (progress: Progressed) => void,
): Promise<Sendings> {
	const answers = await inPieces(ids, run, told);
	return {
		results: answers.flatMap(({ results }) => results),
		sent: answers.reduce((sum, { sent }) => sum + sent, 0),
		failed: answers.reduce((sum, { failed }) => sum + failed, 0),
	};
}
