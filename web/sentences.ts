/**
 * The way to the sentences of `refusals.ts`, which are fetched behind the first screen and before any refusal is shown.
 * Only what is said when even they cannot be fetched stands here.
 */
import { createRoot, createSignal } from "solid-js";
import type { FieldProblem } from "../worker/errors.ts";
import { type Catalogue, language } from "./language.ts";
import type { Refused } from "./wire.ts";

/** What happened, and what to do next. */
export interface Sentence {
	readonly say: string;
	readonly next: string;
}

type Refusals = typeof import("./refusals.ts");

const withoutNetwork: Catalogue<Sentence> = {
	en: { say: "We could not be reached.", next: "Check your connection and try again." },
	es: { say: "No hemos podido conectar.", next: "Comprueba tu conexión y vuelve a intentarlo." },
};

const [refusals, setRefusals] = createRoot(() => createSignal<Refusals>());

/** Fetches the sentences; without a network what stands here must do. */
export async function wantSentences(): Promise<void> {
	if (refusals() !== undefined) return;
	try {
		const found = await import("./refusals.ts");
		setRefusals(() => found);
	} catch {
		// The fallback says that there is no connection, which is then the truth.
	}
}

/** The sentence for a refusal in the language of the page. */
export function sentenceFor(refused: Refused): Sentence {
	return refusals()?.sentenceFor(refused) ?? withoutNetwork[language()];
}

/** What is wrong with one field, in the language of the page. */
export function fieldSentence(problem: FieldProblem): string {
	return refusals()?.fieldSentence(problem) ?? withoutNetwork[language()].say;
}
