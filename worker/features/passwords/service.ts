/**
 * Changing a password and resetting it by mail. A reset gives no session and touches no factor (T048, T107); both raise the
 * epoch, so every other session, challenge, trusted browser and link is dead. Asking for a reset answers the same for
 * everybody, by the same statements in the same requests (T100).
 */
import { GuardFailed, guard, together } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { Email, RealmId, UserId } from "../../lib/brand.ts";
import { after } from "../../lib/duration.ts";
import type { Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { clearBudget, factorSubject, giveBackSoon, ownPasswordSubject, passwordSubject } from "../attempts/service.ts";
import { entry } from "../audit/service.ts";
import { commit, deliverAlike, post } from "../mail/service.ts";
import { burnLink, dropTokens, makeLink, readToken, requireLink, tokenRead } from "../mailed-tokens/service.ts";
import { admitProved, requireRecentFactor } from "../proofs/service.ts";
import { RECENT_LIFE } from "../sessions/rules.ts";
import { carryOver, forgetOthers, type Grant, know, type Visitor } from "../sessions/service.ts";
import { forgetAllOf } from "../trusted-browsers/service.ts";
import { acceptPassword } from "../users/rules.ts";
import { emailOf, guardStanding, replacePassword, requireUnbreached, standingStatement } from "../users/service.ts";
import { epochOf, houseOf, raised, type Standing, standingOf } from "../users/standing.ts";
import type { ChangeInput } from "./input.ts";

/**
 * Mails a link to choose a new password, if there is such a person. Neither the answer nor the line to the database tells: for
 * everybody the same batch is sent, and its guards let it happen for those who are there and whose mailbox has room. So a
 * link and a line of the record are only where a letter is.
 */
export async function requestReset(scope: TenantScope, text: string): Promise<void> {
	const { db, tenantId, deps, now } = scope;
	const email = emailOf(text);
	const [row] = await standingStatement(db, tenantId, { email });
	if (!row) return refuse("tenant_unknown");
	const user = standingOf(row, deps.config.globalEpoch, now)?.user ?? nobody(scope, email);
	const { tenant, policyVersion } = houseOf(row);
	const epoch = epochOf(deps.config.globalEpoch, tenant.epoch, user.epoch);
	const { link, statement } = makeLink(scope, "passwordReset", user.id, epoch);
	const letter = await post(scope, tenant, user, { kind: "passwordReset", link });
	const posting = together(db, [
		letter.statement,
		guard(db, "conflict"),
		guardStanding(scope, "conflict", { tenant, policyVersion, user }),
		statement,
		entry(scope, user.id, { event: "password.resetRequested", evidence: {} }, null),
	]);
	const isPosted = await posting.then(
		() => true,
		(error: unknown) => {
			if (error instanceof GuardFailed) return false;
			throw error;
		},
	);
	deliverAlike(scope, letter, isPosted);
}

/** Somebody of that address who is nowhere: what would be written to them is no shorter than to others, and never is. */
const nobody = ({ deps }: TenantScope, email: Email) =>
	({
		id: deps.random.id("usr") as UserId,
		email,
		name: email.slice(0, email.indexOf("@")),
		locale: "en",
		epoch: 0,
		realmId: "" as RealmId,
		requirement: "inherit",
	}) as const;

/**
 * Sets a new password with a mailed token. The next sign-in asks for the second factor as ever; the browser that showed the
 * mailbox is the one known browser from now on, so that no stranger's guesses keep its owner from that sign-in (T032).
 */
export async function reset(
	scope: TenantScope,
	input: { token: string; password: string },
	presented: Token | null,
): Promise<{ answer: { next: "signIn" }; knownBrowser: Grant }> {
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
	const browser = know(scope, user.id, presented);
	return commit(
		scope,
		[
			...burnLink(scope, token),
			replacePassword(db, tenantId, user.id, { hash, epoch: user.epoch }),
			guard(db, "link_invalid"),
			dropTokens(db, tenantId, user.id, "passwordReset"),
			clearBudget(db, tenantId, passwordSubject(user.email)),
			forgetAllOf(scope, standing),
			forgetOthers(scope, user.id, null),
			...browser.statements,
			entry(scope, user.id, { event: "password.reset", evidence: {} }),
		],
		[await post(scope, standing.tenant, user, { kind: "passwordChanged" })],
		{ answer: { next: "signIn" }, knownBrowser: browser.grant },
	);
}

/** Changes the password of the signed-in person; a person with a factor shows a code, now or in the last ten minutes. */
export async function change(
	scope: TenantScope,
	visitor: Visitor,
	input: ChangeInput,
	knownBrowser: Token | null,
): Promise<Grant> {
	const { db, tenantId } = scope;
	const shown = { password: input.current, code: input.code };
	const proved = await admitProved(scope, visitor, shown, "passwordChange");
	await requireRecentFactor(scope, proved);
	const { actor, claim, statements } = proved;
	const { standing } = actor;
	const { user } = standing;
	const hash = await hashAccepted(scope, standing, input.password).catch((error: unknown) => {
		// What was shown was right: choosing badly again and again must not keep anybody from choosing well.
		giveBackSoon(scope, [ownPasswordSubject(user.id), ...(claim ? [factorSubject(user.id)] : [])]);
		throw error;
	});
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
			forgetOthers(scope, user.id, knownBrowser),
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
	await requireUnbreached(scope, accepted.value);
	return scope.deps.passwords.hash(accepted.value, { tenantId: scope.tenantId, email: user.email });
}
