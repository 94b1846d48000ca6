/**
 * Which service the operator speaks to: the one that the worker's own settings name (CATALOG_URL and the others), or else the
 * local world. Of that it uses the running database, or starts it for as long as the command takes.
 * It demands the key ring of every command that records, proves or opens something, and prints no setting's value.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { migrateCatalog, migrateCell } from "../../db/migrate.ts";
import { buildDeps, type Ports } from "../../worker/deps.ts";
import { type Config, ConfigInvalid, readConfig } from "../../worker/env.ts";
import { findInDirectory, tenantScope } from "../../worker/features/tenants/service.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { createKeyRing, type KeyRing } from "../../worker/ports/keys.ts";
import type { Scope } from "../../worker/scope.ts";
import { loadArgon2 } from "../argon2.ts";
import { lockData } from "../data-lock.ts";
import { openClient } from "../database-client.ts";
import { startLibsqlServer } from "../libsql-server.ts";
import { root } from "../root.ts";
import { Refused, type Service } from "./command.ts";
import { demandSchema } from "./schema-version.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Longest wait for one database request, in milliseconds: nobody is waiting at a sign-in. */
const DEADLINE_MS = 60_000;

/** Settings that the operator has no use for, but that the worker's reading of its settings demands. */
const unused = { RESEND_API_KEY: "unused", MAIL_FROM: "unused" };

interface Place {
	readonly config: Config;
	readonly where: string;
	readonly now?: () => number;
	close(): Promise<void>;
}

/**
 * Opens the service that the environment names; without keys, whatever would prove or open something throws. Throws Refused
 * when there is no service, or its database is of another age.
 */
export async function openService(
	env: Environment,
	keys: "with keys" | "without keys",
	ports: Ports = {},
): Promise<Service> {
	const read = keys === "with keys" ? configOf : keylessConfigOf;
	const place = env.CATALOG_URL ? remote(env, read) : await local(env, read);
	const { now } = place;
	const clock = now ? { clock: { now: () => now() as Millis } } : {};
	const quiet = { info: () => undefined, error: () => undefined };
	const deps = buildDeps(place.config, loadArgon2, {
		log: quiet,
		databaseDeadlineMs: DEADLINE_MS,
		...clock,
		...ports,
	});
	try {
		await demandSchema(deps);
	} catch (error) {
		await place.close();
		throw error;
	}
	const scope: Scope = {
		deps,
		now: deps.clock.now(),
		info: {
			requestId: deps.random.id("req"),
			source: "operator",
			idempotencyKey: null,
			browser: "Operator",
			place: null,
			location: {},
		},
		// Letters are left in the outbox: the service's own sweep delivers them within a minute.
		background: () => undefined,
	};
	return { deps, scope, where: place.where, house: (slug) => house(scope, slug), close: place.close };
}

async function house(scope: Scope, slug: string) {
	const [row] = await findInDirectory(scope.deps.openCatalog(), slug);
	if (!row) throw new Refused(`There is no organization "${slug}". "tenants list" shows all of them.`);
	return tenantScope(scope, slug, row);
}

function remote(env: Environment, read: typeof configOf): Place {
	const config = read({ ...unused, ...env });
	return { config, where: `the database at ${new URL(config.catalog.url).host}`, close: async () => undefined };
}

function configOf(env: Environment): Config {
	try {
		return readConfig(env);
	} catch (error) {
		if (!(error instanceof ConfigInvalid)) throw error;
		const names = error.names.join(", ");
		throw new Refused(`Settings missing or invalid: ${names}. Give them as the worker has them; see docs/operator.md.`);
	}
}

/** The settings with an empty key ring, whatever KEYS says. */
function keylessConfigOf(env: Environment): Config {
	const shape = JSON.stringify({ current: "none", keys: { none: randomBytes(32).toString("base64") } });
	return { ...configOf({ ...env, KEYS: shape }), keys: { currentId: "none", masters: new Map() } };
}

/** The key ring alone: from the settings, or from the local world; null when there is none. */
export function openKeys(env: Environment): KeyRing | null {
	const file = join(dataFolder(env), "secrets.json");
	const keys = env.KEYS ?? (existsSync(file) ? localSettings(file).KEYS : undefined);
	if (keys === undefined) return null;
	const config = configOf({ ...unused, ORIGIN: "http://localhost", CATALOG_URL: "http://localhost", KEYS: keys });
	return createKeyRing(config.keys.currentId, config.keys.masters);
}

const dataFolder = (env: Environment): string => resolve(root, env.DATA_DIR ?? ".data");

function localSettings(file: string): { KEYS: string } {
	const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
	if (typeof kept === "object" && kept !== null && "KEYS" in kept) return { KEYS: String(kept.KEYS) };
	throw new Refused(`${file} does not hold KEYS.`);
}

async function local(env: Environment, read: typeof configOf): Promise<Place> {
	const data = dataFolder(env);
	const secrets = join(data, "secrets.json");
	if (!existsSync(secrets)) {
		throw new Refused(
			`There is no local world in ${data}. Start one with "npm start", or set CATALOG_URL and the worker's other settings.`,
		);
	}
	const running = await runningDatabase(join(data, "world.json"));
	const opened = running ? { url: running, close: async () => undefined } : await startDatabase(data);
	const config = read({
		...unused,
		ORIGIN: `http://localhost:${env.PORT ?? "8787"}`,
		CATALOG_URL: opened.url,
		...localSettings(secrets),
		...(env.KEYS === undefined ? {} : { KEYS: env.KEYS }),
	});
	const offset = running ? await clockOffset(env.CATCHER_PORT ?? "8788") : 0;
	return {
		config,
		where: `the local world in ${data}${running ? " (running)" : ""}`,
		now: () => Date.now() + offset,
		close: opened.close,
	};
}

/** The database of a local world that runs on this data, or null. */
async function runningDatabase(lock: string): Promise<string | null> {
	try {
		const text = readFileSync(lock, "utf8");
		for (const [, address] of text.matchAll(/\/sqld [^"]*--http-listen-addr ([\d.:]+)/g)) {
			const answer = await fetch(`http://${address}/health`, { signal: AbortSignal.timeout(2000) });
			if (answer.ok) return `http://${address}`;
		}
	} catch {
		// No lock, or nobody answers: no world runs.
	}
	return null;
}

async function startDatabase(data: string): Promise<{ url: string; close(): Promise<void> }> {
	const lock = await lockData(data).catch((error: unknown) => {
		throw new Refused(error instanceof Error ? error.message : "The local world's data is in use.");
	});
	const server = await startLibsqlServer({ dataDirectory: join(data, "libsql") });
	lock.noteServers();
	const client = openClient({ url: server.url }, DEADLINE_MS);
	await migrateCatalog(client);
	await migrateCell(client);
	return {
		url: server.url,
		async close() {
			await server.stop();
			lock.release();
		},
	};
}

/** How far the local world's clock was moved, in milliseconds; none when its catcher does not answer. */
async function clockOffset(port: string): Promise<number> {
	try {
		const answer = await fetch(`http://localhost:${port}/clock`, { signal: AbortSignal.timeout(2000) });
		const body: unknown = await answer.json();
		const moved = typeof body === "object" && body !== null && "offsetMs" in body ? body.offsetMs : 0;
		return typeof moved === "number" ? moved : 0;
	} catch {
		return 0;
	}
}
