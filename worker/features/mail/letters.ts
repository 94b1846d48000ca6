/**
 * A letter: what happened, when, roughly where, and what to do if it was not you. Text first, HTML made from it with
 * every value escaped (T103). A letter holds a link or codes only where that is its whole purpose.
 */
import type { LetterContext, LetterFacts, Locale, TextFacts } from "./facts.ts";
import { english, englishText } from "./words-en.ts";
import { spanish, spanishText } from "./words-es.ts";

export interface Letter {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

/** Writes the letter in the reader's language. */
export function composeLetter(to: string, locale: Locale, facts: LetterFacts, context: LetterContext): Letter {
	const calm = {
		...context,
		name: oneLine(context.name),
		tenant: oneLine(context.tenant),
		browser: oneLine(context.browser),
	};
	const { subject, paragraphs } = locale === "es" ? spanish(facts, calm) : english(facts, calm);
	return {
		to,
		subject: oneLine(subject),
		text: `${paragraphs.join("\n\n")}\n\n-- \n${calm.tenant}\n`,
		html: `<!doctype html><html lang="${locale}"><body style="font-family:system-ui,sans-serif;line-height:1.5;max-width:34rem">${paragraphs
			.map(htmlParagraph)
			.join("")}<p style="color:#666">${escapeHtml(calm.tenant)}</p></body></html>`,
	};
}

/** A text message: its number and one line. */
export interface TextMessage {
	readonly to: string;
	readonly text: string;
}

/** Writes the text message in the reader's language. */
export function composeText(to: string, locale: Locale, facts: TextFacts, tenant: string): TextMessage {
	const from = oneLine(tenant);
	return { to, text: locale === "es" ? spanishText(facts, from) : englishText(facts, from) };
}

function htmlParagraph(paragraph: string): string {
	const safe = escapeHtml(paragraph).replaceAll("\n", "<br>");
	return /^https?:\/\/\S+$/.test(paragraph) ? `<p><a href="${safe}">${safe}</a></p>` : `<p>${safe}</p>`;
}

const escapes: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

/** Control and direction characters become spaces: a name cannot add a header or turn the line around. */
const oneLine = (text: string): string =>
	text
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
		.replace(/\s+/g, " ")
		.trim();
