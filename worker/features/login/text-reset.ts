/**
 * The way back in for who lost the app, where the tenant lets the stored number vouch (S63): a code by text message to that
 * number and to no other (S64), then the set-up. Behind the password only. A wrong code is charged to the challenge, to the
 * account's second-factor budget and to the code itself, all before it is looked at; a locked second factor stays locked.
 */
import { guard, justChanged, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { CODES_PER_CHALLENGE } from "../attempts/limits.ts";
import { factorLock } from "../attempts/rules.ts";
import { factorSubject, readBudget, takeFactorAttemptToo } from "../attempts/service.ts";
import { entry } from "../audit/service.ts";
import { readTextRoom } from "../enrolment/service.ts";
import { commit, deliverSoon, postText } from "../mail/service.ts";
import { canBeTexted, maskPhone } from "../phones/rules.ts";
import { requireAttempt, turnAway } from "../proofs/codes.ts";
import { burnResetCode, drawResetCode, isResetCode, takeResetTry } from "../reset-codes/service.ts";
import { standingStatement } from "../users/service.ts";
import { standingOf } from "../users/standing.ts";
import { type Challenge, makeChallenge } from "./challenge.ts";
import type { ResetInput } from "./input.ts";
import { consume } from "./prove.ts";
import { mayResetByText } from "./rules.ts";
import { resetSecondFactor } from "./second-factor.ts";
import type { Handed } from "./service.ts";
import { requireOpen, requireStep } from "./set-up.ts";
import { findChallenge, takeChallengeAttempt } from "./store.ts";

const askedIn = ({ userId, id, epoch }: Challenge) => ({ userId, challengeId: id, epoch });

/**
 * Sends a code to the stored number. The answer is the same whether the number may still get a message this hour or not; the
 * code sent before stays good then. Two requests.
 */
export async function requestResetCode(scope: TenantScope, challenge: Challenge): Promise<{ to: string }> {
	requireStep(challenge, "secondFactor");
	const { db, tenantId, now, deps } = scope;
	const { userId } = challenge;
	const [[row], [known], [budget], [room]] = await together(db, [
		standingStatement(db, tenantId, { id: userId }),
		findChallenge(db, challenge),
		readBudget(db, tenantId, factorSubject(userId)),
		readTextRoom(db, tenantId, userId, now),
	]);
	const standing = requireOpen(scope, challenge, row, known);
	const { user, tenant, policy } = standing;
	if (user.phone === null || !mayResetByText(standing, deps.texter.isThere)) {
		return refuse("forbidden", {}, "text_recovery_off");
	}
	if (factorLock(budget, policy.lock, now).state === "locked")
		requireAttempt({ taken: undefined, budget }, standing, scope);
	const to = maskPhone(user.phone);
	if ((room?.textRoom ?? 0) <= 0 || !canBeTexted(user.phone)) return { to };
	const { code, hash, statement } = await drawResetCode(scope, askedIn(challenge));
	const message = await postText(
		scope,
		tenant,
		{ phone: user.phone, locale: user.locale },
		{ kind: "resetCode", code },
		{ userId, secretId: hash },
	);
	await commit(scope, [
		message.statement,
		guard(db, "conflict"),
		statement,
		entry(scope, userId, { event: "resetCode.sent", evidence: {} }),
	]);
	deliverSoon(scope, [message]);
	return { to };
}

/** "Reset two-factor authentication settings", with a code of the app, a recovery code, or the one of the message. */
export const reset = (scope: TenantScope, challenge: Challenge, { code, by }: ResetInput) =>
	by === "textMessage" ? resetByText(scope, challenge, code.code) : resetSecondFactor(scope, challenge, code);

/** The code of the message opens the set-up; the old app works until the new one is confirmed. Two requests. */
async function resetByText(
	scope: TenantScope,
	challenge: Challenge,
	typed: string,
): Promise<{ answer: { next: "setUp" }; handed: Handed }> {
	requireStep(challenge, "secondFactor");
	const { db, tenantId, now, deps } = scope;
	const { globalEpoch } = deps.config;
	const { userId } = challenge;
	const [[attempt], [taken], [sent], [budget], [row], [known]] = await together(db, [
		takeChallengeAttempt(db, challenge, globalEpoch),
		takeFactorAttemptToo(db, tenantId, userId, now),
		takeResetTry(scope, askedIn(challenge), justChanged),
		readBudget(db, tenantId, factorSubject(userId)),
		standingStatement(db, tenantId, { id: userId }),
		findChallenge(db, challenge),
	]);
	const standing = row ? standingOf(row, globalEpoch, now) : null;
	if (!attempt || !standing) {
		const spent = known?.consumedAt === null && known.attempts >= CODES_PER_CHALLENGE;
		return refuse(spent ? "challenge_spent" : "challenge_gone", {}, "challenge_dead");
	}
	const reserved = requireAttempt({ taken, budget }, standing, scope);
	if (!mayResetByText(standing, deps.texter.isThere)) return refuse("forbidden", {}, "text_recovery_off");
	if (!sent || !(await isResetCode(scope, sent, typed))) {
		const spent = attempt.attempts >= CODES_PER_CHALLENGE;
		return turnAway(scope, standing, { taken: reserved, purpose: "resetAtSignIn", spent }, "wrong");
	}
	await commit(scope, [
		...consume(scope, challenge),
		...burnResetCode(scope, sent),
		entry(scope, userId, { event: "factor.resetAtSignIn", evidence: {} }),
	]);
	const next = makeChallenge(deps.random, standing, now, { step: "setUp", reason: "reset", proofs: challenge.proofs });
	return { answer: { next: "setUp" }, handed: { challenge: next } };
}
