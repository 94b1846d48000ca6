/**
 * Trusted browsers: remember one at a right code, recognise it at the password step, list and forget. The record in the
 * database decides; the cookie alone says nothing, not even whether it is valid (T061).
 */
import { guard, type Statement, together } from "../../../db/batch.ts";
import type { RealmId } from "../../lib/brand.ts";
import { after } from "../../lib/duration.ts";
import { hashToken, mintToken, type Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { type Posted, post } from "../mail/service.ts";
import { trustLife } from "../policy/rules.ts";
import { admit, carryOver, deleteOtherSessions, forgetOthers, type Grant, type Visitor } from "../sessions/service.ts";
import { guardStanding, raiseEpoch } from "../users/service.ts";
import { raised, type Standing } from "../users/standing.ts";
import { isInForce, isTrusted, MOST_TRUSTED, type TrustedBrowser, trustEnd } from "./rules.ts";
import {
	capTrusted,
	carryTrusted,
	deleteAllTrusted,
	deleteOtherTrusted,
	deleteTrusted,
	deleteTrustedInRealm,
	findTrusted,
	insertTrusted,
	listTrusted,
	touchTrusted,
} from "./store.ts";

export { isTrusted, listTrusted };

/** The read that recognises a browser, or none when no token was presented. */
export const trustedRead = (scope: TenantScope, token: Token | null) =>
	token ? [findTrusted(scope.db, scope.tenantId, token)] : [];

/** Notes that trust skipped a prompt; ends the batch when the browser was forgotten in that moment. */
export const useTrusted = (scope: TenantScope, browser: TrustedBrowser): readonly Statement[] => [
	touchTrusted(scope.db, scope.tenantId, browser.userId, browser.id, scope.now),
	guard(scope.db, "conflict"),
];

/** Forgets every trusted browser of the person, for the batch of a credential event (T064). */
export const forgetAllOf = (scope: TenantScope, standing: Standing): Statement =>
	deleteAllTrusted(scope.db, scope.tenantId, standing.user.id);

/** Forgets the trusted browsers of everybody in a realm, for the batch that narrows the realm's trust (T067). */
export const forgetAllInRealm = (scope: TenantScope, realmId: RealmId): Statement =>
	deleteTrustedInRealm(scope.db, scope.tenantId, realmId);

export interface Remembered {
	readonly grant: Grant;
	readonly statements: readonly Statement[];
	readonly letter: Posted;
}

/** Makes this browser a trusted one, for the batch of a right code; null where the tenant does not allow it. */
export async function remember(scope: TenantScope, standing: Standing): Promise<Remembered | null> {
	const { db, tenantId, now, info } = scope;
	const { user, policy } = standing;
	if (policy.trustedBrowserDays === 0) return null;
	const token = mintToken(scope.deps.random, "brw", user.id);
	const expiresAt = after(now, trustLife(policy));
	return {
		grant: { token, expiresAt },
		statements: [
			insertTrusted(db, {
				tenantId,
				id: token.id,
				userId: user.id,
				secretHash: hashToken(token),
				epoch: standing.epoch,
				trustGeneration: standing.trustGeneration,
				browser: info.browser,
				place: info.place,
				createdAt: now,
				lastUsedAt: now,
				expiresAt,
			}),
			capTrusted(db, tenantId, user.id, MOST_TRUSTED),
			entry(scope, user.id, { event: "browser.trusted", evidence: { days: policy.trustedBrowserDays } }),
		],
		letter: await post(scope, standing.tenant, user, { kind: "browserTrusted", days: policy.trustedBrowserDays }),
	};
}

/** The caller's browsers that are trusted now, the last used first. One database request. */
export async function list(scope: TenantScope, visitor: Visitor, presented: Token | null) {
	const { db, tenantId, now } = scope;
	const own = visitor.token ? [listTrusted(db, tenantId, visitor.token.userId)] : [];
	const { actor, results } = await admit(scope, visitor, own);
	return {
		browsers: (results[0] ?? [])
			.filter((row) => isInForce(row, actor.standing, now))
			.map((row) => ({
				id: row.id,
				browser: row.browser,
				place: row.place,
				createdAt: row.createdAt,
				lastUsedAt: row.lastUsedAt,
				expiresAt: trustEnd(row, actor.standing),
				current: isTrusted(row, presented?.id === row.id ? presented : null, actor.standing, now),
			})),
	};
}

/** Forgets one browser of the caller; a foreign id looks like an unknown one. */
export async function revoke(scope: TenantScope, visitor: Visitor, id: string): Promise<void> {
	const { actor } = await admit(scope, visitor, []);
	const userId = actor.standing.user.id;
	await together(scope.db, [
		deleteTrusted(scope.db, scope.tenantId, userId, id),
		guard(scope.db, "not_found"),
		entry(scope, userId, { event: "browser.forgotten", evidence: { all: false } }),
	]);
}

/**
 * Ends all sessions of the caller but this one, half-done sign-ins and links on their way (the epoch rises), and every browser
 * but this one is neither trusted nor known: whoever signs out a stranger must not leave them a way in (T064, T082). This
 * session goes on under a new secret, and the trust of this browser with it.
 */
export async function signOutElsewhere(
	scope: TenantScope,
	visitor: Visitor,
	presented: { readonly trustedBrowser: Token | null; readonly knownBrowser: Token | null },
): Promise<{ answer: { revoked: number }; grant: Grant }> {
	const { db, tenantId } = scope;
	const { actor } = await admit(scope, visitor, []);
	const { standing } = actor;
	const userId = standing.user.id;
	const next = raised(standing, scope.deps.config.globalEpoch);
	const own = presented.trustedBrowser;
	const carried = carryOver(scope, actor, { epoch: next.epoch });
	const [gone] = await together(db, [
		deleteOtherSessions(db, tenantId, userId, actor.session.id),
		deleteOtherTrusted(db, tenantId, userId, own),
		...(own ? [carryTrusted(db, tenantId, userId, own.id, { from: standing.epoch, to: next.epoch })] : []),
		forgetOthers(scope, userId, presented.knownBrowser),
		raiseEpoch(db, tenantId, userId),
		guardStanding(scope, "conflict", next),
		...carried.statements,
		entry(scope, userId, { event: "session.ended", evidence: { all: true } }),
	]);
	return { answer: { revoked: gone.length }, grant: carried.grant };
}

/** Forgets all browsers of the caller. */
export async function revokeAll(scope: TenantScope, visitor: Visitor): Promise<{ revoked: number }> {
	const { actor } = await admit(scope, visitor, []);
	const [gone] = await together(scope.db, [
		deleteAllTrusted(scope.db, scope.tenantId, actor.standing.user.id),
		entry(scope, actor.standing.user.id, { event: "browser.forgotten", evidence: { all: true } }),
	]);
	return { revoked: gone.length };
}
