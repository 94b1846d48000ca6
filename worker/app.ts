/**
 * The whole service as one Hono app: headers, border, size limit, tRPC for platform and tenants, pages. Middleware stands in
 * reading order. It reads configuration for every origin and host; nothing request-scoped outlives its request.
 */
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Hono } from "hono/tiny";
import type { Deps } from "./deps.ts";
import type { Refusal } from "./errors.ts";
import { slugOfHost } from "./features/tenants/rules.ts";
import { withSecurityHeaders } from "./http/headers.ts";
import { expectedOrigin, refusalAtBorder } from "./http/origin.ts";
import { servePage } from "./http/pages.ts";
import { refusalBody, refusalStatus } from "./http/refusal.ts";
import { withServerTiming } from "./http/timing.ts";
import { errorFacts } from "./ports/log.ts";
import { answerCall } from "./trpc/answer.ts";
import { createContext } from "./trpc/context.ts";
import { toDomainError } from "./trpc/errors.ts";

/** The static pages, as the platform serves them. */
export interface Bindings {
	readonly ASSETS?: { fetch(request: Request): Promise<Response> };
}

type App = Hono<{ Bindings: Bindings }>;
type AppContext = Context<{ Bindings: Bindings }>;

export const MOST_BODY_BYTES = 64 * 1024;

export function createApp(deps: Deps): App {
	const { origin, tenantHosts } = deps.config;
	const app: App = new Hono();
	const hostSlug = (context: AppContext) => slugOfHost(new URL(context.req.url).hostname, tenantHosts);
	/** Turned away before any procedure: nobody's record tells of it, so the log does. */
	const refusal = (context: AppContext, code: Refusal): Response => {
		const request = deps.random.id("req");
		deps.log.info("request.turnedAway", { request, refusal: code });
		return context.json(refusalBody(code, request), refusalStatus(code));
	};

	app.use(withServerTiming(deps.clock));
	app.use(withSecurityHeaders);
	app.onError((error, context) => {
		const { refusal: code } = toDomainError(error);
		deps.log.error("request.crashed", { refusal: code, ...errorFacts(error) });
		return refusal(context, code);
	});
	app.get("/healthz", (context) => context.json({ ok: true }));

	const limit = bodyLimit({ maxSize: MOST_BODY_BYTES, onError: (context) => refusal(context, "body_too_large") });
	const limited: MiddlewareHandler<{ Bindings: Bindings }> = async (context, next) => {
		try {
			return await limit(context, next);
		} catch {
			// Only its own reading throws here: pieces that broke off on their way. What comes behind it answers for itself.
			return refusal(context, "input_invalid");
		}
	};
	const border = async (context: AppContext, next: () => Promise<void>) => {
		const code = refusalAtBorder(context.req.raw, expectedOrigin(hostSlug(context), origin, tenantHosts));
		return code ? refusal(context, code) : next();
	};
	const procedures = async (context: AppContext, endpoint: string, slug: string | null): Promise<Response> => {
		const request = context.req.raw;
		const shared = createContext(deps, request, slug, (work) => context.executionCtx.waitUntil(work));
		const answer = await answerCall(request, endpoint, shared);
		for (const line of shared.jar.headers()) answer.headers.append("set-cookie", line);
		// The page counts down by the service's time, not by the device's.
		answer.headers.set("date", new Date(shared.scope.now).toUTCString());
		shared.startBackground();
		return answer;
	};

	app.all("/t/:slug/trpc/*", border, limited, async (context): Promise<Response> => {
		if (hostSlug(context)) return refusal(context, "not_found");
		// As it was sent: a slug may come percent-encoded, and what follows it is cut off by length.
		const endpoint = new URL(context.req.url).pathname.split("/").slice(0, 4).join("/");
		return procedures(context, endpoint, context.req.param("slug"));
	});
	app.all("/trpc/*", border, limited, (context) => procedures(context, "/trpc", hostSlug(context)));
	app.get("/", (context, next) => (hostSlug(context) ? context.redirect("/signin", 302) : next()));
	app.all("*", (context) => servePage(context.req.raw, context.env.ASSETS));
	return app;
}
