/**
 * Whether a browser may skip the second step for this person now. Pure; anything in doubt is not trusted.
 * Trust is bound to the person, the epoch and the tenant's trust generation, and ends on an absolute date that a later,
 * shorter policy brings nearer (T062, T064, T065, T067).
 */
import type { trustedBrowsers } from "../../../db/schema/index.ts";
import type { Millis } from "../../lib/brand.ts";
import { after } from "../../lib/duration.ts";
import { type Token, tokenMatches } from "../../lib/token.ts";
import { trustLife } from "../policy/rules.ts";
import type { Standing } from "../users/standing.ts";

export type TrustedBrowser = typeof trustedBrowsers.$inferSelect;

/** Browsers that one person can trust at a time; the oldest drop out. */
export const MOST_TRUSTED = 10;

export function isTrusted(
	browser: TrustedBrowser | undefined,
	token: Token | null,
	standing: Standing,
	now: Millis,
): browser is TrustedBrowser {
	if (!browser || !token || !tokenMatches(token, browser.secretHash)) return false;
	return browser.userId === standing.user.id && isInForce(browser, standing, now);
}

/** Whether the row still stands for trust, whoever holds its token. */
export const isInForce = (browser: TrustedBrowser, standing: Standing, now: Millis): boolean =>
	browser.epoch === standing.epoch &&
	browser.trustGeneration === standing.trustGeneration &&
	standing.policy.trustedBrowserDays > 0 &&
	trustEnd(browser, standing) > now;

/** The absolute end of the trust under today's policy. */
export const trustEnd = (browser: TrustedBrowser, standing: Standing): Millis =>
	Math.min(browser.expiresAt, after(browser.createdAt, trustLife(standing.policy))) as Millis;
