/**
 * The peer of the bench: Better Auth with two-factor and organization plugins behind Hono, over libSQL by its Drizzle adapter.
 * One instance per isolate, its cheapest way to run. `/floor/…` are what this stack costs without any of it.
 */
import { waitUntil } from "cloudflare:workers";
import { createClient } from "@libsql/client/web";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { drizzle } from "drizzle-orm/libsql/web";
import { Hono } from "hono";
import { optionsFor, type Variant } from "./options.ts";
import * as schema from "./schema.ts";

interface Env {
	readonly DATABASE_URL: string;
	readonly URL: string;
	readonly SECRET: string;
	readonly VARIANT: Variant;
}

function start(env: Env) {
	// The client's own queue hands promises from one request to another and hangs the isolate; this leaves it no reason to queue.
	const client = createClient({ url: env.DATABASE_URL, concurrency: Number.MAX_SAFE_INTEGER });
	const auth = betterAuth({
		...optionsFor(env.VARIANT, env.URL, env.SECRET, (work) => waitUntil(work)),
		database: drizzleAdapter(drizzle(client, { schema }), { provider: "sqlite", schema }),
	});
	return { auth, client };
}

let started: ReturnType<typeof start> | undefined;
function instance(env: Env): ReturnType<typeof start> {
	started ??= start(env);
	return started;
}

const app = new Hono<{ Bindings: Env }>();
app.on(["GET", "POST"], "/api/auth/*", (context) => instance(context.env).auth.handler(context.req.raw));
app.get("/floor/route", (context) => context.text("ok"));
app.get("/floor/query", async (context) => {
	await instance(context.env).client.execute("select 1");
	return context.text("ok");
});
export default app;
