/**
 * Searching the help in the page itself: nothing that is typed here is sent anywhere.
 * Accents and capitals do not matter, for people search as they type.
 */
import { type HelpSection, type HelpSlug, type HelpTexts, helpSlugs } from "./content.ts";

export interface Found {
	readonly slug: HelpSlug;
	readonly title: string;
	/** The sentence that matched, or the page's summary. */
	readonly line: string;
}

/** Small letters without accents, so that "codigo" finds "código". */
function plain(text: string): string {
	return text
		.normalize("NFD")
		.replace(/[\u0300-\u036f]/g, "")
		.toLowerCase();
}

function linesOf(section: HelpSection): readonly string[] {
	const { heading, intro, text, steps, list } = section;
	return [heading, intro, text, steps, list].flatMap((each) => each ?? []);
}

/** The pages that contain every word of the question, those with a word in the title first. */
export function searchHelp(texts: HelpTexts, question: string): readonly Found[] {
	const wanted = plain(question).split(/\s+/).filter(Boolean);
	if (wanted.length === 0) return [];
	const ranked = helpSlugs.flatMap((slug) => {
		const { title, summary, sections } = texts[slug];
		const lines = sections.flatMap(linesOf);
		const all = plain([title, summary, ...lines].join("\n"));
		if (!wanted.every((word) => all.includes(word))) return [];
		const line = lines.find((each) => wanted.some((word) => plain(each).includes(word))) ?? summary;
		const inTitle = wanted.filter((word) => plain(title).includes(word)).length;
		return [{ slug, title, line, inTitle }];
	});
	return ranked.sort((a, b) => b.inTitle - a.inTitle);
}
