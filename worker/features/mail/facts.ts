/**
 * What letters tell: their kinds with the facts of each, and the circumstances that every one may name. No wording here.
 */
import type { Millis } from "../../lib/brand.ts";

export type Locale = "en" | "es";

/** Each kind of letter with the facts that it tells. */
export type LetterFacts =
	| { kind: "verifyEmail"; link: string }
	| { kind: "invitation"; link: string }
	| { kind: "passwordReset"; link: string }
	| { kind: "factorAdded" }
	| { kind: "factorRemoved" }
	| { kind: "factorReset" }
	| { kind: "recoveryCodeUsed"; left: number }
	| { kind: "recoveryCodesRegenerated" }
	| { kind: "recoveryCodesDelivered"; codes: readonly string[] }
	| { kind: "browserTrusted"; days: number }
	| { kind: "passwordChanged" }
	| { kind: "accountLocked"; untilAt: Millis | null }
	| { kind: "codeRefused" }
	| { kind: "enrolment"; link: string }
	| { kind: "factorResetByAdmin"; reason: string }
	| { kind: "phoneChanged"; factorRemoved: boolean }
	| { kind: "accountUnlocked" }
	| { kind: "requirementReminder"; dueAt: Millis; days: number }
	| { kind: "ownerReturnRequested"; owner: string; reason: string; readyAt: Millis; link: string }
	| { kind: "ownerReturnFinished"; owner: string }
	| { kind: "ownerReturnCancelled"; owner: string }
	| { kind: "organizationRestored"; asOfAt: Millis };

/** What a text message tells: short, one link or one code. */
export type TextFacts = { kind: "enrolmentText"; link: string } | { kind: "resetCode"; code: string };

export type LetterKind = LetterFacts["kind"];
export type TextKind = TextFacts["kind"];

/** The circumstances that every letter may name. */
export interface LetterContext {
	readonly name: string;
	readonly tenant: string;
	readonly contact: string | null;
	readonly at: Millis;
	readonly browser: string;
	readonly place: string | null;
	/** Where the person signs in. */
	readonly signInLink: string;
}

export interface LetterWords {
	readonly subject: string;
	/** Paragraphs; a paragraph that is only a link or a code stands alone. */
	readonly paragraphs: readonly string[];
}

/** "2026-11-21 17:53 UTC" */
export const momentText = (at: Millis): string => {
	const iso = new Date(at).toISOString();
	return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
};
