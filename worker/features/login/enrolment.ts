/**
 * Coming in by an enrolment link: it opens the set-up of one person and proves nothing, so no session ever comes of it (law 1).
 * It may be opened again until a set-up was confirmed; that batch burns it. Dead with the person's epoch, for whoever has a
 * live factor by now, and where nobody is meant to have one.
 */
import { guard, type Statement, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit } from "../mail/service.ts";
import { burnToken, readToken, requireLink, tokenRead } from "../mailed-tokens/service.ts";
import { standingStatement } from "../users/service.ts";
import { standingOf } from "../users/standing.ts";
import { type Challenge, makeChallenge } from "./challenge.ts";
import type { Handed } from "./service.ts";

export interface Opened {
	readonly name: string;
	readonly expiresAt: Millis;
	readonly next: "setUp";
}

/** Opens the link: this browser stands at the set-up of that person. Two requests. */
export async function openEnrolment(scope: TenantScope, text: string): Promise<{ answer: Opened; handed: Handed }> {
	const { db, tenantId, now, deps } = scope;
	const token = readToken(text);
	const [[row], [link]] = await together(db, [
		standingStatement(db, tenantId, { id: token.userId }),
		tokenRead(scope, token),
	]);
	const known = row ? standingOf(row, deps.config.globalEpoch, now) : null;
	const standing = requireLink(link, token, "enrolment", known, now);
	const { user, tenant, factor, policy, demand } = standing;
	if (user.status !== "active" || tenant.state !== "active") return refuse("link_invalid", {}, "standing_changed");
	if (factor) return refuse("link_invalid", {}, "factor_live");
	if (policy.requirement === "off" && !demand) return refuse("second_factor_off");
	await commit(scope, [entry(scope, user.id, { event: "enrolment.opened", evidence: {} }, null)]);
	const challenge = makeChallenge(deps.random, standing, now, {
		step: "setUp",
		reason: "enrolment",
		proofs: [],
		linkId: token.id,
	});
	return { answer: { name: user.name, expiresAt: challenge.expiresAt, next: "setUp" }, handed: { challenge } };
}

/** The statements that burn the link of a challenge that came by one; the guard ends the batch when it is gone. */
export const completeEnrolment = (scope: TenantScope, { linkId, userId }: Challenge): readonly Statement[] =>
	linkId === undefined
		? []
		: [
				burnToken(scope, linkId),
				guard(scope.db, "link_invalid"),
				entry(scope, userId, { event: "enrolment.completed", evidence: {} }, null),
			];
