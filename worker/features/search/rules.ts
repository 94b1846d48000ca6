/**
 * What a typed text is looked for as: where a word of a name or of an address begins, in any case and with any accents. Pure.
 * The signs of patterns mean nothing here; what was typed is also held literally against name and address (T123).
 */
import { betweenWords, KEPT_OF_WORD, nameKey } from "../users/rules.ts";

export interface Sought {
	/** The text with a space for all that stands between words; empty when it has no word. */
	readonly words: readonly string[];
	/** As it must stand in the key of a name. */
	readonly name: string;
	/** As it must stand in an address. */
	readonly email: string;
}

const asWords = (text: string): string =>
	Array.from(text.replace(betweenWords, " ").trim()).slice(0, KEPT_OF_WORD).join("");

/** What this text looks for, or null when there is nothing in it. */
export function soughtIn(text: string): Sought | null {
	const [name, email] = [nameKey(text), text.trim().toLowerCase()];
	if (name === "") return null;
	const words = [...new Set([asWords(name), asWords(email)])].filter((said) => said !== "");
	return { words, name, email };
}
