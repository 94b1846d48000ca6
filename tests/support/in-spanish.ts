/**
 * Whether a screen is Spanish throughout: no English sentence of the page's catalogues on it, the right language for readers,
 * and fit for people with the longer words too. It finds sentences of the product only; names of people are nobody's language.
 */
import type { Page } from "playwright-core";
import { flawsOf, isDrawn } from "./looks.ts";
import { english, sentencesOf, spanish } from "./said.ts";

const spanishSentences = new Set(sentencesOf(spanish));
const onlyEnglish = sentencesOf(english).filter((sentence) => !spanishSentences.has(sentence));

/** English sentences in a text: short ones as whole lines, for a short word may be part of a Spanish one. */
function englishIn(text: string): readonly string[] {
	const lines = new Set(text.split("\n").map((line) => line.trim()));
	return onlyEnglish.filter((sentence) => (sentence.length > 20 ? text.includes(sentence) : lines.has(sentence)));
}

/** What is not Spanish, or not fit, on the screen as it is now; empty when all is well. */
export async function flawsInSpanish(page: Page): Promise<readonly string[]> {
	await isDrawn(page);
	const language = await page.evaluate(() => document.documentElement.lang);
	const left = englishIn(await page.locator("body").innerText());
	return [
		...(language === "es" ? [] : [`language "${language}"`]),
		...left.map((sentence) => `${page.url()} — in English: ${sentence}`),
		...(await flawsOf(page)),
	];
}
