/**
 * The product as it runs: the built worker in one or several workerd processes over one libsql-server of its own, which can be
 * stopped, killed and started again on the same data, with or without a fault proxy between, a message catcher, and the
 * workers' logs. For what no world inside one process can show: crashes, outages, two workers with two clocks.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchWorker, startBundle } from "../../bench/workerd.ts";
import { migrateCatalog, migrateCell } from "../../db/migrate.ts";
import { loadArgon2 } from "../../dev/argon2.ts";
import { type Catcher, startCatcher } from "../../dev/catcher.ts";
import { openClient } from "../../dev/database-client.ts";
import { freePort } from "../../dev/free-port.ts";
import { type LibsqlServer, startLibsqlServer } from "../../dev/libsql-server.ts";
import { makeLocalSecrets } from "../../dev/local-secrets.ts";
import { giveFactor, makePerson, makeTenant, type NewPerson, scopeOf } from "../../dev/populate.ts";
import { inRoot } from "../../dev/root.ts";
import { buildDeps, type Deps } from "../../worker/deps.ts";
import { readConfig } from "../../worker/env.ts";
import type { UserId } from "../../worker/lib/brand.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { createVisitor, type Visitor } from "./browser.ts";
import { type CountingProxy, startCountingProxy } from "./counting-proxy.ts";
import { type Phone, phoneFrom } from "./phone.ts";

export const PASSWORD = "quiet-river-stone";

export interface RunningPerson {
	readonly id: UserId;
	readonly email: string;
	readonly phone: Phone;
	readonly recoveryCodes: readonly string[];
}

export interface RunningHouse {
	readonly slug: string;
	readonly scope: TenantScope;
	/** Somebody without a second factor. */
	person(more?: Partial<NewPerson>): Promise<{ readonly id: UserId; readonly email: string }>;
	enrolled(more?: Partial<NewPerson>): Promise<RunningPerson>;
	/** A visitor before one of the workers. */
	visitor(worker?: number): Visitor;
}

export interface Running {
	readonly workers: readonly BenchWorker[];
	readonly deps: Deps;
	readonly catcher: Catcher;
	/** Before the database, where faults were asked for. */
	readonly proxy: CountingProxy;
	readonly dataDirectory: string;
	/** What the workers wrote to their logs. */
	readonly log: readonly string[];
	/** The time as a worker has it. */
	now(worker?: number): number;
	/** Moves the clock of one worker, in milliseconds. */
	moveClock(worker: number, offsetMs: number): void;
	house(slug: string): Promise<RunningHouse>;
	/** A visitor at the platform's own door. */
	platform(worker?: number): Visitor;
	/** Rows of a query, straight from the database. */
	rows(sql: string, args?: (string | number | null)[]): Promise<readonly Record<string, unknown>[]>;
	/** Ends the database as a crash would, or in order; `start` brings it back on the same data and port. */
	killDatabase(): Promise<void>;
	stopDatabase(): Promise<void>;
	startDatabase(): Promise<void>;
	stop(): Promise<void>;
}

export interface RunningOptions {
	readonly workers?: number;
	/** More settings of each worker. */
	readonly vars?: (worker: number) => Readonly<Record<string, string>>;
}

/** Starts it. Callers must `stop()` it. */
export async function startRunning({ workers: count = 1, vars }: RunningOptions = {}): Promise<Running> {
	const undo: (() => unknown)[] = [];
	const stop = async (): Promise<void> => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const dataDirectory = mkdtempSync(join(tmpdir(), "gatehouse-running-"));
		undo.push(() => rmSync(dataDirectory, { recursive: true, force: true }));
		const port = await freePort();
		let server: LibsqlServer | undefined;
		const startDatabase = async (): Promise<void> => {
			server = await startLibsqlServer({ dataDirectory, port });
		};
		await startDatabase();
		undo.push(() => server?.stop());
		const databaseUrl = `http://127.0.0.1:${port}`;
		const client = openClient({ url: databaseUrl }, 30_000);
		await migrateCatalog(client);
		await migrateCell(client);
		const proxy = await startCountingProxy(databaseUrl);
		undo.push(() => proxy.stop());
		const catcher = await startCatcher();
		undo.push(() => catcher.stop());
		// Each worker goes by a clock of its own, which it asks a catcher of its own for.
		const clocks = await Promise.all(Array.from({ length: count }, () => startCatcher()));
		undo.push(() => Promise.all(clocks.map((clock) => clock.stop())));
		const secrets = makeLocalSecrets();
		const log: string[] = [];
		const settings = (origin: string, database: string) => ({
			ORIGIN: origin,
			CATALOG_URL: database,
			RESEND_URL: catcher.url,
			SMS_URL: catcher.url,
			SMS_TOKEN: "local",
			MAIL_FROM: "Gatehouse <door@localhost>",
			...secrets,
		});
		const workers: BenchWorker[] = [];
		for (const [index, clock] of clocks.entries()) {
			const worker = await startBundle({
				folder: inRoot("dist/local"),
				vars: (url) => ({ ...settings(url, proxy.url), CATCHER_URL: clock.url, ...vars?.(index) }),
				onLog: (text) => void log.push(...text.split("\n").filter((line) => line !== "")),
			});
			workers.push(worker);
			undo.push(() => worker.stop());
		}
		const at = (index: number): BenchWorker => {
			const worker = workers[index];
			if (!worker) throw new Error(`there is no worker ${index}`);
			return worker;
		};
		const deps = buildDeps(readConfig(settings(at(0).url, databaseUrl)), loadArgon2, {
			passwordCost: { memoryKiB: 19_456, passes: 2 },
			databaseDeadlineMs: 30_000,
		});
		const app = { fetch: (request: Request) => fetch(request) };
		const visitorAt = (index: number, slug?: string): Visitor =>
			createVisitor(app, { origin: at(index).url, ...(slug === undefined ? {} : { slug }) });
		let made = 0;
		return {
			workers,
			deps,
			catcher,
			proxy,
			dataDirectory,
			log,
			now: (index = 0) => Date.now() + (clocks[index]?.caught.offsetMs ?? 0),
			moveClock(index, offsetMs) {
				const clock = clocks[index];
				if (clock) clock.caught.offsetMs = offsetMs;
			},
			async house(slug) {
				const tenant = await makeTenant(scopeOf(deps), { slug, name: `House ${slug}` });
				const scope = (): TenantScope => ({ ...tenant, ...scopeOf(deps), db: deps.openCell(deps.config.homeCell) });
				const person: RunningHouse["person"] = async (more = {}) => {
					made += 1;
					const email = more.email ?? `person-${made}@${slug}.example`;
					return { id: await makePerson(scope(), { name: "Pat", password: PASSWORD, ...more, email }), email };
				};
				return {
					slug,
					get scope() {
						return scope();
					},
					person,
					async enrolled(more) {
						const somebody = await person(more);
						const { uri, recoveryCodes } = await giveFactor(scope(), somebody.id);
						return { ...somebody, recoveryCodes, phone: phoneFrom(uri) };
					},
					visitor: (index = 0) => visitorAt(index, slug),
				};
			},
			platform: (index = 0) => visitorAt(index),
			async rows(sql, args = []) {
				const { rows } = await client.execute({ sql, args });
				return rows.map((row) => ({ ...row }));
			},
			killDatabase: async () => server?.kill(),
			stopDatabase: async () => server?.stop(),
			startDatabase,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
