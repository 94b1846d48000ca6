/**
 * From the password to a session (design: begin, prove, reset). An attempt is taken before a secret is looked at; no
 * session exists before the last required proof; claim, consumption, session, audit and letters are one batch.
 * Unknown, disabled and passwordless people get the same work and the same answer as a wrong password (T097).
 */
import { together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import type { Token } from "../../lib/token.ts";
import type { Derivation } from "../../ports/passwords.ts";
import type { TenantScope } from "../../scope.ts";
import { SOURCE_BUDGET } from "../attempts/limits.ts";
import { passwordRetryAfter } from "../attempts/rules.ts";
import {
	clearBudget,
	failUnseen,
	giveBack,
	readPasswordBudgets,
	sourceSubject,
	takePasswordAttempt,
	takeSourceAttempt,
} from "../attempts/service.ts";
import { entry } from "../audit/service.ts";
import { commit, post } from "../mail/service.ts";
import { makeLink } from "../mailed-tokens/service.ts";
import { type Grant, mint, type Presented } from "../sessions/service.ts";
import { isTrusted, trustedRead, useTrusted } from "../trusted-browsers/service.ts";
import { emailOf, refreshHash, standingStatement } from "../users/service.ts";
import { houseOf, type Standing, standingOf } from "../users/standing.ts";
import { CHALLENGE_LIFE, type Challenge, type ChallengeReason, makeChallenge } from "./challenge.ts";
import type { BeginInput } from "./input.ts";
import { lookOut } from "./outlook.ts";
import { methodsOf, nextStep, trustOffer } from "./rules.ts";

/** What the browser brought to a sign-in. */
export interface Brought extends Presented {
	readonly trustedBrowser: Token | null;
}

/** What a step of the sign-in hands to the browser: cookies to set, or the challenge that goes on. */
export interface Handed {
	readonly session?: Grant;
	readonly knownBrowser?: Grant;
	readonly trustedBrowser?: Grant;
	/** The next challenge; null ends the present one. */
	readonly challenge?: Challenge | null;
}

export interface BeginAnswer {
	readonly next: "signedIn" | "secondFactor" | "setUp" | "verifyEmail";
	readonly methods?: readonly ("totp" | "recoveryCode")[];
	readonly trust?: { readonly allowed: boolean; readonly days: number };
	readonly reason?: ChallengeReason;
}

/** Checks e-mail and password. One request when a second step follows, two when it ends in a session. */
export async function begin(
	scope: TenantScope,
	input: BeginInput,
	brought: Brought,
): Promise<{ answer: BeginAnswer; handed: Handed }> {
	const { db, tenantId, now, deps } = scope;
	const email = emailOf(input.email);
	// Hashed while the database answers; what comes out is looked at only after the attempt was taken there.
	const derived = await deps.passwords.derive(input.password, { tenantId, email });
	const source = await sourceSubject(scope);
	const guess = { email, browser: brought.knownBrowser, source, now };
	const [[charged], [taken], budgets, [row], ...trustedRows] = await together(db, [
		takeSourceAttempt(db, tenantId, guess, deps.config.sourceLimit ?? SOURCE_BUDGET.limit),
		takePasswordAttempt(db, tenantId, guess),
		readPasswordBudgets(db, tenantId, guess),
		standingStatement(db, tenantId, { email }),
		...trustedRead(scope, brought.trustedBrowser),
	]).catch((error: unknown) => {
		derived.drop();
		throw error;
	});
	if (!row || !taken || houseOf(row).tenant.state === "suspended") derived.drop();
	if (!row) return refuse("tenant_unknown");
	if (houseOf(row).tenant.state === "suspended") return refuse("tenant_suspended");
	if (!taken) {
		const blocked = budgets.find((budget) => budget.blockedUntilAt !== null && budget.blockedUntilAt > now);
		return refuse("attempts_spent", { retryAfterSeconds: passwordRetryAfter(blocked, now) });
	}
	const drawnOn = charged ? [charged, taken] : [taken];
	const standing = await checkPassword(scope, standingOf(row, deps.config.globalEpoch, now), derived, drawnOn);
	const cleared = [
		clearBudget(db, tenantId, taken.subject),
		...(charged ? [giveBack(db, tenantId, source)] : []),
	] as const;
	if (standing.user.status === "unverified") {
		scope.background(() => together(db, cleared));
		return { answer: await verifyFirst(scope, standing), handed: {} };
	}
	const browser = trustedRows[0]?.[0];
	const trusted = isTrusted(browser, brought.trustedBrowser, standing, now);
	const step = nextStep(standing, trusted);
	if (step.next === "session") {
		const minted = mint(scope, standing, trusted ? ["password", "trustedBrowser"] : ["password"], brought, "conflict");
		await commit(scope, [...cleared, ...(trusted ? useTrusted(scope, browser) : []), ...minted.statements]);
		return { answer: { next: "signedIn" }, handed: { ...minted, challenge: null } };
	}
	scope.background(() =>
		together(db, [
			...cleared,
			entry(scope, standing.user.id, { event: "login.passwordProved", evidence: { next: step.next } }),
		]),
	);
	const outlook = step.next === "secondFactor" ? await lookOut(scope, row, standing, CHALLENGE_LIFE) : undefined;
	const challenge = makeChallenge(deps.random, standing, now, {
		step: step.next,
		reason: step.reason,
		proofs: ["password"],
		...(outlook ? { outlook } : {}),
	});
	const answer: BeginAnswer =
		step.next === "setUp"
			? { next: "setUp", reason: step.reason }
			: { next: "secondFactor", methods: methodsOf(standing), trust: trustOffer(standing), reason: step.reason };
	return { answer, handed: { challenge } };
}

/** The person whose password this is; the same work and the same refusal for everybody else. */
async function checkPassword(
	scope: TenantScope,
	standing: Standing | null,
	derived: Derivation,
	drawnOn: readonly DrawnOn[],
): Promise<Standing> {
	const stored = standing && isOpen(standing) ? standing.user.passwordHash : null;
	const subjects = drawnOn.map(({ subject }) => subject);
	const { right, renewed } = await derived.matches(stored).catch((error) => failUnseen(scope, subjects, error));
	if (!standing || stored === null)
		return turnAway(scope, standing, standing ? `status_${standing.user.status}` : "user_unknown", drawnOn);
	if (!right) return turnAway(scope, standing, "password_wrong", drawnOn);
	if (renewed !== null)
		scope.background(() => refreshHash(scope.db, scope.tenantId, standing.user.id, { from: stored, to: renewed }));
	return standing;
}

const isOpen = ({ user }: Standing): boolean => user.status === "active" || user.status === "unverified";

/** A budget from which the attempt at hand was taken; blocked where it was the last. */
interface DrawnOn {
	readonly subject: string;
	readonly count: number;
	readonly blockedUntilAt: Millis | null;
}

/** Records the wrong password, and each budget that it used up: one entry tells of a whole series of guesses (T027). */
function turnAway(scope: TenantScope, standing: Standing | null, reason: string, drawnOn: readonly DrawnOn[]): never {
	const userId = standing?.user.id ?? null;
	const closed = drawnOn.filter(({ blockedUntilAt }) => blockedUntilAt !== null);
	const blocked = closed.map(({ subject, count }) => {
		const by = subject.startsWith("source:") ? "source" : subject.startsWith("browser:") ? "browser" : "account";
		return entry(
			scope,
			by === "source" ? null : userId,
			{ event: "login.blocked", evidence: { by, failures: count } },
			null,
		);
	});
	scope.background(() =>
		together(scope.db, [entry(scope, userId, { event: "login.refused", evidence: { reason } }, null), ...blocked]),
	);
	return refuse("credentials_wrong", {}, reason);
}

/** A right password of an address that was never confirmed: a new link is mailed, within the mailbox budget. */
async function verifyFirst(scope: TenantScope, standing: Standing): Promise<BeginAnswer> {
	const { link, statement } = makeLink(scope, "verifyEmail", standing.user.id, standing.epoch);
	await commit(scope, [statement], [await post(scope, standing.tenant, standing.user, { kind: "verifyEmail", link })]);
	return { next: "verifyEmail" };
}
