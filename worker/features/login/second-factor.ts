/**
 * The code step of a sign-in: what a right code leads to. How the code is proved, in one request or in two, is in prove.ts;
 * what is said here holds for both, and the session is minted in the batch that claims the code (laws 1 and 2).
 */
import { guard } from "../../../db/batch.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import type { CodeShown } from "../proofs/input.ts";
import { codesRemain, makeSet } from "../recovery-codes/service.ts";
import { mint, type Presented } from "../sessions/service.ts";
import { remember } from "../trusted-browsers/service.ts";
import { type Challenge, makeChallenge } from "./challenge.ts";
import { type Led, prove } from "./prove.ts";
import type { Handed } from "./service.ts";

/** A six-digit code; with `trustBrowser` the browser is remembered where the tenant allows it. */
export function proveTotp(
	scope: TenantScope,
	challenge: Challenge,
	input: { code: string; trustBrowser?: boolean | undefined },
	presented: Presented,
): Promise<{ answer: { next: "signedIn" }; handed: Handed }> {
	const shown = { kind: "totp", code: input.code } as const;
	return prove(scope, challenge, shown, "signIn", async (standing, claim) => {
		const minted = mint(scope, standing, [...challenge.proofs, claim.proof], presented, "challenge_gone");
		const remembered = input.trustBrowser ? await remember(scope, standing) : null;
		return {
			statements: [...minted.statements, ...(remembered?.statements ?? [])],
			letters: remembered ? [remembered.letter] : [],
			answer: { next: "signedIn" },
			handed: {
				session: minted.session,
				knownBrowser: minted.knownBrowser,
				...(remembered ? { trustedBrowser: remembered.grant } : {}),
				challenge: null,
			},
		};
	});
}

type RecoveryAnswer = { next: "signedIn" | "newRecoveryCodes"; remaining: number };

/** A recovery code. The last one leads to a new set before anything else (S172). */
export function proveRecoveryCode(
	scope: TenantScope,
	challenge: Challenge,
	code: string,
	presented: Presented,
): Promise<{ answer: RecoveryAnswer; handed: Handed }> {
	const shown = { kind: "recoveryCode", code } as const;
	return prove(scope, challenge, shown, "signIn", async (standing, claim): Promise<Led<RecoveryAnswer>> => {
		const proofs = [...challenge.proofs, claim.proof];
		const remaining = claim.codesLeft;
		if (remaining > 0) {
			const minted = mint(scope, standing, proofs, presented, "challenge_gone");
			// Two last codes in the same moment: neither was the last one when it was read, so the later has to be read again.
			const others = guard(scope.db, "conflict", codesRemain(scope.tenantId, standing.user.id));
			return {
				statements: [others, ...minted.statements],
				letters: [],
				answer: { next: "signedIn", remaining },
				handed: { session: minted.session, knownBrowser: minted.knownBrowser, challenge: null },
			};
		}
		const mailed = standing.policy.recoveryCodes.delivery === "screenAndEmail" ? await makeSet(scope, standing) : null;
		const next = makeChallenge(scope.deps.random, standing, scope.now, {
			step: "newRecoveryCodes",
			reason: "codesSpent",
			proofs,
		});
		return {
			statements: mailed?.statements ?? [],
			letters: mailed?.letters ?? [],
			answer: { next: "newRecoveryCodes", remaining },
			handed: { challenge: next },
		};
	});
}

/** "Reset two-factor authentication settings": a code opens the set-up; the old app works until the new one is confirmed. */
export function resetSecondFactor(
	scope: TenantScope,
	challenge: Challenge,
	shown: CodeShown,
): Promise<{ answer: { next: "setUp" }; handed: Handed }> {
	return prove(scope, challenge, shown, "resetAtSignIn", async (standing, claim) => {
		const next = makeChallenge(scope.deps.random, standing, scope.now, {
			step: "setUp",
			reason: "reset",
			proofs: [...challenge.proofs, claim.proof],
		});
		return {
			statements: [entry(scope, standing.user.id, { event: "factor.resetAtSignIn", evidence: {} })],
			letters: [],
			answer: { next: "setUp" },
			handed: { challenge: next },
		};
	});
}
