/**
 * The ladder: platform, anyone at a tenant, a half-done sign-in, either of both, a signed-in person, one who proved lately.
 * A procedure's kind says who may call; nothing below re-asks, and a service can only get an Actor by being admitted.
 */
import { DomainError, refuse } from "../errors.ts";
import { recordRefusal } from "../features/audit/service.ts";
import { type Challenge, openChallenge } from "../features/login/challenge.ts";
import type { Visitor } from "../features/sessions/service.ts";
import { followMove, resolveTenant } from "../features/tenants/service.ts";
import type { UserId } from "../lib/brand.ts";
import type { Context } from "./context.ts";
import { toDomainError } from "./errors.ts";
import { base } from "./init.ts";

/** The platform's own address, no tenant. */
export const platformProcedure = base.meta({ level: "platform" }).use(({ ctx, next }) => {
	if (ctx.slug !== null) refuse("not_found");
	return next({ ctx });
});

/** A page that still shows one person never acts as the one who has signed in beside it since (T090). */
const isShown = ({ shownId }: Context, userId: UserId): boolean => shownId === null || shownId === userId;

const inTenant = base.use(async ({ ctx, path, next }) => {
	const { slug } = ctx;
	const signedIn = ctx.jar.session.read();
	if (signedIn && !isShown(ctx, signedIn.userId)) return refuse("not_signed_in", {}, "somebody_else");
	if (slug === null) return refuse("tenant_unknown");
	const tenant = await resolveTenant(ctx.scope, slug);
	const result = await next({ ctx: { ...ctx, tenant } });
	if (result.ok) return result;
	const refusal = toDomainError(result.error);
	// A cell that the tenant has left does nothing for it: what was asked is done once, where the tenant lives now.
	const moved = await followMove(tenant, refusal);
	if (moved) return next({ ctx: { ...ctx, tenant: moved } });
	if (result.error.cause instanceof DomainError && refusal.refusal !== "tenant_unknown")
		recordRefusal(tenant, path, refusal);
	return result;
});

/** Anyone at a tenant's door. */
export const tenantProcedure = inTenant.meta({ level: "anyone" });

const withChallenge = inTenant.use(async ({ ctx, next }) => {
	const { deps, now } = ctx.scope;
	const opened = await openChallenge(deps.sealer, ctx.tenant.tenantId, ctx.jar.challenge.read(), now);
	const challenge = opened && isShown(ctx, opened.userId) ? opened : null;
	return next({ ctx: { ...ctx, challenge } });
});

/** Anyone, with the half-done sign-in if there is one. */
export const maybeChallengeProcedure = withChallenge.meta({ level: "anyone" });

/** Only within a half-done sign-in. */
export const challengeProcedure = withChallenge.meta({ level: "challenge" }).use(({ ctx, next }) => {
	const challenge: Challenge = ctx.challenge ?? refuse("challenge_gone");
	return next({ ctx: { ...ctx, challenge } });
});

const visitorAt = (token: Visitor["token"], level: Visitor["level"]): Visitor => ({ token, level });

/**
 * A half-done sign-in that stands at set-up or at new codes, a signed-in person, or both of them: whose act it is then is
 * said by the rules of login.
 */
export const userOrChallengeProcedure = withChallenge.meta({ level: "userOrChallenge" }).use(({ ctx, next }) => {
	const challenge = ctx.challenge && ctx.challenge.step !== "secondFactor" ? ctx.challenge : null;
	const visitor = visitorAt(ctx.jar.session.read(), "limited");
	if (!challenge && !visitor.token) refuse("not_signed_in", {}, "session_absent");
	return next({ ctx: { ...ctx, challenge, visitor } });
});

/** A signed-in person of this level; the service admits the visitor with its first read. */
const at = (level: Visitor["level"]) =>
	inTenant
		.meta({ level })
		.use(({ ctx, next }) => next({ ctx: { ...ctx, visitor: visitorAt(ctx.jar.session.read(), level) } }));

/** A signed-in person, also while nothing but a set-up is open to them. */
export const limitedProcedure = at("limited");
/** A signed-in person. */
export const userProcedure = at("user");
/** A signed-in person who proved themselves in the last ten minutes. */
export const recentProcedure = at("recent");
/** Whoever has to do with administration, auditors too: reads only. */
export const staffProcedure = at("staff");
/** Who may change people: owners, administrators, and realm administrators within their realms. */
export const adminProcedure = at("admin");
export const adminRecentProcedure = at("adminRecent");
/** Who may change what holds for everybody: owners and administrators. */
export const tenantAdminProcedure = at("tenantAdmin");
export const tenantAdminRecentProcedure = at("tenantAdminRecent");
/** Who may read the record: owners, administrators and auditors. */
export const auditProcedure = at("audit");
export const ownerRecentProcedure = at("ownerRecent");
