/**
 * The product in one process for one test file: the real app and ports over a database of its own, a real message catcher
 * behind the real Resend client, a clock that only moves when told, and a cheaper password hash (the same port and
 * algorithm with smaller numbers; the published cost has a test of its own).
 */

import { loadArgon2 } from "../../dev/argon2.ts";
import { startCatcher } from "../../dev/catcher.ts";
import type { CaughtMessage } from "../../dev/caught.ts";
import { makeLocalSecrets } from "../../dev/local-secrets.ts";
import {
	type GivenFactor,
	giveFactor,
	makePerson,
	makeTenant,
	type NewPerson,
	type NewTenant,
	scopeOf,
} from "../../dev/populate.ts";
import { createApp } from "../../worker/app.ts";
import { buildDeps, type Deps } from "../../worker/deps.ts";
import { readConfig } from "../../worker/env.ts";
import type { Millis, UserId } from "../../worker/lib/brand.ts";
import type { LogFacts } from "../../worker/ports/log.ts";
import type { TenantScope } from "../../worker/scope.ts";
import { type App, createVisitor, type Visitor, type VisitorOptions } from "./browser.ts";
import { gatherCanaries } from "./canaries.ts";
import { freshDatabase, type TestDatabase } from "./database.ts";
import { type Phone, phoneFrom } from "./phone.ts";

/** Saturday 21 November 2026, 12:00:00 UTC: the start of a 30-second step. */
export const START = Date.UTC(2026, 10, 21, 12) as Millis;

/** A password that every rule of the product accepts. */
export const PASSWORD = "quiet-river-stone";

export interface WorldOptions {
	readonly vars?: Readonly<Record<string, string>>;
	/** Another address of the same database, such as a counting proxy in front of it; what can be stopped ends with the world. */
	readonly through?: (databaseUrl: string) => Promise<{ readonly url: string; stop?(): Promise<void> }>;
	/** Anything is typed in this world, stolen hashes or made-up texts: what is typed is no secret (canaries.ts). */
	readonly isAnythingTyped?: boolean;
	/** How long the product waits for the database; races on a busy machine need more than a person would bear. */
	readonly databaseDeadlineMs?: number;
	/** Another address of the catcher, such as a provider before it that can be ill. */
	readonly messagesThrough?: (catcherUrl: string) => Promise<string>;
	/** How long the product waits for a provider. */
	readonly deliveryDeadlineMs?: number;
}

export interface Person {
	readonly id: UserId;
	readonly email: string;
	readonly password: string;
}

export interface EnrolledPerson extends Person, GivenFactor {
	readonly phone: Phone;
	/** The code that the person's phone shows now. */
	code(): string;
}

export interface TestTenant {
	readonly slug: string;
	readonly scope: TenantScope;
	person(overrides?: Partial<NewPerson>): Promise<Person>;
	enrolled(overrides?: Partial<NewPerson>): Promise<EnrolledPerson>;
	visitor(options?: Partial<VisitorOptions>): Visitor;
	/** A visitor who has signed in with password, and code where one is asked for. */
	signedIn(person: Person | EnrolledPerson, options?: Partial<VisitorOptions>): Promise<Visitor>;
}

export interface World {
	readonly deps: Deps;
	readonly app: App;
	readonly database: TestDatabase;
	readonly origin: string;
	/** A second worker over the same database and ports, as another isolate would be; its clock goes ahead by so much, or behind. */
	anotherApp(aheadMs?: number): App;
	readonly log: readonly (LogFacts & { event: string })[];
	now(): Millis;
	advance(span: number): void;
	/** Moves the clock to the start of the next 30-second step. */
	nextStep(): void;
	tenant(overrides?: Partial<NewTenant>): Promise<TestTenant>;
	platform(options?: Partial<VisitorOptions>): Visitor;
	/** Messages to this address, the newest first. */
	mails(to: string): readonly CaughtMessage[];
	failMails(isFailing: boolean): void;
	/** Rows of a query, for looking at what was stored. */
	rows(sql: string, args?: (string | number | null)[]): Promise<readonly Record<string, unknown>[]>;
	/** Names of audit events of a person, oldest first, with their evidence. */
	audit(userId?: UserId): Promise<readonly { event: string; evidence: Record<string, unknown> }[]>;
	stop(): Promise<void>;
}

