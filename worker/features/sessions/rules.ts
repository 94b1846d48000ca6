/**
 * Sessions: what proofs are enough for one, when one is alive, and when its recent proof holds. Pure; fails closed.
 * Trust skips a prompt and never raises assurance (law 4); a session from a trusted browser is labelled so.
 */
import type { sessions } from "../../../db/schema/index.ts";
import type { Refusal } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import { after, hours, minutes } from "../../lib/duration.ts";
import { ok, type Result, refused } from "../../lib/result.ts";
import { type Token, tokenMatches } from "../../lib/token.ts";
import { absoluteLife, idleLife } from "../policy/rules.ts";
import type { Standing } from "../users/standing.ts";

export type Session = typeof sessions.$inferSelect;
export type Assurance = Session["assurance"];

/** What was shown on the way in. Only the rooms that check a thing may name it here. */
export type Proof = "password" | "totp" | "recoveryCode" | "trustedBrowser";

/** Length of the window for sensitive acts after a proof. */
export const RECENT_LIFE = minutes(10);

/**
 * The one decision that stands before every session: which assurance these proofs give this person now.
 * Refuses when anything that the policy asks for is missing.
 */
export function assuranceOf(standing: Standing, proofs: readonly Proof[]): Result<Assurance, Refusal> {
	const { tenant, user, factor, policy } = standing;
	if (tenant.state !== "active") return refused("tenant_suspended");
	if (user.status !== "active" || !proofs.includes("password")) return refused("credentials_wrong");
	if (!factor) return standing.demanded ? refused("second_factor_required") : ok("password");
	if (proofs.includes("totp") || proofs.includes("recoveryCode")) return ok("secondFactor");
	if (proofs.includes("trustedBrowser") && policy.trustedBrowserDays > 0) return ok("trustedBrowser");
	return refused("second_factor_required");
}

/** When the window for sensitive acts ends for a session born now: a trusted browser opens none. */
export const recentUntil = (assurance: Assurance, now: Millis): Millis | null =>
	assurance === "trustedBrowser" ? null : after(now, RECENT_LIFE);

/** Whether the presented token is this session and the session is alive. */
export function isAlive(session: Session, token: Token, standing: Standing, now: Millis): boolean {
	return (
		tokenMatches(token, session.secretHash) &&
		session.epoch === standing.epoch &&
		standing.user.status === "active" &&
		standing.tenant.state === "active" &&
		endOf(session, standing) > now &&
		idleEndOf(session, standing) > now
	);
}

/** The absolute end, also under a policy that was shortened after the session began. */
export const endOf = (session: Session, standing: Standing): Millis =>
	Math.min(session.expiresAt, after(session.createdAt, absoluteLife(standing.policy))) as Millis;

export const idleEndOf = (session: Session, standing: Standing): Millis =>
	after(session.lastSeenAt, idleLife(standing.policy));

/**
 * Whether sensitive acts may go on without asking again. A person with a factor needs a window that was opened by it:
 * one opened by the password alone, before the factor came, is gone with the epoch.
 */
export const isRecent = (session: Session, now: Millis): boolean =>
	session.recentUntilAt !== null && session.recentUntilAt > now;

const TOUCH_EVERY = minutes(1);

/** Whether the last-seen time is old enough to be worth a write. */
export const needsTouch = (session: Session, now: Millis): boolean => session.lastSeenAt + TOUCH_EVERY <= now;

/**
 * Whether this session may do nothing but set up a second factor: one is demanded, there is none, and this session never
 * showed one. A session that did goes on when an administrator resets the factor (S184).
 */
export const isLimited = ({ assurance }: Pick<Session, "assurance">, { factor, demanded }: Standing): boolean =>
	!factor && demanded && assurance !== "secondFactor";

export type Notice =
	| "setUpOffered"
	| "setUpUpcoming"
	| "setUpRequired"
	| "recoveryCodesLow"
	| "recoveryCodesGone"
	| "recoveryCodesUnsaved"
	| "codesRefused";

const LOW_CODES = 3;

/** What the pages should tell this person wherever they are. */
export function noticesFor(standing: Standing, session: Pick<Session, "codesRefused" | "createdAt">, now: Millis) {
	const isTold = session.codesRefused > 0 && after(session.createdAt, TOLD_FOR) > now;
	return [...(isTold ? (["codesRefused"] as const) : []), ...needsOf(standing)];
}

/** How long a session tells of the wrong codes before it. */
const TOLD_FOR = hours(1);

function needsOf({ factor, requiredBy, demand, policy, codes }: Standing): readonly Notice[] {
	if (!factor && requiredBy) return ["setUpRequired"];
	if (!factor && demand) return ["setUpUpcoming"];
	if (!factor) return policy.requirement === "off" ? [] : ["setUpOffered"];
	if (codes.left === 0) return ["recoveryCodesGone"];
	if (!codes.saved) return ["recoveryCodesUnsaved"];
	return codes.left <= LOW_CODES ? ["recoveryCodesLow"] : [];
}
