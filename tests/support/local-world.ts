/**
 * A whole local world for one test file: a database namespace, a message catcher and the built worker in workerd, all on
 * free ports, with a clock that moves. The browser reaches it as people do; nothing is stubbed but the mail provider.
 */
import { loadArgon2 } from "../../dev/argon2.ts";
import { startCatcher } from "../../dev/catcher.ts";
import type { CaughtMessage } from "../../dev/caught.ts";
import { freePort } from "../../dev/free-port.ts";
import { makeLocalSecrets } from "../../dev/local-secrets.ts";
import { scopeOf } from "../../dev/populate.ts";
import { type LocalWorkerd, startWorker } from "../../dev/workerd.ts";
import { buildDeps } from "../../worker/deps.ts";
import { readConfig } from "../../worker/env.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import type { Scope } from "../../worker/scope.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";

export interface WorldCatcher {
	readonly url: string;
	/** Newest first; only those to this address when one is given. */
	messages(to?: string): readonly CaughtMessage[];
	/** Waits for a message to this address that fits, for at most five seconds; throws with what did come. */
	waitFor(to: string, fits: RegExp): Promise<CaughtMessage>;
	/** Moves the world's clock on by milliseconds. */
	advance(ms: number): void;
	/** The world's time in epoch milliseconds. */
	now(): number;
	/** Makes every delivery fail, or work again. */
	setFailing(isFailing: boolean): void;
}

export interface LocalWorld {
	/** `http://localhost:port`: the exact Origin the worker demands. */
	readonly origin: string;
	readonly database: TestDatabase;
	readonly catcher: WorldCatcher;
	readonly worker: LocalWorkerd;
	/** The worker's settings; `KEYS` among them. */
	readonly vars: Readonly<Record<string, string>>;
	/** For `makeTenant`, `makePerson` and `giveFactor` of dev/populate.ts: the world's own database, keys and present time. */
	scope(): Scope;
	/** Rows of a query, straight from the database. */
	rows(sql: string): Promise<readonly Record<string, unknown>[]>;
	/** What the worker has logged; a line arrives here a moment after it was written. */
	readonly log: readonly string[];
	stop(): Promise<void>;
}

export interface LocalWorldOptions {
	/** Settings that replace or join the usual ones. */
	readonly vars?: Readonly<Record<string, string>>;
	/** `production` has no movable clock. */
	readonly entry?: "production" | "local";
	/** A worker before another address of the same database, such as a counting proxy. */
	readonly databaseUrl?: string;
}

async function openCatcher(): Promise<WorldCatcher & { stop(): Promise<void> }> {
	const { url, caught, stop } = await startCatcher();
	const messages = (to?: string) => caught.messages.filter((message) => to === undefined || message.to === to);
	return {
		url,
		stop,
		messages,
		async waitFor(to, fits) {
			const giveUpAt = performance.now() + 5000;
			for (;;) {
				const found = messages(to).find((message) => fits.test(message.subject) || fits.test(message.text));
				if (found) return found;
				if (performance.now() > giveUpAt)
					throw new Error(
						`No message to ${to} fits ${fits}. Came: ${caught.messages.map((m) => `${m.to} "${m.subject}"`)}`,
					);
				await new Promise((next) => setTimeout(next, 15));
			}
		},
		advance(ms) {
			caught.offsetMs += ms;
		},
		now: () => caught.now(),
		setFailing(isFailing) {
			caught.isFailing = isFailing;
		},
	};
}

/** Starts a world of its own for this file. Callers must `stop()` it in `afterAll`. */
export async function startLocalWorld(options: LocalWorldOptions = {}): Promise<LocalWorld> {
	const [database, catcher, port] = await Promise.all([freshDatabase(), openCatcher(), freePort()]);
	const origin = `http://localhost:${port}`;
	const log: string[] = [];
	const vars = {
		ORIGIN: origin,
		CATALOG_URL: options.databaseUrl ?? database.url,
		CATALOG_NAMESPACE: database.namespace,
		RESEND_URL: catcher.url,
		SMS_URL: catcher.url,
		SMS_TOKEN: "local",
		CATCHER_URL: catcher.url,
		MAIL_FROM: "Gatehouse <door@gatehouse.example>",
		...makeLocalSecrets(),
		...options.vars,
	};
	const entry = options.entry ?? "local";
	const worker = await startWorker({ port, vars, entry, onLog: (line) => log.push(line) });
	return {
		origin,
		database,
		catcher,
		worker,
		vars,
		log,
		async rows(sql) {
			const { rows } = await database.client.execute(sql);
			return rows.map((row) => ({ ...row }));
		},
		scope() {
			const clock = { now: () => catcher.now() as Millis };
			return scopeOf(buildDeps(readConfig(vars), loadArgon2, { clock }));
		},
		async stop() {
			await worker.stop();
			await catcher.stop();
			await database.drop();
		},
	};
}
