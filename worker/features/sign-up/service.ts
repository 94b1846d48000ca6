/**
 * An organization signs up and its owner confirms the address. Crash-safe over two databases: the slug is reserved in the
 * catalog for as long as a confirmation can take, the tenant is made in its cell, and only the confirmation settles the slug.
 * A sign-up that dies half-way leaves a reservation with nothing behind it, which the next one takes over, or an unverified
 * tenant that keeps the slug for its two days.
 */
import { guard, together } from "../../../db/batch.ts";
import { isBusy, isConstraint, isUnavailable } from "../../../db/client.ts";
import { refuse } from "../../errors.ts";
import type { RealmId, TenantId, UserId } from "../../lib/brand.ts";
import { after } from "../../lib/duration.ts";
import type { Scope, TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { commit, post } from "../mail/service.ts";
import { burnLink, isLinkOf, makeLink, readToken, requireLink, tokenRead } from "../mailed-tokens/service.ts";
import { defaultPolicy } from "../policy/rules.ts";
import { insertPolicy } from "../policy/service.ts";
import type { SignUpInput } from "../tenants/input.ts";
import { acceptName, acceptSlug, standingOfSlug, UNVERIFIED_LIFE } from "../tenants/rules.ts";
import {
	activateTenant,
	cellForNew,
	findInDirectory,
	insertTenant,
	readTenant,
	releaseSlug,
	removeUnverified,
	reserveSlug,
	settle,
	takeSlugOver,
	tenantScope,
} from "../tenants/service.ts";
import { acceptPassword } from "../users/rules.ts";
import {
	emailOf,
	ensureDomainRealm,
	insertUser,
	markVerified,
	requireUnbreached,
	standingStatement,
} from "../users/service.ts";
import { epochOf, standingOf } from "../users/standing.ts";

/** On whose behalf the password of a new organization's owner waits for its hash: all newcomers are one. */
const NEWCOMERS = "newcomers";

/** Makes a tenant with an owner whose address is not confirmed yet. Two requests. */
export async function signUp(
	scope: Scope,
	input: SignUpInput,
): Promise<{ tenant: { slug: string; name: string }; next: "verifyEmail" }> {
	const { deps, now } = scope;
	const email = emailOf(input.email);
	const slug = acceptSlug(input.slug);
	if (!slug.ok) return refuse("input_invalid", { fields: { slug: slug.refused } });
	const context = { email, name: input.name, tenantName: input.organization, slug: slug.value };
	const password = acceptPassword(input.password, context, defaultPolicy.password, false);
	if (!password.ok) return refuse("password_unacceptable", { fields: password.refused });
	const name = acceptName(input.organization);
	if (!name.ok) return refuse("input_invalid", { fields: { organization: name.refused } });
	await requireUnbreached(scope, password.value);
	const tenantId = await idFor(scope, input);
	const userId = deps.random.id("usr") as UserId;
	const cell = await takeSlug(scope, slug.value, tenantId, cellForNew(scope, tenantId, input.region));
	// Behind the slug: who asks for one that is taken costs no hash.
	const hashed = deps.passwords.hash(password.value, { tenantId, email }, NEWCOMERS);
	const passwordHash = await hashed.catch((error: unknown) => giveSlugBack(scope, slug.value, tenantId, error));
	const house = tenantScope(scope, slug.value, { tenantId, cell });
	const { db } = house;
	const owner = { email, name: input.name, locale: input.locale ?? "en" } as const;
	const { link, statement } = makeLink(house, "verifyEmail", userId, epochOf(deps.config.globalEpoch, 0, 0));
	const answer = { tenant: { slug: slug.value, name: input.organization }, next: "verifyEmail" } as const;
	const made = commit(
		house,
		[
			insertTenant(db, tenantId, { slug: slug.value, name: input.organization, contact: input.contact ?? null, now }),
			insertPolicy(db, tenantId, "{}", now),
			ensureDomainRealm(db, tenantId, deps.random.id("rlm") as RealmId, owner.email, now),
			insertUser(db, tenantId, { ...owner, id: userId, role: "owner", status: "unverified", passwordHash, now }),
			statement,
			entry(house, userId, { event: "tenant.signedUp", evidence: { slug: slug.value } }),
		],
		[await post(house, { name: input.organization, contact: null }, owner, { kind: "verifyEmail", link })],
	);
	await made.catch(async (error: unknown) => {
		// When the tenant of this very key is there, an earlier try has made it, and its answer was lost.
		if (scope.info.idempotencyKey !== null && isConstraint(error) && (await readTenant(db, tenantId)).length > 0)
			return;
		if (isUnavailable(error) && !isBusy(error)) throw error;
		giveSlugBack(scope, slug.value, tenantId, error);
	});
	return answer;
}

/**
 * Throws what kept a sign-up from being written, and lets its slug go where nobody can go on with the id: one that was drawn.
 * Callers must be sure that nothing was written; else the slug is kept, and the next who wants it looks into the cell.
 */
function giveSlugBack({ deps, info, background }: Scope, slug: string, tenantId: TenantId, error: unknown): never {
	if (info.idempotencyKey === null) background(() => releaseSlug(deps.openCatalog(), slug, tenantId));
	throw error;
}

const ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const ID_LENGTH = 20;

/**
 * The new tenant's id: drawn, or, where the client named the act by a key, made of that key and of all that was typed. So a
 * repetition after a lost answer finds its own tenant and makes no second one (T132).
 */
async function idFor({ deps, info }: Scope, input: SignUpInput): Promise<TenantId> {
	if (info.idempotencyKey === null) return deps.random.id("tnt") as TenantId;
	const mac = await deps.keys.mac(deps.keys.currentId, "sign-up", JSON.stringify([info.idempotencyKey, input]));
	const signs = [...mac.subarray(0, ID_LENGTH)].map((byte) => ID_ALPHABET.charAt(byte % ID_ALPHABET.length));
	return `tnt_${signs.join("")}` as TenantId;
}

/**
 * Reserves the slug, or takes it over from a sign-up that came to nothing; refuses when it is somebody's. Gives the cell of the
 * reservation, which an earlier try with the same key may have made.
 */
async function takeSlug(scope: Scope, slug: string, tenantId: TenantId, cell: string): Promise<string> {
	const { deps, now } = scope;
	const catalog = deps.openCatalog();
	const claim = { cell, now, heldUntilAt: after(now, UNVERIFIED_LIFE) };
	const [[reserved], [held]] = await together(catalog, [
		reserveSlug(catalog, slug, tenantId, claim),
		findInDirectory(catalog, slug),
	]);
	if (reserved) return cell;
	if (held?.tenantId === tenantId) return held.cell;
	const stands = held ? standingOfSlug(held, now) : "taken";
	if (!held || stands === "taken") return refuse("slug_taken");
	// The holder's cell has the last word: an owner may have confirmed just before the worker died.
	const old = deps.openCell(held.cell);
	const [, [alive]] = await together(old, [
		removeUnverified(old, held.tenantId, stands === "over"),
		readTenant(old, held.tenantId),
	]);
	if (alive) {
		if (alive.state !== "unverified") scope.background(() => settle(tenantScope(scope, slug, held)));
		return refuse("slug_taken");
	}
	const [taken] = await takeSlugOver(catalog, slug, held, tenantId, claim);
	if (!taken) return refuse("slug_taken");
	deps.directory.forget(slug);
	return cell;
}

/** Confirms the owner's address; with it the tenant opens. Repeating it with the same link is no error. Two requests. */
export async function verifyEmail(scope: TenantScope, text: string): Promise<{ next: "signIn" }> {
	const { db, tenantId, now } = scope;
	const token = readToken(text);
	const [[row], [link]] = await together(db, [
		standingStatement(db, tenantId, { id: token.userId }),
		tokenRead(scope, token),
	]);
	const known = row ? standingOf(row, scope.deps.config.globalEpoch, scope.now) : null;
	if (known?.user.status === "active" && isLinkOf(link, token, "verifyEmail", now)) {
		scope.background(() => settle(scope));
		return { next: "signIn" };
	}
	const standing = requireLink(link, token, "verifyEmail", known, now);
	await commit(scope, [
		...burnLink(scope, token),
		markVerified(db, tenantId, standing.user.id, scope.now),
		guard(db, "link_invalid"),
		activateTenant(db, tenantId),
		entry(scope, standing.user.id, { event: "user.emailVerified", evidence: {} }),
		entry(scope, standing.user.id, { event: "tenant.verified", evidence: { slug: scope.slug } }),
	]);
	scope.background(() => settle(scope));
	return { next: "signIn" };
}
