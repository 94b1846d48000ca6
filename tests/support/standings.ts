/**
 * A person's standing as plain data, for tests of pure rules: an open house, the default policy, an active person.
 * It is made here and not read from a database, so a rule can be asked about states that no request could reach.
 */
import { defaultPolicy } from "../../worker/features/policy/rules.ts";
import type { Session } from "../../worker/features/sessions/rules.ts";
import type { TrustedBrowser } from "../../worker/features/trusted-browsers/rules.ts";
import type { Standing } from "../../worker/features/users/standing.ts";
import type { Email, Epoch, Millis, RealmId, SessionId, TenantId, UserId } from "../../worker/lib/brand.ts";
import { hashToken, type Token } from "../../worker/lib/token.ts";

/** Saturday 21 November 2026, 12:00:00 UTC. */
export const NOON = Date.UTC(2026, 10, 21, 12) as Millis;

const tenantId = `tnt_${"t".repeat(20)}` as TenantId;
const realmId = `rlm_${"r".repeat(20)}` as RealmId;
const userId = `usr_${"u".repeat(20)}` as UserId;

/** A token of the person whose standing this file makes. */
export const tokenOf = (prefix: string, secret = "s".repeat(27), owner: UserId = userId): Token => ({
	userId: owner,
	id: `${prefix}_${"0".repeat(20)}`,
	secret,
});

/** A live factor whose secret nobody looks at here. */
export const someFactor: NonNullable<Standing["factor"]> = {
	tenantId,
	id: "tot_1",
	userId,
	kind: "totp",
	sealedSecret: "sealed",
	lastStep: -1,
	blockedSteps: "[]",
	enabledAt: NOON,
	setUpBy: null,
	lastUsedAt: null,
};

/** An active member of an open house without a factor; the change is laid over it. */
export function standingWith(change: Partial<Standing> = {}): Standing {
	return {
		tenant: {
			id: tenantId,
			slug: "acme",
			name: "Acme",
			contact: null,
			accent: null,
			state: "active",
			epoch: 0,
			createdAt: NOON,
		},
		policy: defaultPolicy,
		policyVersion: 0,
		trustGeneration: 0,
		user: {
			tenantId,
			id: userId,
			email: "alice@acme.example" as Email,
			name: "Alice",
			locale: "en",
			role: "member",
			status: "active",
			requirement: "inherit",
			passwordHash: "hash",
			epoch: 0,
			createdAt: NOON,
			activeSinceAt: NOON,
			lastSignInAt: null,
			realmId,
			phone: null,
			method: "authenticator",
			twoFactor: "off",
		},
		realm: {
			id: realmId,
			key: "acme.example",
			name: "acme.example",
			rules: "{}",
		},
		factor: null,
		codes: { left: 0, total: 0, saved: true },
		epoch: "0.0.0" as Epoch,
		demand: null,
		requiredBy: null,
		demanded: false,
		...change,
	};
}

/** What the rule of this side makes of a standing when nobody gets in without a second factor by now. */
export const demandedBy = (by: "user" | "realm" | "tenant") =>
	({ demand: { by, fromAt: NOON, dueAt: NOON }, requiredBy: by, demanded: true }) satisfies Partial<Standing>;

/** A session that began at noon, for the token `tokenOf("ses")`. */
export function sessionWith(change: Partial<Session> = {}): Session {
	return {
		tenantId,
		id: tokenOf("ses").id as SessionId,
		userId,
		secretHash: hashToken(tokenOf("ses")),
		epoch: "0.0.0" as Epoch,
		assurance: "secondFactor",
		browser: "Firefox on Linux",
		place: null,
		createdAt: NOON,
		lastSeenAt: NOON,
		expiresAt: (NOON + 86_400_000) as Millis,
		recentUntilAt: null,
		codesRefused: 0,
		...change,
	};
}

/** A browser trusted at noon for thirty days, for the token `tokenOf("brw")`. */
export function trustedWith(change: Partial<TrustedBrowser> = {}): TrustedBrowser {
	return {
		tenantId,
		id: tokenOf("brw").id,
		userId,
		secretHash: hashToken(tokenOf("brw")),
		epoch: "0.0.0" as Epoch,
		trustGeneration: 0,
		browser: "Firefox on Linux",
		place: null,
		createdAt: NOON,
		lastUsedAt: NOON,
		expiresAt: (NOON + 30 * 86_400_000) as Millis,
		...change,
	};
}
