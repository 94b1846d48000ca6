/**
 * The closed union of what is recorded, with its evidence. Evidence never holds a secret, a code, a token or an input.
 */
import type { Refusal } from "../../errors.ts";

type Method = "totp" | "recoveryCode";
type Assurance = "password" | "trustedBrowser" | "secondFactor";
/** In which act a code was shown. */
export type CodePurpose = "signIn" | "resetAtSignIn" | "setUp" | "recentProof" | "disable" | "passwordChange";

export type AuditEvent =
	| { event: "tenant.signedUp"; evidence: { slug: string } }
	| { event: "tenant.verified"; evidence: { slug: string } }
	| { event: "policy.changed"; evidence: { version: number } }
	| { event: "user.emailVerified"; evidence: Record<string, never> }
	| { event: "user.invited"; evidence: Record<string, never> }
	| { event: "user.joined"; evidence: Record<string, never> }
	| { event: "user.profileChanged"; evidence: Record<string, never> }
	| { event: "login.refused"; evidence: { reason: string } }
	| { event: "login.passwordProved"; evidence: { next: string } }
	| { event: "login.succeeded"; evidence: { assurance: Assurance; method: Method | null } }
	| { event: "login.cancelled"; evidence: Record<string, never> }
	| { event: "login.signedOut"; evidence: Record<string, never> }
	| { event: "code.refused"; evidence: { purpose: CodePurpose; reason: "wrong" | "used" | "clockOff" | Refusal } }
	| { event: "factor.locked"; evidence: { failures: number } }
	| { event: "factor.added"; evidence: { replaced: boolean } }
	| { event: "factor.removed"; evidence: { method: Method } }
	| { event: "factor.resetAtSignIn"; evidence: Record<string, never> }
	| { event: "recoveryCodes.used"; evidence: { left: number } }
	| { event: "recoveryCodes.replaced"; evidence: Record<string, never> }
	| { event: "recoveryCodes.shown"; evidence: Record<string, never> }
	| { event: "browser.trusted"; evidence: { days: number } }
	| { event: "browser.forgotten"; evidence: { all: boolean } }
	| { event: "session.proved"; evidence: { method: Method | "password" } }
	| { event: "session.ended"; evidence: { all: boolean } }
	| { event: "password.resetRequested"; evidence: Record<string, never> }
	| { event: "password.reset"; evidence: Record<string, never> }
	| { event: "password.changed"; evidence: Record<string, never> };
