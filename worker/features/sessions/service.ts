/**
 * What people do with their sessions: see who they are, list, revoke, sign out. Minting is in mint.ts, admission in admit.ts.
 */
import { guard, together } from "../../../db/batch.ts";
import { DomainError } from "../../errors.ts";
import type { Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { readTenant } from "../tenants/service.ts";
import { admit, type Visitor } from "./admit.ts";
import { endOf, idleEndOf, isLimited, isRecent, noticesFor } from "./rules.ts";
import { deletePresented, deleteSession, listSessions } from "./store.ts";

export { type Actor, admit, carryOver, requireRecent, type Visitor } from "./admit.ts";
export { forgetOthers, know } from "./known-browsers.ts";
export { type Grant, type Minted, mint, type Presented } from "./mint.ts";
export { deleteOtherSessions, listSessions, sessionLives, sweepSessions } from "./store.ts";

/** Who is signed in, or null. One database request. */
export async function current(scope: TenantScope, visitor: Visitor) {
	if (!visitor.token) return null;
	const admitted = await admit(scope, visitor, []).catch(nobodyWhenSignedOut);
	if (!admitted) return null;
	const { standing, session } = admitted.actor;
	const { user, tenant, factor } = standing;
	return {
		user: {
			id: user.id,
			email: user.email,
			name: user.name,
			role: user.role,
			locale: user.locale,
			phone: user.phone,
		},
		tenant: { slug: tenant.slug, name: tenant.name, contact: tenant.contact },
		session: {
			id: session.id,
			assurance: session.assurance,
			createdAt: session.createdAt,
			expiresAt: endOf(session, standing),
			idleUntilAt: idleEndOf(session, standing),
			recentUntilAt: isRecent(session, scope.now) ? session.recentUntilAt : null,
			codesRefused: session.codesRefused,
		},
		twoFactor: {
			on: factor !== null,
			required: standing.requiredBy !== null,
			requiredBy: standing.requiredBy,
			demanded: standing.demanded,
			fromAt: standing.demand?.fromAt ?? null,
			dueAt: standing.demand?.dueAt ?? null,
			limited: isLimited(session, standing),
			offered: standing.policy.requirement !== "off" || standing.demand !== null,
			recoveryCodesLeft: standing.codes.left,
			enabledAt: factor?.enabledAt ?? null,
		},
		notices: noticesFor(standing, session, scope.now),
	};
}

/** The caller's live sessions, the newest use first. One database request. */
export async function list(scope: TenantScope, visitor: Visitor) {
	const { db, tenantId, now } = scope;
	const own = visitor.token ? [listSessions(db, tenantId, visitor.token.userId, now)] : [];
	const { actor, results } = await admit(scope, visitor, own);
	return {
		sessions: (results[0] ?? [])
			.filter((row) => row.epoch === actor.standing.epoch && idleEndOf(row, actor.standing) > now)
			.map((row) => ({
				id: row.id,
				browser: row.browser,
				place: row.place,
				createdAt: row.createdAt,
				lastSeenAt: row.lastSeenAt,
				expiresAt: endOf(row, actor.standing),
				assurance: row.assurance,
				current: row.id === actor.session.id,
			})),
	};
}

/** Ends one session of the caller; a foreign id looks like an unknown one (T083). */
export async function revoke(scope: TenantScope, visitor: Visitor, id: string): Promise<void> {
	const { actor } = await admit(scope, visitor, []);
	const userId = actor.standing.user.id;
	await together(scope.db, [
		deleteSession(scope.db, scope.tenantId, userId, id),
		guard(scope.db, "not_found"),
		entry(scope, userId, { event: "session.ended", evidence: { all: false } }),
	]);
}

/** Signs out: the presented session is dead when this returns. Repeating it is no error. */
export async function signOut(scope: TenantScope, token: Token | null): Promise<void> {
	if (!token) return;
	// The tenant's row is read beside it: a cell that the tenant has left holds no session, and must not say that it is ended.
	const [ended] = await together(scope.db, [
		deletePresented(scope.db, scope.tenantId, token),
		readTenant(scope.db, scope.tenantId),
	]);
	if (ended.length > 0) scope.background(() => entry(scope, token.userId, { event: "login.signedOut", evidence: {} }));
}

function nobodyWhenSignedOut(error: unknown): null {
	if (error instanceof DomainError && error.refusal === "not_signed_in") return null;
	throw error;
}
