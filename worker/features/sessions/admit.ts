/**
 * The one function that admits a caller: session, standing and the verb's own reads come in a single request, and nothing
 * of them is looked at before the session was found alive. Also carries a session over a change, with a new secret.
 */
import { guard, readTogether, type Statement } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { Epoch, Millis } from "../../lib/brand.ts";
import { hashToken, mintToken, type Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { demandsOf, type Level, reaches } from "../roles/rules.ts";
import { standingWithSession } from "../users/service.ts";
import { type Standing, standingOf } from "../users/standing.ts";
import type { Grant } from "./mint.ts";
import { endOf, isAlive, isLimited, isRecent, needsTouch, type Session } from "./rules.ts";
import { rotateSession, touchSession } from "./store.ts";

/** Someone at the door of a procedure that needs a session: what they showed, and how much the procedure asks. */
export interface Visitor {
	readonly token: Token | null;
	readonly level: Level;
}

/** Refuses an actor whose last proof is older than ten minutes, for an act that only sometimes asks for one. */
export function requireRecent(scope: TenantScope, { session }: Actor): void {
	if (!isRecent(session, scope.now)) refuse("recent_proof_required");
}

/** A person whose session was found alive in this very request. */
export interface Actor {
	readonly standing: Standing;
	readonly session: Session;
}

/**
 * Runs what the verb needs together with the session in one request, and admits or refuses the visitor. Statements that
 * take an attempt go first (a batch that writes begins with a write) and must carry their own condition (`sessionLives`),
 * because they run before the visitor is known.
 */
export async function admit<const First extends readonly Statement[]>(
	scope: TenantScope,
	visitor: Visitor,
	first: First,
) {
	const { db, tenantId, now } = scope;
	const { token } = visitor;
	if (!token) return refuse("not_signed_in", {}, "session_absent");
	const admission = standingWithSession(db, tenantId, token);
	const results = first.length === 0 ? [await admission] : await readTogether(db, [...first, admission]);
	const [row] = results.at(-1) as Awaited<typeof admission>;
	const session = row?.session;
	const standing = row ? standingOf(row, scope.deps.config.globalEpoch, scope.now) : null;
	if (!standing || !session || !isAlive(session, token, standing, now))
		return refuse("not_signed_in", {}, "session_dead");
	scope.caller.userId = standing.user.id;
	const { recent } = demandsOf(visitor.level);
	if (!reaches(standing.user.role, visitor.level)) return refuse("forbidden", {}, `role_${standing.user.role}`);
	if (visitor.level !== "limited" && isLimited(session, standing))
		return refuse("second_factor_required", {}, "limited");
	if (recent && !isRecent(session, now)) return refuse("recent_proof_required");
	if (needsTouch(session, now)) scope.background(() => touchSession(db, tenantId, token.userId, session.id, now));
	const actor: Actor = { standing, session };
	return { actor, results: results.slice(0, first.length) as Results<First> };
}

type Results<Statements extends readonly Statement[]> = { [Index in keyof Statements]: Awaited<Statements[Index]> };

/**
 * Statements that carry the actor's own session over a change: a new secret (T075), the epoch after the change, and the
 * recent window. The guard fails when the session ended meanwhile.
 */
export function carryOver(
	scope: TenantScope,
	{ session, standing }: Actor,
	change: { epoch?: Epoch; recentUntilAt?: Millis | null; assurance?: Session["assurance"] },
): { readonly statements: readonly Statement[]; readonly grant: Grant } {
	const { db, tenantId, now, deps } = scope;
	const token: Token = { ...mintToken(deps.random, "ses", session.userId), id: session.id };
	return {
		grant: { token, expiresAt: endOf(session, standing) },
		statements: [
			rotateSession(db, tenantId, session.userId, session.id, {
				oldHash: session.secretHash,
				newHash: hashToken(token),
				epoch: change.epoch ?? session.epoch,
				recentUntilAt: change.recentUntilAt === undefined ? session.recentUntilAt : change.recentUntilAt,
				assurance: change.assurance ?? session.assurance,
				now,
			}),
			guard(db, "not_signed_in"),
		],
	};
}
