/**
 * Changing a password and resetting it by mail. A reset gives no session and touches no factor (T048, T107); both raise the
 * epoch, so every other session, challenge, trusted browser and link is dead. Asking for a reset answers the same for
 * everybody, with the same number of requests (T100).
 */
import { guard, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import { after } from "../../lib/duration.ts";
import type { TenantScope } from "../../scope.ts";
import { clearBudget, passwordSubject } from "../attempts/service.ts";
import { entry } from "../audit/service.ts";
import { commit, post } from "../mail/service.ts";
import { burnLink, dropTokens, makeLink, readToken, requireLink, tokenRead } from "../mailed-tokens/service.ts";
import { admitProved, requireRecentFactor } from "../proofs/service.ts";
import { RECENT_LIFE } from "../sessions/rules.ts";
import { carryOver, type Grant, type Visitor } from "../sessions/service.ts";
import { forgetAllOf } from "../trusted-browsers/service.ts";
import { acceptPassword } from "../users/rules.ts";
import { emailOf, replacePassword, standingStatement } from "../users/service.ts";
import { raised, type Standing, standingOf } from "../users/standing.ts";
import type { ChangeInput } from "./input.ts";

/** Mails a link to choose a new password, if there is such a person. The answer never tells. */
export async function requestReset(scope: TenantScope, text: string): Promise<void> {
	const { db, tenantId } = scope;
	const email = emailOf(text);
	const [row] = await standingStatement(db, tenantId, { email });
	if (!row) return refuse("tenant_unknown");
	const standing = standingOf(row, scope.deps.config.globalEpoch, scope.now);
	const asked = entry(scope, standing?.user.id ?? null, { event: "password.resetRequested", evidence: {} }, null);
	if (standing?.user.status !== "active" || standing.tenant.state !== "active") return commit(scope, [asked]);
	const { link, statement } = makeLink(scope, "passwordReset", standing.user.id, standing.epoch);
	const letter = await post(scope, standing.tenant, standing.user, { kind: "passwordReset", link });
	await commit(scope, [asked, statement], [letter]);
}

/** Sets a new password with a mailed token. The next sign-in asks for the second factor as ever. */
export async function reset(
	scope: TenantScope,
	input: { token: string; password: string },
): Promise<{ next: "signIn" }> {
	const { db, tenantId, now } = scope;
	const token = readToken(input.token);
	const [[row], [link]] = await together(db, [
		standingStatement(db, tenantId, { id: token.userId }),
		tokenRead(scope, token),
	]);
	const known = row ? standingOf(row, scope.deps.config.globalEpoch, scope.now) : null;
	const standing = requireLink(link, token, "passwordReset", known, now);
	const hash = await hashAccepted(scope, standing, input.password);
	const { user } = standing;
	return commit(
		scope,
		[
			...burnLink(scope, token),
			replacePassword(db, tenantId, user.id, { hash, epoch: user.epoch }),
			guard(db, "link_invalid"),
			dropTokens(db, tenantId, user.id, "passwordReset"),
			clearBudget(db, tenantId, passwordSubject(user.email)),
			forgetAllOf(scope, standing),
			entry(scope, user.id, { event: "password.reset", evidence: {} }),
		],
		[await post(scope, standing.tenant, user, { kind: "passwordChanged" })],
		{ next: "signIn" },
	);
}

/** Changes the password of the signed-in person; a person with a factor shows a code, now or in the last ten minutes. */
export async function change(scope: TenantScope, visitor: Visitor, input: ChangeInput): Promise<Grant> {
	const { db, tenantId } = scope;
	const shown = { password: input.current, code: input.code };
	const proved = await admitProved(scope, visitor, shown, "passwordChange");
	await requireRecentFactor(scope, proved);
	const { actor, claim, statements } = proved;
	const { standing } = actor;
	const { user } = standing;
	const hash = await hashAccepted(scope, standing, input.password);
	const next = raised(standing, scope.deps.config.globalEpoch);
	// Only a factor prolongs the window of who has one: a known password must not keep it open for ever (T055).
	const provedAll = claim !== null || standing.factor === null;
	const window = provedAll ? { recentUntilAt: after(scope.now, RECENT_LIFE) } : {};
	const carried = carryOver(scope, actor, { epoch: next.epoch, ...window });
	return commit(
		scope,
		[
			...statements,
			replacePassword(db, tenantId, user.id, { hash, epoch: user.epoch }),
			guard(db, "conflict"),
			forgetAllOf(scope, standing),
			...carried.statements,
			entry(scope, user.id, { event: "password.changed", evidence: {} }),
		],
		[...(claim?.letters ?? []), await post(scope, standing.tenant, user, { kind: "passwordChanged" })],
		carried.grant,
	);
}

/** The hash of an acceptable new password, or the refusal that says what is wrong with it. */
export async function hashAccepted(scope: TenantScope, standing: Standing, password: string): Promise<string> {
	const { user, tenant, policy, factor } = standing;
	const context = { email: user.email, name: user.name, tenantName: tenant.name, slug: tenant.slug };
	const accepted = acceptPassword(password, context, policy.password, factor !== null);
	if (!accepted.ok) return refuse("password_unacceptable", { fields: accepted.refused });
	return scope.deps.passwords.hash(accepted.value, { tenantId: scope.tenantId, email: user.email });
}
