/**
 * Links that travel by mail: made for one purpose, one person and one epoch, used once. The purpose is an argument without
 * default when a token is read, so a token of another kind is never accepted (rule 7, T049).
 */
import { guard, type Statement } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { Epoch, Millis, UserId } from "../../lib/brand.ts";
import { after, hours, minutes } from "../../lib/duration.ts";
import { hashToken, mintToken, parseToken, type Token, tokenMatches, writeToken } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import type { Standing } from "../users/standing.ts";
import { findToken, insertToken, type MailedToken, useToken } from "./store.ts";

export { dropTokens, sweepTokens } from "./store.ts";

export type Purpose = MailedToken["purpose"];

const life: Readonly<Record<Purpose, Millis>> = {
	verifyEmail: hours(24),
	invitation: hours(72),
	passwordReset: minutes(30),
	enrolment: hours(72),
};

const page: Readonly<Record<Purpose, string>> = {
	verifyEmail: "verify",
	invitation: "invitation",
	passwordReset: "reset",
	enrolment: "enrol",
};

/** A new link for the letter and the statement that makes it valid. The token rides in the fragment: no server log sees it. */
export function makeLink(
	scope: TenantScope,
	purpose: Purpose,
	userId: UserId,
	epoch: Epoch,
): { readonly link: string; readonly statement: Statement } {
	const { now } = scope;
	const token = mintToken(scope.deps.random, "mtk", userId);
	return {
		link: `${scope.base}/${page[purpose]}#token=${writeToken(token)}`,
		statement: insertToken(scope.db, {
			tenantId: scope.tenantId,
			id: token.id,
			userId,
			purpose,
			secretHash: hashToken(token),
			epoch,
			createdAt: now,
			expiresAt: after(now, life[purpose]),
			usedAt: null,
		}),
	};
}

/** The presented token, or the refusal of anything that is not of that form. */
export const readToken = (text: string): Token =>
	parseToken(text, "mtk") ?? refuse("link_invalid", {}, "token_malformed");

export const tokenRead = (scope: TenantScope, token: Token) => findToken(scope.db, scope.tenantId, token);

/** Whether the row is this token, for this purpose and still in time; whether it was used is another question. */
export function isLinkOf(
	row: MailedToken | undefined,
	token: Token,
	purpose: Purpose,
	now: Millis,
): row is MailedToken {
	return row !== undefined && row.purpose === purpose && row.expiresAt > now && tokenMatches(token, row.secretHash);
}

/** Refuses a link that is unknown, of another purpose, used, too late, or older than the person's last credential change. */
export function requireLink(
	row: MailedToken | undefined,
	token: Token,
	purpose: Purpose,
	standing: Standing | null,
	now: Millis,
): Standing {
	if (!standing || !isLinkOf(row, token, purpose, now)) return refuse("link_invalid", {}, "token_unknown");
	if (row.usedAt !== null || row.epoch !== standing.epoch) return refuse("link_invalid", {}, "token_used");
	return standing;
}

/** The statement that burns a token of which only the id is still at hand; callers must put a guard behind it. */
export const burnToken = (scope: TenantScope, id: string): Statement =>
	useToken(scope.db, scope.tenantId, id, scope.now);

/** Burns the token inside the acting batch; the guard ends the batch when somebody was quicker. */
export const burnLink = (scope: TenantScope, token: Token): readonly Statement[] => [
	useToken(scope.db, scope.tenantId, token.id, scope.now),
	guard(scope.db, "link_invalid"),
];