/** Starts a world. Callers must `stop()` it in `afterAll`. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
	const [database, catcher] = await Promise.all([freshDatabase(), startCatcher()]);
	const between = await options.through?.(database.url);
	const databaseUrl = between?.url ?? database.url;
	const messagesUrl = options.messagesThrough ? await options.messagesThrough(catcher.url) : catcher.url;
	const vars: Record<string, string> = {
		ORIGIN: "http://localhost:8787",
		CATALOG_URL: databaseUrl,
		CATALOG_NAMESPACE: database.namespace,
		MAIL_FROM: "Gatehouse <door@localhost>",
		RESEND_URL: messagesUrl,
		SMS_URL: messagesUrl,
		SMS_TOKEN: "local",
		...makeLocalSecrets(),
		...options.vars,
	};
	const config = readConfig(vars);
	let now = START;
	const log: (LogFacts & { event: string })[] = [];
	const note = (event: string, facts: LogFacts) => void log.push({ event, ...facts });
	const ports = {
		clock: { now: () => now },
		log: { info: note, error: note },
		passwordCost: { memoryKiB: 64, passes: 1 },
		...(options.databaseDeadlineMs === undefined ? {} : { databaseDeadlineMs: options.databaseDeadlineMs }),
		...(options.deliveryDeadlineMs === undefined ? {} : { deliveryDeadlineMs: options.deliveryDeadlineMs }),
	};
	const deps = buildDeps(config, loadArgon2, ports);
	const canaries = gatherCanaries(options);
	canaries.keepVars(vars);
	const app = canaries.watch(createApp(deps));
	const { origin } = config;
	let made = 0;
	const waiting: Promise<unknown>[] = [];

	const tenant = async (overrides: Partial<NewTenant> = {}): Promise<TestTenant> => {
		made += 1;
		const slug = overrides.slug ?? `tenant-${made}`;
		const background = (work: () => Promise<unknown>) => void waiting.push(Promise.resolve(work()));
		const fresh = (): TenantScope => ({ ...scope, now, db: deps.openCell(config.homeCell) });
		const scope = await makeTenant(scopeOf(deps, background), { name: `Tenant ${made}`, ...overrides, slug });
		const visitor = (more: Partial<VisitorOptions> = {}) => createVisitor(app, { origin, slug, ...more });
		const person = async (more: Partial<NewPerson> = {}): Promise<Person> => {
			made += 1;
			const email = more.email ?? `person-${made}@${slug}.example`;
			const password = more.password ?? PASSWORD;
			const id = await makePerson(fresh(), { name: "Pat Person", ...more, email, password });
			return { id, email, password };
		};
		return {
			slug,
			get scope() {
				return fresh();
			},
			person,
			visitor,
			async enrolled(more) {
				const somebody = await person(more);
				const factor = await giveFactor(fresh(), somebody.id);
				const phone = phoneFrom(factor.uri);
				canaries.keep("seed", factor.key);
				canaries.keep("recoveryCode", ...factor.recoveryCodes);
				return { ...somebody, ...factor, phone, code: () => phone.code(now) };
			},
			async signedIn(somebody, more) {
				const browser = visitor(more);
				const { next } = await browser.ok("login.begin", { email: somebody.email, password: somebody.password });
				if (next === "secondFactor" && "code" in somebody)
					await browser.ok("login.proveTotp", { code: somebody.code() });
				else if (next !== "signedIn") throw new Error(`sign-in of ${somebody.email} stands at ${next}`);
				await browser.settle();
				return browser;
			},
		};
	};

	const rows: World["rows"] = async (sql, args = []) => {
		const result = await database.client.execute({ sql, args });
		return result.rows.map((row) => ({ ...row }));
	};

	return {
		deps,
		app,
		database,
		origin,
		anotherApp: (aheadMs = 0) =>
			canaries.watch(
				createApp(buildDeps(config, loadArgon2, { ...ports, clock: { now: () => (now + aheadMs) as Millis } })),
			),
		log,
		now: () => now,
		advance(span) {
			now = (now + span) as Millis;
		},
		nextStep() {
			now = ((Math.floor(now / 30_000) + 1) * 30_000) as Millis;
		},
		tenant,
		platform: (more = {}) => createVisitor(app, { origin, ...more }),
		mails: (to) => catcher.caught.messages.filter((message) => message.to === to),
		failMails(isFailing) {
			catcher.caught.isFailing = isFailing;
		},
		rows,
		async audit(userId) {
			const { rows } = await database.client.execute({
				sql: "select event, evidence from audit_events where ?1 is null or target_id = ?1 order by at, rowid",
				args: [userId ?? null],
			});
			return rows.map((row) => ({ event: String(row.event), evidence: JSON.parse(String(row.evidence)) }));
		},
		async stop() {
			await Promise.all(waiting);
			await catcher.stop();
			await canaries.demandNone({ log, letters: catcher.caught.messages, rows });
			await between?.stop?.();
			await database.drop();
		},
	};
}
