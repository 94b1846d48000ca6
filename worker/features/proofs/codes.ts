/**
 * Checks a second-factor code, whatever it is for: sign-in, reset, disable, recent proof, password change. All of them
 * draw on one budget of the account. The attempt was taken before this code runs (law 2); what comes back on success are
 * the statements that claim the code for good, to be put before whatever the code buys.
 */
import type { Statement } from "../../../db/batch.ts";
import { type Refusal, type RefusalFacts, refuse } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import { millis, secondsUntil } from "../../lib/duration.ts";
import type { TenantScope } from "../../scope.ts";
import { CODE_NOTICE } from "../attempts/limits.ts";
import { type Budget, closesLock, factorLock } from "../attempts/rules.ts";
import { clearBudget, factorSubject } from "../attempts/service.ts";
import type { CodePurpose } from "../audit/events.ts";
import { entry, entryOnce } from "../audit/service.ts";
import { commit, type Posted, post, postOnce } from "../mail/service.ts";
import { burnCode, burnTyped, findCode, type RecoveryCode } from "../recovery-codes/service.ts";
import type { Proof } from "../sessions/rules.ts";
import type { ExpectedCodes } from "../totp/rules.ts";
import { blockStep, claimTotp, claimTyped, examineTotp } from "../totp/secret.ts";
import { forgetAllOf } from "../trusted-browsers/service.ts";
import type { Standing } from "../users/standing.ts";
import type { CodeShown } from "./input.ts";

/** A right code: what to write to claim it, and what it proves. */
export interface ClaimedCode {
	readonly proof: Extract<Proof, "totp" | "recoveryCode">;
	readonly statements: readonly Statement[];
	/** What to write behind all that the code buys: the wrong codes before it are forgotten. */
	readonly after: readonly Statement[];
	readonly letters: readonly Posted[];
	/** Recovery codes left after this one. */
	readonly codesLeft: number;
}

/** What the reservation in the first request answered. */
export interface Reservation {
	/** The budget after this attempt was taken; absent when it was refused. */
	readonly taken: Budget | undefined;
	/** The budget as it stands. */
	readonly budget: Budget | undefined;
}

/**
 * Refuses when no attempt could be taken: the second factor is locked (S60). The request that closed the lock may have failed
 * before it could tell of it, so whoever meets the lock tells, behind the answer.
 */
export function requireAttempt({ taken, budget }: Reservation, standing: Standing, scope: TenantScope): Budget {
	if (taken) return taken;
	const lock = factorLock(budget, standing.policy.lock, scope.now);
	if (budget && lock.state === "locked")
		scope.background(async () => {
			const told = await tellOfLock(scope, standing, budget, lock.untilAt);
			await commit(scope, told.statements, told.letters);
		});
	const facts =
		lock.state === "locked" && lock.untilAt !== null
			? { retryAfterSeconds: secondsUntil(lock.untilAt, scope.now) }
			: {};
	return refuse("second_factor_locked", facts);
}

/**
 * The claim of a code that nobody has looked at yet: the database compares it behind the reservation, and the act ends when
 * it is wrong. Null where the claim needs a look first: no factor, or the last of the recovery codes (S172).
 */
export async function claimUnseen(
	scope: TenantScope,
	standing: Standing,
	shown: CodeShown,
	expected: ExpectedCodes,
): Promise<ClaimedCode | null> {
	const { factor, codes } = standing;
	if (!factor) return null;
	if (shown.kind === "totp") return claimedTotp(scope, standing, claimTyped(scope, factor, expected, shown.code));
	const left = codes.left - 1;
	if (left < 1) return null;
	return claimedRecoveryCode(scope, standing, await burnTyped(scope, standing.user.id, shown.code, left), left);
}

/** Verifies a code for which an attempt was taken. A wrong one is recorded and refused in one more request. */
export async function verifyCode(
	scope: TenantScope,
	standing: Standing,
	shown: CodeShown,
	context: { taken: Budget; codes: readonly RecoveryCode[]; purpose: CodePurpose; spent?: boolean },
): Promise<ClaimedCode> {
	if (!standing.factor) return refuse("second_factor_absent");
	return shown.kind === "totp"
		? verifyTotp(scope, standing, shown.code, context)
		: verifyRecoveryCode(scope, standing, shown.code, context);
}

type Context = Parameters<typeof verifyCode>[3];

