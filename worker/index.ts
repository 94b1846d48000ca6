/**
 * The Workers entry. The only file that sees `env`: it parses it once per isolate, builds the ports and the app, and refuses
 * every request with 503 while a setting is missing, naming it in the log and never its value (T146).
 */
import type { Hono } from "hono";
import { type Bindings, createApp } from "./app.ts";
import { buildDeps, type Deps, type Ports } from "./deps.ts";
import { ConfigInvalid, readConfig } from "./env.ts";
import { securityHeaders } from "./http/headers.ts";
import { serverTiming } from "./http/timing.ts";
import { createArgon2id } from "./ports/argon2id.ts";
import argon2 from "./ports/argon2id.wasm";
import { consoleLog } from "./ports/log.ts";
import { sweep } from "./sweep.ts";

type Env = Bindings & Readonly<Record<string, unknown>>;

interface ExecutionContext {
	waitUntil(work: Promise<unknown>): void;
	passThroughOnException(): void;
	props: unknown;
}

interface Started {
	readonly deps: Deps;
	readonly app: Hono<{ Bindings: Bindings }>;
}

/** The worker over the given ports; the local world gives a clock that can be moved. */
export function createWorker(ports: Ports = {}) {
	let started: Started | undefined;
	const start = (env: Env): Started => {
		if (!started) {
			const deps = buildDeps(readConfig(env), () => createArgon2id(argon2), ports);
			started = { deps, app: createApp(deps) };
		}
		return started;
	};
	return {
		async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
			try {
				return await start(env).app.fetch(request, env, context);
			} catch (error) {
				if (!(error instanceof ConfigInvalid)) throw error;
				consoleLog.error("start.refused", { settings: error.names.join(", ") });
				return new Response(`Gatehouse cannot start. Settings missing or invalid: ${error.names.join(", ")}\n`, {
					status: 503,
					headers: {
						...securityHeaders,
						"server-timing": serverTiming(0),
						"retry-after": "60",
						"cache-control": "no-store",
					},
				});
			}
		},
		async scheduled(_event: unknown, env: Env, context: ExecutionContext): Promise<void> {
			context.waitUntil(sweep(start(env).deps));
		},
	};
}

export default createWorker();
