/**
 * From the password to what comes next: session, code, or set-up. Pure; the order of the lines is the specification.
 */
import { maskPhone } from "../phones/rules.ts";
import type { DemandedBy } from "../policy/demand.ts";
import type { Standing } from "../users/standing.ts";
import type { Challenge, ChallengeReason } from "./challenge.ts";

/*
 * Set-up and new codes have two doors, a session and a half-done sign-in, and one browser can hold a cookie of each: of a
 * shared machine, or of a link by which somebody was lured. For each act this says whether it is the half-done sign-in's;
 * null: the session's. An act at the session's door ends the other cookie, so a half-done set-up that has begun began later.
 */

/** Beginning, and new codes: only the account asks for the password again, so whoever sends one means the session. */
export const askedAtSignIn = (challenge: Challenge | null, password: string | undefined): Challenge | null =>
	password === undefined ? challenge : null;

/** The first code of an app is for a set-up that has begun. */
export const confirmedAtSignIn = (challenge: Challenge | null, hasSession: boolean): Challenge | null =>
	challenge && (!hasSession || (challenge.step === "setUp" && challenge.setUpBegun)) ? challenge : null;

/** Saved are the codes that were shown last. */
export const finishedAtSignIn = (challenge: Challenge | null, hasSession: boolean): Challenge | null =>
	challenge && (!hasSession || challenge.step === "saveCodes") ? challenge : null;

export type NextStep =
	| { readonly next: "session"; readonly trusted: boolean }
	| { readonly next: "secondFactor"; readonly reason: ChallengeReason }
	| { readonly next: "setUp"; readonly reason: ChallengeReason };

/** What follows a right password for this person, from this browser. */
export function nextStep({ factor, demand, demanded, requiredBy }: Standing, browserTrusted: boolean): NextStep {
	if (!factor && demand && demanded) return { next: "setUp", reason: reasonOf(demand.by) };
	if (!factor) return { next: "session", trusted: false };
	if (browserTrusted) return { next: "session", trusted: true };
	return { next: "secondFactor", reason: requiredBy ? reasonOf(requiredBy) : "enrolled" };
}

const reasons: Readonly<Record<DemandedBy, ChallengeReason>> = {
	user: "userRequired",
	realm: "realmRequired",
	tenant: "tenantRequired",
};
const reasonOf = (by: DemandedBy): ChallengeReason => reasons[by];

/** The ways in that a person with a factor has now. */
export const methodsOf = ({ codes }: Standing): readonly ("totp" | "recoveryCode")[] =>
	codes.left > 0 ? ["totp", "recoveryCode"] : ["totp"];

/** What the page may offer about trusting this browser. */
export const trustOffer = ({ policy }: Pick<Standing, "policy">): { allowed: boolean; days: number } => ({
	allowed: policy.trustedBrowserDays > 0,
	days: policy.trustedBrowserDays,
});

/** Whether the code on the way may be replaced by one that goes to the stored number (S63). */
export const mayResetByText = ({ user, policy, factor }: Standing, smsIsThere: boolean): boolean =>
	policy.textRecovery && factor !== null && user.phone !== null && smsIsThere;

/**
 * What the page may offer about the person's phone. The number is hinted at only where it is used, and only behind the password:
 * whoever came by a link has proved nothing about themselves and is neither told the number nor asked for one.
 */
export function phoneOffer(
	standing: Standing,
	{ step, proofs }: Pick<Challenge, "step" | "proofs">,
	smsIsThere: boolean,
) {
	const { method, phone } = standing.user;
	const known = proofs.includes("password");
	const byLink = known && step === "setUp" && method === "phoneLink";
	const textRecovery = known && step === "secondFactor" && mayResetByText(standing, smsIsThere);
	return {
		method,
		phone: phone !== null && (byLink || textRecovery) ? maskPhone(phone) : null,
		needsPhone: byLink && phone === null,
		textRecovery,
	};
}
