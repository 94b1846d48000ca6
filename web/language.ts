/**
 * The language of the page: English or Spanish, chosen by the person or by their browser, remembered on this device.
 * Each room keeps its sentences in `words.ts`, in both languages and of one type; this file only picks.
 */
import { type Accessor, createRoot, createSignal } from "solid-js";

export type Language = "en" | "es";

export const languages: readonly Language[] = ["en", "es"];

/** One room's sentences; a language that lacks a sentence does not compile. */
export interface Catalogue<Words> {
	readonly en: Words;
	readonly es: Words;
}

const rememberedUnder = "gatehouse.language";

function isLanguage(value: unknown): value is Language {
	return value === "en" || value === "es";
}

/** Storage may be switched off in the browser; then the choice lasts as long as the page. */
function remembered(): Language | undefined {
	try {
		const value = window.localStorage.getItem(rememberedUnder);
		return isLanguage(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function preferredByBrowser(): Language {
	for (const tag of navigator.languages) {
		const language = tag.slice(0, 2).toLowerCase();
		if (isLanguage(language)) return language;
	}
	return "en";
}

const [language, setSignal] = createRoot(() => createSignal<Language>(remembered() ?? preferredByBrowser()));

export { language };

function show(next: Language): void {
	document.documentElement.lang = next;
	setSignal(next);
}

show(language());

/** Switches the page to a language and remembers it on this device. */
export function chooseLanguage(next: Language): void {
	show(next);
	try {
		window.localStorage.setItem(rememberedUnder, next);
	} catch {
		// Without storage the choice holds until the page is closed.
	}
}

/** Follows the language of a person's profile, unless somebody chose one on this device. */
export function followProfile(next: Language): void {
	if (remembered() === undefined) show(next);
}

/** The sentences of a room in the language of the page. */
export function useWords<Words>(catalogue: Catalogue<Words>): Accessor<Words> {
	return () => catalogue[language()];
}
