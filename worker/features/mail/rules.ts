/**
 * How much may be sent, and what a letter may call people and houses. Pure. What a house is told depends on its own letters
 * alone: the budget that a mailbox has over all houses is silent (T100, T129). It knows no wording.
 */
import { MAILBOX_BUDGET, MAILBOX_SHARES } from "../attempts/limits.ts";
import type { LetterContext, LetterKind, TextKind } from "./facts.ts";

/** Kinds that a stranger can cause; they share the mailbox budget. */
export const requestedKinds: readonly LetterKind[] = ["verifyEmail", "invitation", "passwordReset", "enrolment"];
/** Kinds of text messages: all of them share the budget of one number, because every one can be caused again and again. */
const textKinds: readonly TextKind[] = ["enrolmentText", "resetCode"];

/** Kinds that others than the reader can cause. */
export type BudgetedKind = "verifyEmail" | "invitation" | "passwordReset" | "enrolment" | TextKind;

/** At most so many letters of these kinds an hour. */
export interface Cap {
	readonly kinds: readonly (LetterKind | TextKind)[];
	readonly most: number;
}

/** How a kind shares the budget of a mailbox: within all caps, and never fewer than `own` of the kind from each house. */
export interface Share {
	readonly caps: readonly [Cap, ...Cap[]];
	readonly own: number;
}

const strangers: Cap = { kinds: ["verifyEmail", "invitation"], most: MAILBOX_SHARES.strangers };
const all: Cap = { kinds: requestedKinds, most: MAILBOX_BUDGET.limit };
const ofMembers: Share = { caps: [all], own: MAILBOX_SHARES.own };
const ofTexts: Share = { caps: [{ kinds: textKinds, most: MAILBOX_BUDGET.limit }], own: 0 };

const shares: Readonly<Record<BudgetedKind, Share>> = {
	verifyEmail: { caps: [{ kinds: ["verifyEmail"], most: MAILBOX_SHARES.signUps }, strangers, all], own: 0 },
	invitation: { caps: [strangers, all], own: 0 },
	passwordReset: ofMembers,
	enrolment: ofMembers,
	enrolmentText: ofTexts,
	resetCode: ofTexts,
};

/** The share of a kind; null for a notice, which only the person's own acts cause and nothing holds back. */
export const shareOf = (kind: LetterKind | TextKind): Share | null => (isBudgeted(kind) ? shares[kind] : null);

const isBudgeted = (kind: string): kind is BudgetedKind => Object.hasOwn(shares, kind);

/** Why nothing can be sent now: the recipient, or the house, has had its messages. */
export type Held = "tooMany" | "budgetSpent";

/** What is left within the hour for a recipient, and for the house. */
export interface Room {
	readonly mailbox: number;
	readonly house: number;
}

export const heldBy = ({ mailbox, house }: Room): Held | null =>
	house <= 0 ? "budgetSpent" : mailbox <= 0 ? "tooMany" : null;

const ADDRESS = /:\/\/|\bwww\.|[\p{L}\p{N}][.\u3002\uFF61][\p{L}]{2,}|(?:\d{1,3}\.){3}\d/iu;

/** Whether mail programs may make a link of it: `://`, `www.`, `label.tld`, numbers with dots. */
export const looksLikeAddress = (text: string): boolean => ADDRESS.test(text.normalize("NFKC"));

/**
 * What a letter that anyone can cause may say of people and houses: nothing that becomes a link, for such a letter would carry
 * a stranger's address under our name (T103). The place to ask may be a mailbox.
 */
export function withoutAddresses(context: LetterContext, neutral: string): LetterContext {
	const { name, tenant, contact } = context;
	return {
		...context,
		name: looksLikeAddress(name) ? "" : name,
		tenant: looksLikeAddress(tenant) ? neutral : tenant,
		contact: contact !== null && looksLikeAddress(contact) && !/^[^\s@/]+@[^\s@/]+$/.test(contact) ? null : contact,
	};
}
