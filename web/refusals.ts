/**
 * Every refusal as a sentence that says what happened and what to do next. A code without a sentence does not compile.
 * The sentences never tell more than the code does: why an account is refused is for audit and log.
 * Nobody is refused before the first screen stands, so this comes after it, through `sentences.ts`.
 */
import type { FieldProblem } from "../worker/errors.ts";
import { clockOff, wait } from "./durations.ts";
import type { Catalogue } from "./language.ts";
import { language } from "./language.ts";
import { en, es } from "./refusal-words.ts";
import type { Sentence } from "./sentences.ts";
import type { Refused, Trouble } from "./wire.ts";

export interface RefusalWords {
	readonly troubles: Record<Trouble, Sentence>;
	readonly fields: Record<FieldProblem, string>;
	/** "Your phone's clock is about 3 minutes ahead." */
	clockOff(amount: string, ahead: boolean): string;
	/** "Try again in 5 minutes." */
	wait(amount: string): string;
	/** "Reference: req_…" for the support desk. */
	reference(id: string): string;
}

const words: Catalogue<RefusalWords> = { en, es };

/** The sentence for a refusal, with its numbers, in the language of the page. */
export function sentenceFor(refused: Refused): Sentence {
	const catalogue = words[language()];
	const { say, next } = catalogue.troubles[refused.trouble] ?? catalogue.troubles.internal;
	if (refused.trouble === "code_clock_off" && refused.clockOffSeconds !== undefined) {
		return {
			say: catalogue.clockOff(clockOff(refused.clockOffSeconds, language()), refused.clockOffSeconds > 0),
			next,
		};
	}
	if (refused.retryAfterSeconds !== undefined) {
		return { say, next: catalogue.wait(wait(refused.retryAfterSeconds, language())) };
	}
	if (refused.trouble === "internal" && refused.requestId !== undefined) {
		return { say, next: `${next} ${catalogue.reference(refused.requestId)}` };
	}
	return { say, next };
}

/** What is wrong with one field, in the language of the page. */
export function fieldSentence(problem: FieldProblem): string {
	return words[language()].fields[problem] ?? words[language()].fields.malformed;
}
