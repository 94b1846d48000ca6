/**
 * What a signed-in person shows again before a sensitive act: the password, a code, or both. Attempts are taken in the
 * request that reads the session, on condition that the session lives, before anything is compared (T161).
 */
import { justChanged, nothing, type Statement } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import { after } from "../../lib/duration.ts";
import type { TenantScope } from "../../scope.ts";
import { type Budget, opensTimedLock, passwordRetryAfter } from "../attempts/rules.ts";
import {
	clearBudget,
	factorSubject,
	failUnseen,
	giveBack,
	ownPasswordSubject,
	readBudget,
	takeFactorAttempt,
	takeOwnPasswordAttempt,
} from "../attempts/service.ts";
import type { CodePurpose } from "../audit/events.ts";
import { entry } from "../audit/service.ts";
import { commit } from "../mail/service.ts";
import { readCodes } from "../recovery-codes/service.ts";
import { isRecent, RECENT_LIFE } from "../sessions/rules.ts";
import { type Actor, admit, carryOver, type Grant, sessionLives, type Visitor } from "../sessions/service.ts";
import { type ClaimedCode, requireAttempt, verifyCode } from "./codes.ts";
import type { CodeShown, ProveInput } from "./input.ts";

export interface Shown {
	readonly password?: string | undefined;
	readonly code?: CodeShown | undefined;
}

/** A person who has just proved again who they are, with the statements that claim what they showed. */
export interface Proved {
	readonly actor: Actor;
	readonly claim: ClaimedCode | null;
	readonly statements: readonly Statement[];
}

/**
 * Admits the visitor and checks what they show. Refuses a wrong password with `credentials_wrong`, a wrong code as sign-in
 * does. Callers must put `statements` first into the batch of the act.
 */
export async function admitProved(
	scope: TenantScope,
	visitor: Visitor,
	shown: Shown,
	purpose: CodePurpose,
): Promise<Proved> {
	const { db, tenantId, now } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const { userId } = token;
	const lives = sessionLives(tenantId, token, scope.deps.config.globalEpoch, now);
	// With a password the code's attempt follows the password's: where no password may be tried, no code is charged.
	const ifPasswordTaken = shown.password === undefined ? lives : justChanged;
	const { actor, results } = await admit(scope, visitor, [
		takeOwnPasswordAttempt(db, tenantId, userId, now, shown.password === undefined ? nothing : lives),
		takeFactorAttempt(db, tenantId, userId, now, shown.code === undefined ? nothing : ifPasswordTaken),
		readBudget(db, tenantId, ownPasswordSubject(userId)),
		readBudget(db, tenantId, factorSubject(userId)),
		readCodes(db, tenantId, userId),
	]);
	const [passwordTaken, factorTaken, [passwordBudget], [factorBudget], codes] = results;
	const statements: Statement[] = [];
	if (shown.password !== undefined) {
		if (!passwordTaken[0])
			return refuse("attempts_spent", { retryAfterSeconds: passwordRetryAfter(passwordBudget, now) });
		await requirePassword(scope, actor, shown.password, factorTaken[0]);
		statements.push(clearBudget(db, tenantId, ownPasswordSubject(userId)));
	}
	if (shown.code === undefined) return { actor, claim: null, statements };
	const taken = requireAttempt({ taken: factorTaken[0], budget: factorBudget }, actor.standing, scope);
	const claim = await verifyCode(scope, actor.standing, shown.code, { taken, codes, purpose });
	return { actor, claim, statements: [...claim.statements, ...claim.after, ...statements] };
}

async function requirePassword(
	scope: TenantScope,
	{ standing }: Actor,
	password: string,
	codeTaken: Budget | undefined,
): Promise<void> {
	const { user } = standing;
	// The code that came along is not looked at then, so its attempt goes back: a mistyped password locks no factor.
	const unseen = codeTaken && !opensTimedLock(codeTaken.count, standing.policy.lock) ? [factorSubject(user.id)] : [];
	const compare = async () => {
		const derived = await scope.deps.passwords.derive(password, { tenantId: scope.tenantId, email: user.email });
		return derived.matches(user.passwordHash);
	};
	const all = [ownPasswordSubject(user.id), ...unseen];
	const { right } = await compare().catch((error) => failUnseen(scope, all, error));
	if (right) return;
	await commit(scope, [
		entry(scope, user.id, { event: "login.refused", evidence: { reason: "own_password_wrong" } }),
		...unseen.map((subject) => giveBack(scope.db, scope.tenantId, subject)),
	]);
	refuse("credentials_wrong", {}, "own_password_wrong");
}

/**
 * Opens the ten-minute window for sensitive acts. A person with a factor must show a code; the password alone is enough
 * only for who has none (T055). The session gets a new secret (T075).
 */
export async function prove(
	scope: TenantScope,
	visitor: Visitor,
	input: ProveInput,
): Promise<{ recentUntilAt: Millis; grant: Grant }> {
	if (input.password === undefined && input.code === undefined) {
		return refuse("input_invalid", { fields: { code: "required" } });
	}
	const { actor, claim, statements } = await admitProved(scope, visitor, input, "recentProof");
	if (actor.standing.factor && !claim) {
		await commit(scope, statements);
		return refuse("input_invalid", { fields: { code: "required" } });
	}
	const recentUntilAt = after(scope.now, RECENT_LIFE);
	const assurance = claim ? "secondFactor" : actor.session.assurance;
	const carried = carryOver(scope, actor, { recentUntilAt, assurance });
	const method = claim?.proof ?? "password";
	await commit(
		scope,
		[
			...statements,
			...carried.statements,
			entry(scope, actor.standing.user.id, { event: "session.proved", evidence: { method } }),
		],
		claim?.letters ?? [],
	);
	return { recentUntilAt, grant: carried.grant };
}

/**
 * Refuses a person with a factor who has not shown it now or lately. What they did show was right, so it is claimed and the
 * tries before it are forgotten: asking for more must not run down a budget.
 */
export async function requireRecentFactor(scope: TenantScope, { actor, claim, statements }: Proved): Promise<void> {
	if (!actor.standing.factor || claim || isRecent(actor.session, scope.now)) return;
	await commit(scope, statements);
	refuse("recent_proof_required");
}
