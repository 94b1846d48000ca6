/**
 * Writes the sign-in page's HTML in each language when the page is built: `signin.html` in English, `signin-es.html` in
 * Spanish. The words come from the same catalogues as everywhere; a word that no catalogue has stops the build.
 * It runs where the page is built and is no part of it.
 */
import type { Plugin } from "vite";
import { words as login } from "./features/login/words.ts";
import type { Language } from "./language.ts";
import { words as shared } from "./ui/words.ts";

/** The file of each language, as the worker asks for it. */
const files: Readonly<Record<Language, string>> = { en: "signin.html", es: "signin-es.html" };

/**
 * The page in a language: `{{email}}` becomes the word that the catalogues call so. What only readers of the source need goes.
 * Throws for a word that the catalogues do not have.
 */
export function inLanguage(html: string, language: Language): string {
	// The styles are all that the form waits for, so they are asked for before the scripts.
	const styles = html.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
	const words: Readonly<Record<string, unknown>> = { ...shared[language], ...login[language] };
	return html
		.replace(/<!--[\s\S]*?-->/g, "")
		.replace(/>\s*\n\s*</g, "><")
		.replace(/<link rel="stylesheet"[^>]*>/g, "")
		.replace("<script", () => `${styles.join("")}<script`)
		.replace('<html lang="en">', `<html lang="${language}">`)
		.replace('id="email"', 'id="email" autofocus')
		.replace(/(lang="(\w+)" class="frame-language" aria-pressed=)"\w+"/g, (_whole, before: string, each: string) => {
			return `${before}"${String(each === language)}"`;
		})
		.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
			const word = words[name];
			if (typeof word !== "string") throw new Error(`signin.html: there is no word "${name}" in ${language}`);
			return word;
		});
}

/** The vite plugin that does it. */
export function signInInEachLanguage(): Plugin {
	return {
		name: "sign-in-in-each-language",
		apply: "build",
		generateBundle: {
			order: "post",
			handler(_options, bundle) {
				const page = bundle[files.en];
				if (page?.type !== "asset") throw new Error("The build has no signin.html.");
				const html = String(page.source);
				page.source = inLanguage(html, "en");
				this.emitFile({ type: "asset", fileName: files.es, source: inLanguage(html, "es") });
			},
		},
	};
}
