/**
 * Whole numbers for people, with the separators of the page's language: "10,000" in English, "10.000" in Spanish.
 * For amounts only; a code or a number that names something is never grouped.
 */
import { language } from "./language.ts";

/** The number as the page's language writes it. */
export function amount(value: number): string {
	return new Intl.NumberFormat(language()).format(value);
}
