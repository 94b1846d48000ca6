/**
 * The one function that mints sessions; nothing else inserts into the session table. It gives statements for the batch
 * that claims the proof, so a session without its burnt code cannot exist (laws 1 and 2). It reads the policy from the
 * standing and has the batch re-check that nothing changed since; on any doubt there is no session.
 */
import type { Statement } from "../../../db/batch.ts";
import { type Refusal, refuse } from "../../errors.ts";
import type { Millis, SessionId } from "../../lib/brand.ts";
import { after } from "../../lib/duration.ts";
import { hashToken, mintToken, type Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { absoluteLife } from "../policy/rules.ts";
import { guardStanding, noteSignIn } from "../users/service.ts";
import type { Standing } from "../users/standing.ts";
import { know } from "./known-browsers.ts";
import { assuranceOf, type Proof, recentUntil, type Session } from "./rules.ts";
import { capSessions, deletePresented, insertSession } from "./store.ts";

/** Sessions that one person has at most; the oldest ends when there is one more. */
export const MOST_SESSIONS = 50;

/** A cookie to be set: the token and when it ends. */
export interface Grant {
	readonly token: Token;
	readonly expiresAt: Millis;
}

export interface Minted {
	readonly statements: readonly Statement[];
	readonly session: Grant;
	readonly knownBrowser: Grant;
	readonly assurance: Session["assurance"];
}

/** What the browser brought along; both are ended when a new session takes their place (T074). */
export interface Presented {
	readonly session: Token | null;
	readonly knownBrowser: Token | null;
}

/**
 * Mints a session: decides from the proofs and the policy, then returns the statements that create it on condition that
 * nothing changed since (else the batch ends with `whenChanged`). Callers must put them behind the guards of the claim.
 * Refuses when the proofs are not enough.
 */
export function mint(
	scope: TenantScope,
	standing: Standing,
	proofs: readonly Proof[],
	presented: Presented,
	whenChanged: Refusal,
): Minted {
	const { db, tenantId, now, deps } = scope;
	const decided = assuranceOf(standing, proofs);
	if (!decided.ok) return refuse(decided.refused, {}, "proofs_insufficient");
	const userId = standing.user.id;
	const token = mintToken(deps.random, "ses", userId);
	const known = know(scope, userId, presented.knownBrowser);
	const expiresAt = after(now, absoluteLife(standing.policy));
	const assurance = decided.value;
	// A code of this very sign-in was counted when its attempt was taken, and the count is cleared behind the session.
	const isByCode = proofs.includes("totp") || proofs.includes("recoveryCode");
	return {
		session: { token, expiresAt },
		knownBrowser: known.grant,
		assurance,
		statements: [
			guardStanding(scope, whenChanged, standing),
			insertSession(
				db,
				{
					tenantId,
					id: token.id as SessionId,
					userId,
					secretHash: hashToken(token),
					epoch: standing.epoch,
					assurance,
					browser: scope.info.browser,
					place: scope.info.place,
					createdAt: now,
					lastSeenAt: now,
					expiresAt,
					recentUntilAt: recentUntil(assurance, now),
				},
				isByCode ? 1 : 0,
			),
			capSessions(db, tenantId, userId, MOST_SESSIONS),
			...(presented.session ? [deletePresented(db, tenantId, presented.session)] : []),
			...known.statements,
			noteSignIn(db, tenantId, userId, now),
			entry(scope, userId, {
				event: "login.succeeded",
				evidence: {
					assurance,
					method: proofs.includes("recoveryCode") ? "recoveryCode" : proofs.includes("totp") ? "totp" : null,
				},
			}),
		],
	};
}
