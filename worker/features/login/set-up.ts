/**
 * Set-up and new recovery codes, for a half-done sign-in and for a signed-in person alike: the same machine, two doors.
 * At sign-in nothing else is reachable until it is done, and the session is minted only when the codes are said to be saved.
 */
import { together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import { after } from "../../lib/duration.ts";
import type { Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit, post } from "../mail/service.ts";
import { acknowledge, makeSet, readCodes, unseenSet } from "../recovery-codes/service.ts";
import { mint, type Presented } from "../sessions/service.ts";
import { readTenant } from "../tenants/service.ts";
import { type Begun, beginSetUp, confirmSetUp, isNotBegunBy, SETUP_LIFE, takeSetUpTry } from "../totp/service.ts";
import { standingStatement } from "../users/service.ts";
import { type Standing, standingOf } from "../users/standing.ts";
import { type Challenge, type ChallengeStep, makeChallenge } from "./challenge.ts";
import { completeEnrolment } from "./enrolment.ts";
import { consume } from "./prove.ts";
import { phoneOffer, trustOffer } from "./rules.ts";
import type { Handed } from "./service.ts";
import { consumeChallenge, findChallenge, openWindow } from "./store.ts";

/**
 * Draws the pending secret. The window of a challenge begins with the first call and is noted in its row: neither another call
 * nor the cookie of before the first one prolongs it.
 */
export async function beginAtSignIn(
	scope: TenantScope,
	challenge: Challenge,
): Promise<{ answer: Begun; handed: Handed }> {
	const { standing, known } = await readAt(scope, challenge, "setUp");
	const expiresAt = known?.expiresAt ?? after(scope.now, SETUP_LIFE);
	const begins = { ...challenge, setUpBegun: true, expiresAt };
	const { begun, statement } = await beginSetUp(scope, standing, challenge.id, expiresAt);
	await commit(scope, [openWindow(scope.db, begins, scope.deps.config.globalEpoch), statement]);
	return { answer: begun, handed: { challenge: begins } };
}

/**
 * A right code of the new app makes it live; what remains is to save the codes. Where the session of somebody else has begun
 * a set-up in the same browser, nobody can tell whose app the code is of: neither is confirmed (T090).
 */
export async function confirmAtSignIn(
	scope: TenantScope,
	challenge: Challenge,
	code: string,
	session: Token | null,
): Promise<{ answer: { recoveryCodes: readonly string[] }; handed: Handed }> {
	requireStep(challenge, "setUp");
	const { db, tenantId } = scope;
	const stranger = session && session.userId !== challenge.userId ? session : null;
	const isClear = stranger ? isNotBegunBy(scope, stranger) : undefined;
	const [[setup], [row], [known]] = await together(db, [
		takeSetUpTry(scope, challenge.userId, challenge.id, isClear),
		standingStatement(db, tenantId, { id: challenge.userId }),
		findChallenge(db, challenge),
	]);
	const standing = requireOpen(scope, challenge, row, known);
	const confirmed = await confirmSetUp(scope, standing, setup, code, challenge.reason === "reset");
	const completed = completeEnrolment(scope, challenge);
	const next = makeChallenge(scope.deps.random, confirmed.standing, scope.now, {
		...onward(challenge),
		step: "saveCodes",
		proofs: [...challenge.proofs, "totp"],
	});
	const statements = [...consume(scope, challenge), ...completed, ...confirmed.statements];
	return commit(scope, statements, confirmed.letters, {
		answer: { recoveryCodes: confirmed.recoveryCodes },
		handed: { challenge: next },
	});
}

/**
 * A new set in place of the used-up one. One that was made already and not yet said to be saved is shown as it is: it was
 * mailed, or the page was closed too early.
 */
export async function regenerateAtSignIn(
	scope: TenantScope,
	challenge: Challenge,
): Promise<{ answer: { recoveryCodes: readonly string[] }; handed: Handed }> {
	requireStep(challenge, "newRecoveryCodes", "saveCodes");
	const { db, tenantId } = scope;
	const [[row], [known], rows] = await together(db, [
		standingStatement(db, tenantId, { id: challenge.userId }),
		findChallenge(db, challenge),
		readCodes(db, tenantId, challenge.userId),
	]);
	const standing = requireOpen(scope, challenge, row, known);
	const unseen = await unseenSet(scope, rows);
	const set = unseen ? { codes: unseen, statements: [], letters: [] } : await makeSet(scope, standing);
	const told = unseen ? [] : [await post(scope, standing.tenant, standing.user, { kind: "recoveryCodesRegenerated" })];
	const next = makeChallenge(scope.deps.random, standing, scope.now, {
		...onward(challenge),
		step: "saveCodes",
		proofs: challenge.proofs,
	});
	// Looking again and again must not keep what was proved alive for ever.
	const expiresAt = challenge.step === "saveCodes" ? challenge.expiresAt : next.expiresAt;
	const event = unseen ? "recoveryCodes.shown" : "recoveryCodes.replaced";
	return commit(
		scope,
		[...consume(scope, challenge), ...set.statements, entry(scope, standing.user.id, { event, evidence: {} })],
		[...set.letters, ...told],
		{ answer: { recoveryCodes: set.codes }, handed: { challenge: { ...next, expiresAt } } },
	);
}

/** The codes are saved: the sign-in ends in a session, a set-up by link on the way to the sign-in. */
export async function finishAtSignIn(
	scope: TenantScope,
	challenge: Challenge,
	presented: Presented,
): Promise<{ answer: { next: "signedIn" | "signIn" }; handed: Handed }> {
	const { standing } = await readAt(scope, challenge, "saveCodes");
	if (challenge.linkId !== undefined) {
		return commit(scope, [...consume(scope, challenge), acknowledge(scope, standing)], [], {
			answer: { next: "signIn" },
			handed: { challenge: null },
		});
	}
	const minted = mint(scope, standing, challenge.proofs, presented, "challenge_gone");
	return commit(scope, [...consume(scope, challenge), acknowledge(scope, standing), ...minted.statements], [], {
		answer: { next: "signedIn" },
		handed: { session: minted.session, knownBrowser: minted.knownBrowser, challenge: null },
	});
}

/** What stays the same from one step of a challenge to the next. */
const onward = ({ reason, linkId }: Challenge): Pick<Challenge, "reason" | "linkId"> => ({
	reason,
	...(linkId === undefined ? {} : { linkId }),
});

export function requireStep(challenge: Challenge, ...steps: readonly ChallengeStep[]): void {
	if (!steps.includes(challenge.step)) refuse("challenge_gone", {}, `step_${challenge.step}`);
}

/** How the person stands, at this step of a challenge that is still open, and the challenge's row if it has one. One request. */
async function readAt(
	scope: TenantScope,
	challenge: Challenge,
	step: ChallengeStep,
): Promise<{ readonly standing: Standing; readonly known: ChallengeRead }> {
	requireStep(challenge, step);
	const { db, tenantId } = scope;
	const [[row], [known]] = await together(db, [
		standingStatement(db, tenantId, { id: challenge.userId }),
		findChallenge(db, challenge),
	]);
	return { standing: requireOpen(scope, challenge, row, known), known };
}

type StandingRead = Awaited<ReturnType<typeof standingStatement>>[number] | undefined;
type ChallengeRead = Awaited<ReturnType<typeof findChallenge>>[number] | undefined;

/** Refuses a challenge that was consumed, or whose person changed since it was sealed. */
export function requireOpen(
	scope: TenantScope,
	challenge: Challenge,
	row: StandingRead,
	known: ChallengeRead,
): Standing {
	const standing = row ? standingOf(row, scope.deps.config.globalEpoch, scope.now) : null;
	if (!standing || (known && known.consumedAt !== null)) return refuse("challenge_gone", {}, "challenge_consumed");
	if (standing.epoch !== challenge.epoch || standing.user.status !== "active" || standing.tenant.state !== "active") {
		return refuse("challenge_gone", {}, "standing_changed");
	}
	return standing;
}

/** Where a half-done sign-in stands, or null; for a page that was reloaded. One request. */
export async function stateOf(scope: TenantScope, challenge: Challenge | null) {
	if (!challenge) return null;
	const { db, tenantId } = scope;
	const [[row], [known]] = await together(db, [
		standingStatement(db, tenantId, { id: challenge.userId }),
		findChallenge(db, challenge),
	]);
	const standing = row ? standingOf(row, scope.deps.config.globalEpoch, scope.now) : null;
	if (!standing || standing.epoch !== challenge.epoch || (known && known.consumedAt !== null)) return null;
	return {
		step: challenge.step,
		email: standing.user.email,
		expiresAt: challenge.expiresAt,
		reason: challenge.reason,
		trust: trustOffer(standing),
		...phoneOffer(standing, challenge, scope.deps.texter.isThere),
	};
}

/** Forgets a half-done sign-in that stands at the code step or in one's own reset; what a rule demands cannot be cancelled (S5). */
export async function cancel(scope: TenantScope, challenge: Challenge | null): Promise<void> {
	if (!challenge) return;
	if (challenge.step !== "secondFactor" && challenge.reason !== "reset")
		return refuse("forbidden", {}, "set_up_demanded");
	await together(scope.db, [
		consumeChallenge(scope.db, challenge, scope.deps.config.globalEpoch, scope.now),
		// A cell that the tenant has left must not say that it is done (decision 022).
		readTenant(scope.db, scope.tenantId),
	]);
	scope.background(() => entry(scope, challenge.userId, { event: "login.cancelled", evidence: {} }));
}
