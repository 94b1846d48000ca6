/**
 * The closed union of what is recorded, with its evidence. Evidence never holds a secret, a code, a token or an input.
 */
import type { Refusal } from "../../errors.ts";

type Method = "totp" | "recoveryCode";
type Assurance = "password" | "trustedBrowser" | "secondFactor";
/** In which act a code was shown. */
export type CodePurpose = "signIn" | "resetAtSignIn" | "setUp" | "recentProof" | "disable" | "passwordChange";
type Role = "owner" | "admin" | "realmAdmin" | "auditor" | "member";
/** Names of profile fields that changed; never their values. */
type ProfileField = "name" | "phone" | "locale" | "method" | "administers";
type OnWhoseSide = "user" | "realm" | "tenant";
type None = Record<string, never>;

export type AuditEvent =
	| { event: "tenant.signedUp"; evidence: { slug: string } }
	| { event: "tenant.verified"; evidence: { slug: string } }
	| { event: "policy.changed"; evidence: { version: number; realm: string | null } }
	| { event: "user.emailVerified"; evidence: Record<string, never> }
	| { event: "user.invited"; evidence: Record<string, never> }
	| { event: "user.joined"; evidence: Record<string, never> }
	| { event: "user.profileChanged"; evidence: Record<string, never> }
	| { event: "login.refused"; evidence: { reason: string } }
	| { event: "login.blocked"; evidence: { by: "account" | "browser" | "source"; failures: number } }
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
	| { event: "password.changed"; evidence: Record<string, never> }
	| { event: "request.refused"; evidence: { procedure: string; refusal: Refusal; reason: string } }
	| { event: "user.created"; evidence: { role: Role; realm: string; imported: boolean } }
	| { event: "user.changed"; evidence: { fields: readonly ProfileField[] } }
	| { event: "user.roleChanged"; evidence: { from: Role; to: Role } }
	| { event: "user.requirementChanged"; evidence: { from: string; to: string } }
	| { event: "user.moved"; evidence: { from: string; to: string } }
	| { event: "user.disabled"; evidence: None }
	| { event: "user.enabled"; evidence: None }
	| { event: "user.removed"; evidence: { email: string; name: string } }
	| { event: "user.unlocked"; evidence: None }
	| { event: "users.imported"; evidence: { realm: string; created: number; exists: number; errors: number } }
	| { event: "factor.resetByAdmin"; evidence: { reason: string; endSessions: boolean } }
	| { event: "factor.phoneChanged"; evidence: None }
	| { event: "enrolment.sent"; evidence: { by: "email" | "sms"; invitation: boolean } }
	| { event: "enrolment.opened"; evidence: None }
	| { event: "enrolment.completed"; evidence: None }
	| { event: "phone.given"; evidence: None }
	| { event: "resetCode.sent"; evidence: None }
	| { event: "realm.created"; evidence: { key: string; name: string; kind: "custom" | "automatic" } }
	| { event: "realm.changed"; evidence: { key: string; name: string } }
	| { event: "realm.removed"; evidence: { key: string; name: string } }
	| { event: "reminder.sent"; evidence: { daysBefore: number; by: OnWhoseSide } }
	| { event: "audit.exported"; evidence: { format: "csv" | "jsonl" } }
	| { event: "tenant.changed"; evidence: { fields: readonly ("name" | "contact" | "accent")[] } }
	| { event: "tenant.suspended"; evidence: { operator: string; reason: string } }
	| { event: "tenant.resumed"; evidence: { operator: string } }
	| { event: "tenant.moved"; evidence: { operator: string; from: string; to: string } }
	| { event: "tenant.exported"; evidence: { operator: string } }
	| {
			event: "tenant.imported";
			evidence: { operator: string; asOf: string; sha256: string; codes: number; letters: number };
	  }
	| { event: "tenant.restored"; evidence: { operator: string; asOf: string } }
	| { event: "ownerReturn.requested"; evidence: { operator: string; reason: string; readyAt: number } }
	| { event: "ownerReturn.finished"; evidence: { operator: string } }
	| { event: "ownerReturn.cancelled"; evidence: { operator: string | null } }
	| { event: "keys.rotated"; evidence: { operator: string; to: string } };
