/**
 * Every kind of letter in both languages: what happened, when, roughly where, and what to do; and that no name can
 * add a header, a line or a tag.
 */
import { describe, expect, it } from "vitest";
import { type LetterContext, type LetterFacts, type LetterKind, momentText } from "../../worker/features/mail/facts.ts";
import { composeLetter } from "../../worker/features/mail/letters.ts";
import { requestedKinds } from "../../worker/features/mail/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { NOON } from "../support/standings.ts";

const link = "https://gatehouse.example/t/acme/verify#token=abc";
const context: LetterContext = {
	name: "Alice",
	tenant: "Acme",
	contact: "help@acme.example",
	at: NOON,
	browser: "Firefox on Linux",
	place: "Lisbon, Portugal",
	signInLink: "https://gatehouse.example/t/acme/signin",
};
const codes = Array.from({ length: 10 }, (_, index) => `0000000${index}`);

/** One letter of each kind: a new kind without an example here does not compile. */
const examples: { readonly [Kind in LetterKind]: Extract<LetterFacts, { kind: Kind }> } = {
	verifyEmail: { kind: "verifyEmail", link },
	invitation: { kind: "invitation", link },
	passwordReset: { kind: "passwordReset", link },
	factorAdded: { kind: "factorAdded" },
	factorRemoved: { kind: "factorRemoved" },
	factorReset: { kind: "factorReset" },
	recoveryCodeUsed: { kind: "recoveryCodeUsed", left: 9 },
	recoveryCodesRegenerated: { kind: "recoveryCodesRegenerated" },
	recoveryCodesDelivered: { kind: "recoveryCodesDelivered", codes },
	browserTrusted: { kind: "browserTrusted", days: 30 },
	passwordChanged: { kind: "passwordChanged" },
	codeRefused: { kind: "codeRefused" },
	accountLocked: { kind: "accountLocked", untilAt: null },
	enrolment: { kind: "enrolment", link },
	factorResetByAdmin: { kind: "factorResetByAdmin", reason: "phone lost" },
	phoneChanged: { kind: "phoneChanged", factorRemoved: true },
	accountUnlocked: { kind: "accountUnlocked" },
	requirementReminder: { kind: "requirementReminder", dueAt: NOON, days: 7 },
	ownerReturnRequested: { kind: "ownerReturnRequested", owner: "Olga", reason: "phone lost", readyAt: NOON, link },
	ownerReturnFinished: { kind: "ownerReturnFinished", owner: "Olga" },
	ownerReturnCancelled: { kind: "ownerReturnCancelled", owner: "Olga" },
	organizationRestored: { kind: "organizationRestored", asOfAt: NOON },
};
const languages = [
	{
		locale: "en" as const,
		when: "When: 2026-11-21 12:00 UTC",
		where: "near Lisbon, Portugal",
		not: /If (this was not you|you did not)/,
	},
	{
		locale: "es" as const,
		when: "Cuándo: 2026-11-21 12:00 UTC",
		where: "cerca de Lisbon, Portugal",
		not: /Si no (ha sido|lo esperaba|lo pidió|esperaba)/,
	},
];
/** Letters that the service sends by itself, when nobody did anything anywhere: no browser, no place, no "not you". */
const unprompted: readonly LetterKind[] = ["requirementReminder", "ownerReturnRequested"];
const each = languages.flatMap((language) => Object.values(examples).map((facts) => ({ ...language, facts })));

describe("letters", () => {
	it.each(each)(
		"$facts.kind in $locale says what, when, where and what to do",
		({ locale, facts, when, where, not }) => {
			const letter = composeLetter("alice@acme.example", locale, facts, context);
			expect(letter.to).toBe("alice@acme.example");
			expect(letter.subject).toContain("Acme");
			const circumstances = unprompted.includes(facts.kind) ? [] : [when, where, "Firefox on Linux"];
			for (const part of ["Alice", ...circumstances]) {
				expect(letter.text).toContain(part);
				expect(letter.html).toContain(part);
			}
			if (facts.kind !== "requirementReminder") expect(letter.text).toMatch(not);
			expect(letter.text).not.toMatch(/undefined|null|\[object/);
			expect(letter.html).toContain(`<html lang="${locale}">`);
			if ("link" in facts) {
				expect(letter.text.split("\n")).toContain(link);
				expect(letter.html).toContain(`<a href="${link}">`);
			}
		},
	);

	it("every notice names the administrator and where to sign in", () => {
		for (const { locale, facts } of each) {
			if (requestedKinds.includes(facts.kind) || facts.kind === "ownerReturnRequested") continue;
			const { text } = composeLetter("a@b.example", locale, facts, context);
			expect(text).toContain("help@acme.example");
			expect(text).toContain(context.signInLink);
		}
	});

	it("tells the two languages apart in every kind", () => {
		for (const facts of Object.values(examples)) {
			const [english, spanish] = languages.map(({ locale }) => composeLetter("a@b.example", locale, facts, context));
			expect(english?.subject).not.toBe(spanish?.subject);
			expect(english?.text).not.toBe(spanish?.text);
		}
	});

	it("S21 S25 the letter with codes holds all ten, each on a line, and says to keep them safe", () => {
		for (const [locale, safe] of [
			["en", "somewhere safe"],
			["es", "lugar seguro"],
		] as const) {
			const { text } = composeLetter("a@b.example", locale, examples.recoveryCodesDelivered, context);
			for (const code of codes) expect(text.split("\n")).toContain(code);
			expect(text).toContain(safe);
		}
	});

	it("says that the place is unknown, and when a lock opens, rather than nothing", () => {
		const until = (NOON + 15 * 60_000) as Millis;
		const timed = composeLetter(
			"a@b.example",
			"en",
			{ kind: "accountLocked", untilAt: until },
			{ ...context, place: null },
		);
		expect(timed.text).toContain("Where: place unknown");
		expect(timed.text).toContain(`It opens again at ${momentText(until)}`);
	});
});

describe("what people chose", () => {
	const hostile = {
		...context,
		name: "Eve\r\nBcc: all@acme.example\u202E",
		tenant: "Acme\n\n<script>alert(\"1\")</script> & 'Co'",
		browser: "<b>Browser</b>",
		contact: '"><img src=x>',
	};

	it.each(each)("T103 cannot add a header, a line or a tag to $facts.kind in $locale", ({ locale, facts }) => {
		const letter = composeLetter("alice@acme.example", locale, facts, hostile);
		expect(letter.subject).not.toMatch(/[\p{Cc}\p{Cf}]/u);
		expect(letter.text).not.toMatch(/^Bcc:/m);
		expect(letter.text).not.toContain("\u202E");
		expect(letter.html).not.toMatch(/<script|<b>|<img/);
		expect(letter.html.match(/<(\w+)/g)?.every((tag) => /^<(html|body|p|a|br)$/.test(tag))).toBe(true);
	});
});
