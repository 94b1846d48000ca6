/**
 * Joining a tenant by invitation: the mailed token and a chosen password, then the same ways on as any sign-in (S124).
 * The token proves the mailbox only once; it mints nothing by itself. The browser is known from then on (T032).
 */
import { guard, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit } from "../mail/service.ts";
import { burnLink, readToken, requireLink, tokenRead } from "../mailed-tokens/service.ts";
import { hashAccepted } from "../passwords/service.ts";
import { know, mint, type Presented } from "../sessions/service.ts";
import type { AcceptInvitationInput } from "../users/input.ts";
import { join, standingStatement } from "../users/service.ts";
import { standingOf } from "../users/standing.ts";
import { makeChallenge } from "./challenge.ts";
import { nextStep } from "./rules.ts";
import type { BeginAnswer, Handed } from "./service.ts";

/** The invited person chooses a password; set-up or a session follows as the policy says. */
export async function acceptInvitation(
	scope: TenantScope,
	input: AcceptInvitationInput,
	presented: Presented,
): Promise<{ answer: Pick<BeginAnswer, "next" | "reason">; handed: Handed }> {
	const { db, tenantId, now, deps } = scope;
	const token = readToken(input.token);
	const [[row], [link]] = await together(db, [
		standingStatement(db, tenantId, { id: token.userId }),
		tokenRead(scope, token),
	]);
	const known = row ? standingOf(row, deps.config.globalEpoch, now) : null;
	const invited = requireLink(link, token, "invitation", known, now);
	const name = input.name ?? invited.user.name;
	const hash = await hashAccepted(scope, { ...invited, user: { ...invited.user, name } }, input.password);
	const { id, email, epoch } = invited.user;
	// The person as the batch makes them: a grace period begins today.
	const member = {
		...invited.user,
		status: "active",
		name,
		passwordHash: hash,
		activeSinceAt: now,
		epoch: epoch + 1,
	} as const;
	const joined = (row && standingOf({ ...row, user: member }, deps.config.globalEpoch, now)) ?? refuse("link_invalid");
	const joining = [
		...burnLink(scope, token),
		join(db, tenantId, id, { name, email, hash, epoch, now }),
		guard(db, "link_invalid"),
		entry(scope, id, { event: "user.joined", evidence: {} }),
	];
	const step = nextStep(joined, false);
	if (step.next === "session") {
		const minted = mint(scope, joined, ["password"], presented, "link_invalid");
		return commit(scope, [...joining, ...minted.statements], [], {
			answer: { next: "signedIn" },
			handed: { session: minted.session, knownBrowser: minted.knownBrowser, challenge: null },
		});
	}
	const challenge = makeChallenge(deps.random, joined, now, {
		step: step.next,
		reason: step.reason,
		proofs: ["password"],
	});
	const browser = know(scope, id, presented.knownBrowser);
	return commit(scope, [...joining, ...browser.statements], [], {
		answer: { next: step.next, reason: step.reason },
		handed: { knownBrowser: browser.grant, challenge },
	});
}
