/**
 * The code step of a sign-in. First request: an attempt of the challenge and one of the account are taken, then everything
 * is read. Second request: the code is claimed, the challenge consumed and the session minted, or the refusal recorded.
 */
import { guard, justChanged, type Statement, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { CODES_PER_CHALLENGE } from "../attempts/limits.ts";
import { factorSubject, readBudget, takeFactorAttempt } from "../attempts/service.ts";
import type { CodePurpose } from "../audit/events.ts";
import { entry } from "../audit/service.ts";
import { commit } from "../mail/service.ts";
import { type ClaimedCode, requireAttempt, verifyCode } from "../proofs/codes.ts";
import type { CodeShown } from "../proofs/input.ts";
import { codesRemain, makeSet, readCodes } from "../recovery-codes/service.ts";
import { mint, type Presented } from "../sessions/service.ts";
import { remember } from "../trusted-browsers/service.ts";
import { standingStatement } from "../users/service.ts";
import { type Standing, standingOf } from "../users/standing.ts";
import { type Challenge, makeChallenge } from "./challenge.ts";
import type { Handed } from "./service.ts";
import { consumeChallenge, findChallenge, takeChallengeAttempt } from "./store.ts";

/** A six-digit code; with `trustBrowser` the browser is remembered where the tenant allows it. */
export async function proveTotp(
	scope: TenantScope,
	challenge: Challenge,
	input: { code: string; trustBrowser?: boolean | undefined },
	presented: Presented,
): Promise<{ answer: { next: "signedIn" }; handed: Handed }> {
	const { standing, claim } = await proveCode(scope, challenge, { kind: "totp", code: input.code }, "signIn");
	const minted = mint(scope, standing, [...challenge.proofs, claim.proof], presented, "challenge_gone");
	const remembered = input.trustBrowser ? await remember(scope, standing) : null;
	await commit(
		scope,
		[...consume(scope, challenge), ...claim.statements, ...minted.statements, ...(remembered?.statements ?? [])],
		[...claim.letters, ...(remembered ? [remembered.letter] : [])],
	);
	const trust = remembered ? { trustedBrowser: remembered.grant } : {};
	return {
		answer: { next: "signedIn" },
		handed: { session: minted.session, knownBrowser: minted.knownBrowser, ...trust, challenge: null },
	};
}

/** A recovery code. The last one leads to a new set before anything else (S172). */
export async function proveRecoveryCode(
	scope: TenantScope,
	challenge: Challenge,
	code: string,
	presented: Presented,
): Promise<{ answer: { next: "signedIn" | "newRecoveryCodes"; remaining: number }; handed: Handed }> {
	const { standing, claim } = await proveCode(scope, challenge, { kind: "recoveryCode", code }, "signIn");
	const proofs = [...challenge.proofs, claim.proof];
	const remaining = claim.codesLeft;
	if (remaining > 0) {
		const minted = mint(scope, standing, proofs, presented, "challenge_gone");
		// Two last codes in the same moment: neither was the last one when it was read, so the later has to be read again.
		const others = guard(scope.db, "conflict", codesRemain(scope.tenantId, standing.user.id));
		await commit(
			scope,
			[...consume(scope, challenge), ...claim.statements, others, ...minted.statements],
			claim.letters,
		);
		return {
			answer: { next: "signedIn", remaining },
			handed: { session: minted.session, knownBrowser: minted.knownBrowser, challenge: null },
		};
	}
	const mailed = standing.policy.recoveryCodes.delivery === "screenAndEmail" ? await makeSet(scope, standing) : null;
	await commit(
		scope,
		[...consume(scope, challenge), ...claim.statements, ...(mailed?.statements ?? [])],
		[...claim.letters, ...(mailed?.letters ?? [])],
	);
	const next = makeChallenge(scope.deps.random, standing, scope.now, {
		step: "newRecoveryCodes",
		reason: "codesSpent",
		proofs,
	});
	return { answer: { next: "newRecoveryCodes", remaining }, handed: { challenge: next } };
}

/** "Reset two-factor authentication settings": a code opens the set-up; the old app works until the new one is confirmed. */
export async function resetSecondFactor(
	scope: TenantScope,
	challenge: Challenge,
	shown: CodeShown,
): Promise<{ answer: { next: "setUp" }; handed: Handed }> {
	const { standing, claim } = await proveCode(scope, challenge, shown, "resetAtSignIn");
	await commit(
		scope,
		[
			...consume(scope, challenge),
			...claim.statements,
			entry(scope, standing.user.id, { event: "factor.resetAtSignIn", evidence: {} }),
		],
		claim.letters,
	);
	const next = makeChallenge(scope.deps.random, standing, scope.now, {
		step: "setUp",
		reason: "reset",
		proofs: [...challenge.proofs, claim.proof],
	});
	return { answer: { next: "setUp" }, handed: { challenge: next } };
}

async function proveCode(
	scope: TenantScope,
	challenge: Challenge,
	shown: CodeShown,
	purpose: CodePurpose,
): Promise<{ standing: Standing; claim: ClaimedCode }> {
	const { db, tenantId, now } = scope;
	const { globalEpoch } = scope.deps.config;
	const { userId } = challenge;
	if (challenge.step !== "secondFactor") return refuse("challenge_gone", {}, `step_${challenge.step}`);
	const [[attempt], [taken], [budget], [row], [known], codes] = await together(db, [
		takeChallengeAttempt(db, challenge, globalEpoch),
		takeFactorAttempt(db, tenantId, userId, now, justChanged),
		readBudget(db, tenantId, factorSubject(userId)),
		standingStatement(db, tenantId, { id: userId }),
		findChallenge(db, challenge),
		readCodes(db, tenantId, userId),
	]);
	const standing = row ? standingOf(row, globalEpoch, now) : null;
	if (!attempt || !standing) {
		const spent = known?.consumedAt === null && known.attempts >= CODES_PER_CHALLENGE;
		return refuse(spent ? "challenge_spent" : "challenge_gone", {}, "challenge_dead");
	}
	const reserved = requireAttempt({ taken, budget }, standing, scope);
	const spent = attempt.attempts >= CODES_PER_CHALLENGE;
	const claim = await verifyCode(scope, standing, shown, { taken: reserved, codes, purpose, spent });
	return { standing, claim };
}

/** Consumes the challenge inside the acting batch; the guard ends the batch when somebody was quicker. */
export const consume = (scope: TenantScope, challenge: Challenge): readonly Statement[] => [
	consumeChallenge(scope.db, challenge, scope.deps.config.globalEpoch, scope.now),
	guard(scope.db, "challenge_gone"),
];