async function verifyTotp(
	scope: TenantScope,
	standing: Standing,
	code: string,
	context: Context,
): Promise<ClaimedCode> {
	const factor = standing.factor ?? refuse("second_factor_absent");
	const examined = await examineTotp(scope, factor, code);
	if (examined.ok) return claimedTotp(scope, standing, claimTotp(scope, factor, examined.value));
	const { refused } = examined;
	if (refused.reason !== "clockOff") return turnAway(scope, standing, context, refused.reason, []);
	const told = { clockOffSeconds: refused.offSeconds };
	return turnAway(scope, standing, context, "clockOff", [blockStep(scope, factor, refused.step)], told);
}

async function verifyRecoveryCode(
	scope: TenantScope,
	standing: Standing,
	code: string,
	context: Context,
): Promise<ClaimedCode> {
	const row = await findCode(scope, standing.user.id, context.codes, code);
	if (!row) return turnAway(scope, standing, context, "wrong", []);
	if (row.usedAt !== null) return turnAway(scope, standing, context, "used", []);
	return claimedRecoveryCode(scope, standing, burnCode(scope, row), standing.codes.left - 1);
}

const claimedTotp = (scope: TenantScope, standing: Standing, claim: readonly Statement[]): ClaimedCode => ({
	proof: "totp",
	statements: claim,
	after: [forgetFailures(scope, standing)],
	letters: [],
	codesLeft: standing.codes.left,
});

async function claimedRecoveryCode(
	scope: TenantScope,
	standing: Standing,
	claim: readonly Statement[],
	left: number,
): Promise<ClaimedCode> {
	return {
		proof: "recoveryCode",
		statements: [
			...claim,
			forgetAllOf(scope, standing),
			entry(scope, standing.user.id, { event: "recoveryCodes.used", evidence: { left } }),
		],
		after: [forgetFailures(scope, standing)],
		letters: [await post(scope, standing.tenant, standing.user, { kind: "recoveryCodeUsed", left })],
		codesLeft: left,
	};
}

const forgetFailures = (scope: TenantScope, standing: Standing): Statement =>
	clearBudget(scope.db, scope.tenantId, factorSubject(standing.user.id));

interface Told {
	readonly statements: readonly Statement[];
	readonly letters: readonly Posted[];
}

/** The letter and the line of the record of a lock: once each, however many requests tell of it (T034). */
async function tellOfLock(
	scope: TenantScope,
	{ tenant, user }: Standing,
	{ count, lastAt }: Budget,
	untilAt: Millis | null,
): Promise<Told> {
	const sinceThen = millis(scope.now - lastAt + 1);
	return {
		statements: [entryOnce(scope, user.id, { event: "factor.locked", evidence: { failures: count } }, lastAt)],
		letters: [await postOnce(scope, tenant, user, { kind: "accountLocked", untilAt }, sinceThen)],
	};
}

/** Of a wrong code behind a right password a letter a day at most, not one for each (T058). */
async function tellOfCode(scope: TenantScope, { tenant, user }: Standing, purpose: CodePurpose): Promise<Told> {
	const isSignIn = purpose === "signIn" || purpose === "resetAtSignIn";
	const letters = isSignIn ? [await postOnce(scope, tenant, user, { kind: "codeRefused" }, CODE_NOTICE)] : [];
	return { statements: [], letters };
}

/** Records the wrong code, and the lock that it may have closed, then refuses. Used and wrong look alike outside. */
export async function turnAway(
	scope: TenantScope,
	standing: Standing,
	{ taken, purpose, spent }: Omit<Context, "codes">,
	reason: "wrong" | "used" | "clockOff",
	more: readonly Statement[] = [],
	facts: RefusalFacts = {},
): Promise<never> {
	const { user, policy } = standing;
	const locked = closesLock(taken.count, policy.lock);
	const lock = factorLock(taken, policy.lock, scope.now);
	const untilAt = lock.state === "locked" ? lock.untilAt : null;
	const told = locked ? await tellOfLock(scope, standing, taken, untilAt) : await tellOfCode(scope, standing, purpose);
	await commit(
		scope,
		[entry(scope, user.id, { event: "code.refused", evidence: { purpose, reason } }), ...more, ...told.statements],
		told.letters,
	);
	const outside: Refusal = locked
		? "second_factor_locked"
		: spent
			? "challenge_spent"
			: reason === "clockOff"
				? "code_clock_off"
				: "code_wrong";
	const wait = locked && untilAt !== null ? { retryAfterSeconds: secondsUntil(untilAt, scope.now) } : {};
	return refuse(outside, outside === "code_clock_off" ? facts : wait, reason);
}
