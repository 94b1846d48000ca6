/**
 * What a realm's own rules say, in a few words for a list. It decides nothing: what holds in a realm is on the Policy page.
 */
import { dayInWords } from "../../days.ts";
import { language } from "../../language.ts";
import type { Realm } from "./data.ts";
import { words } from "./words.ts";

/** The rules as short sentences, the requirement first; one that says so when there are none. */
export function rulesInWords(rules: Realm["rules"]): readonly string[] {
	const t = words[language()].rules;
	if (rules === null) return [t.unreadable];
	const said: string[] = [];
	if (rules.requirement !== undefined) {
		const from = rules.requiredFromAt ?? null;
		const isDated = rules.requirement === "required" && from !== null && from > 0;
		said.push(isDated ? t.requiredFrom(dayInWords(from, language())) : t[rules.requirement]);
	}
	const { trustedBrowserDays } = rules;
	if (trustedBrowserDays !== undefined)
		said.push(trustedBrowserDays === 0 ? t.trustNone : t.trustDays(trustedBrowserDays));
	if (Object.keys(rules.session ?? {}).length > 0) said.push(t.session);
	if (Object.keys(rules.password ?? {}).length > 0) said.push(t.password);
	return said.length === 0 ? [t.none] : said;
}
