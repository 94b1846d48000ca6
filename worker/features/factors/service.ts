/**
 * What a signed-in person does with their second factor: set up, set up anew, switch off, replace the codes. Each act asks
 * for proofs again (T055), carries the own session over the change, and ends all others because the epoch rises (law 3).
 */
import { refuse } from "../../errors.ts";
import { after } from "../../lib/duration.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit, post } from "../mail/service.ts";
import type { CodeShown } from "../proofs/input.ts";
import { admitProved, requireRecentFactor } from "../proofs/service.ts";
import { acknowledge, makeSet, requireFactor } from "../recovery-codes/service.ts";
import { RECENT_LIFE } from "../sessions/rules.ts";
import { admit, carryOver, type Grant, sessionLives, type Visitor } from "../sessions/service.ts";
import { type Begun, beginSetUp, confirmSetUp, removalOf, takeSetUpTry } from "../totp/service.ts";
import { forgetAllOf } from "../trusted-browsers/service.ts";
import { guardStanding } from "../users/service.ts";

/** Begins a set-up: password, and the factor shown lately where there is one (S151). */
export async function begin(scope: TenantScope, visitor: Visitor, password: string | undefined): Promise<Begun> {
	if (password === undefined) return refuse("input_invalid", { fields: { password: "required" } });
	const proved = await admitProved(scope, visitor, { password }, "setUp");
	await requireRecentFactor(scope, proved);
	const { actor, statements } = proved;
	const { factor, policy, demand } = actor.standing;
	if (!factor && !demand && policy.requirement === "off") return refuse("second_factor_off");
	const { begun, statement } = await beginSetUp(scope, actor.standing, actor.session.id);
	await commit(scope, [statement, ...statements]);
	return begun;
}

/** Confirms a set-up that this very session began. */
export async function confirm(
	scope: TenantScope,
	visitor: Visitor,
	code: string,
): Promise<{ answer: { recoveryCodes: readonly string[] }; grant: Grant }> {
	const { token } = visitor;
	if (!token) return refuse("not_signed_in");
	const lives = sessionLives(scope.tenantId, token, scope.deps.config.globalEpoch, scope.now);
	const { actor, results } = await admit(scope, visitor, [takeSetUpTry(scope, token.userId, token.id, lives)]);
	const confirmed = await confirmSetUp(scope, actor.standing, results[0][0], code, false);
	const carried = carryOver(scope, actor, {
		epoch: confirmed.standing.epoch,
		assurance: "secondFactor",
		recentUntilAt: after(scope.now, RECENT_LIFE),
	});
	const unchanged = guardStanding(scope, "conflict", confirmed.standing);
	return commit(scope, [...confirmed.statements, unchanged, ...carried.statements], confirmed.letters, {
		answer: { recoveryCodes: confirmed.recoveryCodes },
		grant: carried.grant,
	});
}

/** The signed-in person has saved the codes. */
export async function finish(scope: TenantScope, visitor: Visitor): Promise<{ next: "signedIn" }> {
	const { actor } = await admit(scope, visitor, []);
	await commit(scope, [acknowledge(scope, actor.standing)]);
	return { next: "signedIn" };
}

/** Switches the second factor off: password and code, and only while no rule demands it (S31, S32, S189). */
export async function disable(
	scope: TenantScope,
	visitor: Visitor,
	input: { password: string; code: CodeShown },
): Promise<Grant> {
	const { actor, claim, statements } = await admitProved(scope, visitor, input, "disable");
	if (actor.standing.requiredBy) {
		// The code was right: it is claimed and the failures before it are forgotten, but the factor stays.
		await commit(scope, statements, claim?.letters ?? []);
		return refuse("second_factor_required");
	}
	const removal = await removalOf(scope, actor.standing, claim?.proof ?? "totp");
	// What the session had shown is no more: a requirement that comes later must hold it back like any other (T143).
	const carried = carryOver(scope, actor, { epoch: removal.standing.epoch, assurance: "password" });
	const unchanged = guardStanding(scope, "conflict", removal.standing);
	return commit(
		scope,
		[...statements, ...removal.statements, unchanged, ...carried.statements],
		[...(claim?.letters ?? []), ...removal.letters],
		carried.grant,
	);
}

/** Replaces the recovery codes; the old ones are refused from the same moment on, and trust in browsers ends (S28, S29). */
export async function regenerateCodes(
	scope: TenantScope,
	visitor: Visitor,
	password: string | undefined,
): Promise<{ recoveryCodes: readonly string[] }> {
	if (password === undefined) return refuse("input_invalid", { fields: { password: "required" } });
	const proved = await admitProved(scope, visitor, { password }, "recentProof");
	const { statements } = proved;
	const { standing } = proved.actor;
	requireFactor(standing);
	await requireRecentFactor(scope, proved);
	const set = await makeSet(scope, standing);
	return commit(
		scope,
		[
			...statements,
			guardStanding(scope, "conflict", standing),
			...set.statements,
			forgetAllOf(scope, standing),
			entry(scope, standing.user.id, { event: "recoveryCodes.replaced", evidence: {} }),
		],
		[...set.letters, await post(scope, standing.tenant, standing.user, { kind: "recoveryCodesRegenerated" })],
		{ recoveryCodes: set.codes },
	);
}
