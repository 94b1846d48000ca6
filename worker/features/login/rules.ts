/**
 * From the password to what comes next: session, code, or set-up. Pure; the order of the lines is the specification.
 */
import type { Standing } from "../users/standing.ts";
import type { ChallengeReason } from "./challenge.ts";

export type NextStep =
	| { readonly next: "session"; readonly trusted: boolean }
	| { readonly next: "secondFactor"; readonly reason: ChallengeReason }
	| { readonly next: "setUp"; readonly reason: ChallengeReason };

/** What follows a right password for this person, from this browser. */
export function nextStep({ factor, requiredBy }: Standing, browserTrusted: boolean): NextStep {
	if (!factor && requiredBy) return { next: "setUp", reason: reasonOf(requiredBy) };
	if (!factor) return { next: "session", trusted: false };
	if (browserTrusted) return { next: "session", trusted: true };
	return { next: "secondFactor", reason: requiredBy ? reasonOf(requiredBy) : "enrolled" };
}

const reasonOf = (requiredBy: "user" | "tenant"): ChallengeReason =>
	requiredBy === "user" ? "userRequired" : "tenantRequired";

/** The ways in that a person with a factor has now. */
export const methodsOf = ({ codes }: Standing): readonly ("totp" | "recoveryCode")[] =>
	codes.left > 0 ? ["totp", "recoveryCode"] : ["totp"];

/** What the page may offer about trusting this browser. */
export const trustOffer = ({ policy }: Pick<Standing, "policy">): { allowed: boolean; days: number } => ({
	allowed: policy.trustedBrowserDays > 0,
	days: policy.trustedBrowserDays,
});
