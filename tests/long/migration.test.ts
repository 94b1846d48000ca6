/**
 * Two releases on one database (T141): the newest migrations run over a cell of a million people while people come in by
 * the release before, then both releases serve at once, and what was begun at one is finished at the other. Nobody is turned away.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BenchWorker, startBundle } from "../../bench/workerd.ts";
import { migrateCatalog, migrateCell } from "../../db/migrate.ts";
import { startCatcher } from "../../dev/catcher.ts";
import { openClient } from "../../dev/database-client.ts";
import { startLibsqlServer } from "../../dev/libsql-server.ts";
import { localSecrets } from "../../dev/local-secrets.ts";
import { inRoot } from "../../dev/root.ts";
import { createVisitor, type Visitor } from "../support/browser.ts";
import { figure } from "../support/figures.ts";
import { phoneFrom } from "../support/phone.ts";
import { releaseBefore } from "../support/releases.ts";

const PEOPLE = 1_000_000;
const PASSWORD = "quiet-river-stone";
const ORIGIN = "http://localhost:8787";
/** Between two requests of the crowd: a hundred a second. */
const PACE_MS = 10;

interface Account {
	readonly email: string;
	readonly uri: string;
}

const undo: (() => unknown)[] = [];
/** What the workers said of requests that they refused. */
const logged: string[] = [];
let before: BenchWorker;
let now: BenchWorker;
let migrate: () => Promise<void>;
let accounts: Readonly<Record<string, readonly Account[]>>;

beforeAll(async () => {
	const folder = mkdtempSync(join(tmpdir(), "gatehouse-migration-"));
	undo.push(() => rmSync(folder, { recursive: true, force: true }));
	const release = releaseBefore();
	release.copyCell(PEOPLE, folder);
	accounts = JSON.parse(readFileSync(join(folder, "accounts.json"), "utf8"));
	const server = await startLibsqlServer({ dataDirectory: join(folder, "data") });
	undo.push(() => server.stop());
	const catcher = await startCatcher();
	undo.push(() => catcher.stop());
	const vars = () => ({
		ORIGIN,
		CATALOG_URL: server.url,
		RESEND_URL: catcher.url,
		MAIL_FROM: "Gatehouse <door@gatehouse.example>",
		...localSecrets(join(folder, "secrets.json")),
	});
	const start = async (bundle: string): Promise<BenchWorker> => {
		const onLog = (text: string) => void logged.push(...text.split("\n").filter((line) => line.includes("refus")));
		const worker = await startBundle({ folder: bundle, vars, onLog });
		undo.push(() => worker.stop());
		return worker;
	};
	before = await start(release.bundle);
	now = await start(inRoot("dist/worker"));
	const client = openClient({ url: server.url }, 600_000);
	migrate = async () => {
		await migrateCatalog(client);
		await migrateCell(client);
	};
}, 3_600_000);
afterAll(async () => {
	for (const step of undo.splice(0).reverse()) await step();
});

/** Somebody whose every request goes to the worker that `pick` names. */
function visitorOf(slug: string, pick: () => BenchWorker): Visitor {
	const app = {
		fetch: (request: Request) => {
			const { pathname, search } = new URL(request.url);
			return fetch(new Request(`${pick().url}${pathname}${search}`, request));
		},
	};
	return createVisitor(app, { origin: ORIGIN, slug });
}

const account = (slug: string, index: number): Account => {
	const found = accounts[slug]?.[index];
	if (!found) throw new Error(`the cell has no account ${index} of ${slug}`);
	return found;
};

async function signIn(visitor: Visitor, { email, uri }: Account, more: object = {}): Promise<void> {
	await visitor.ok("login.begin", { email, password: PASSWORD });
	await visitor.ok("login.proveTotp", { code: phoneFrom(uri).code(Date.now()), ...more });
}

async function isSignedIn(visitor: Visitor): Promise<void> {
	const session = await visitor.okQuery<object | null>("sessions.current");
	if (session === null) throw new Error("signed out");
}

interface Crowd {
	readonly asked: { checks: number; signIns: number };
	readonly failures: string[];
	readonly startedAt: number;
	/** The slowest answer so far, in milliseconds. */
	slowest: number;
	stop(): Promise<void>;
}

/** People of the small house who look at their account, and people of the large one who sign in, until it is stopped. */
async function openCrowd(pick: () => BenchWorker): Promise<Crowd> {
	const signedIn = await Promise.all(
		[0, 1, 2, 3].map(async (index) => {
			const visitor = visitorOf("house", pick);
			await signIn(visitor, account("house", index));
			return visitor;
		}),
	);
	const under = new Set<Promise<void>>();
	let at = 0;
	const crowd: Crowd = {
		asked: { checks: 0, signIns: 0 },
		failures: [],
		startedAt: performance.now(),
		slowest: 0,
		async stop() {
			clearInterval(timer);
			await Promise.all(under);
		},
	};
	const watch = (what: string, act: () => Promise<unknown>): void => {
		const startedAt = performance.now();
		const done: Promise<void> = act()
			.catch(
				(error: unknown) =>
					void crowd.failures.push(`${(performance.now() - crowd.startedAt).toFixed(0)} ms: ${what}: ${error}`),
			)
			.then(() => {
				crowd.slowest = Math.max(crowd.slowest, performance.now() - startedAt);
				under.delete(done);
			});
		under.add(done);
	};
	const timer = setInterval(() => {
		at += 1;
		const visitor = signedIn[at % signedIn.length];
		if (visitor) watch("session check", () => isSignedIn(visitor));
		crowd.asked.checks += 1;
		// Each account comes back after half a minute at the earliest, with another code.
		if (at % 80 !== 0) return;
		crowd.asked.signIns += 1;
		watch("sign-in", () => signIn(visitorOf("whole", pick), account("whole", crowd.asked.signIns % 40)));
	}, PACE_MS);
	return crowd;
}

const seconds = (span: number): Promise<void> => new Promise((done) => setTimeout(done, span * 1000));

describe("the newest migrations, over a million people", () => {
	it("T141 run while people come in by the release before, and then both releases serve at once: nobody is turned away", async () => {
		let pick = () => before;
		const crowd = await openCrowd(() => pick());
		await seconds(3);
		const startedAt = performance.now();
		await migrate();
		const took = (performance.now() - startedAt) / 1000;
		await seconds(2);
		let turn = 0;
		pick = () => {
			turn += 1;
			return turn % 2 === 0 ? before : now;
		};
		await seconds(30);
		await crowd.stop();
		const { checks, signIns } = crowd.asked;
		expect(crowd.failures, logged.slice(0, 5).join("\n")).toEqual([]);
		expect(signIns).toBeGreaterThan(20);
		figure(
			"T141",
			`${PEOPLE} people, the newest migrations in ${(took * 1000).toFixed(0)} ms: ${checks + 2 * signIns} requests, 0 failed, the slowest ${crowd.slowest.toFixed(0)} ms`,
		);
	});

	it.each(["before", "now"] as const)("T141 what the release %s has begun the other finishes", async (first) => {
		const begins = () => (first === "before" ? before : now);
		const ends = () => (first === "before" ? now : before);
		let pick = begins;
		const at = first === "before" ? 10 : 20;
		const half = account("house", at);
		const visitor = visitorOf("house", () => pick());
		await visitor.ok("login.begin", { email: half.email, password: PASSWORD });
		pick = ends;
		await visitor.ok("login.proveTotp", { code: phoneFrom(half.uri).code(Date.now()), trustBrowser: true });
		pick = begins;
		await isSignedIn(visitor);
		await visitor.ok("login.signOut");
		// The trust that one release gave holds at the other, and a session of one is a session of the other.
		const back = await visitor.ok("login.begin", { email: half.email, password: PASSWORD });
		expect(back.next).toBe("signedIn");
		pick = ends;
		await isSignedIn(visitor);
		await visitor.ok("sessions.revokeOthers");
		pick = begins;
		await isSignedIn(visitor);
		// A code that was accepted at one counts at neither again.
		const code = phoneFrom(account("house", at + 1).uri).code(Date.now());
		const other = visitorOf("house", () => pick());
		await other.ok("login.begin", { email: account("house", at + 1).email, password: PASSWORD });
		await other.ok("login.proveTotp", { code });
		pick = ends;
		const again = visitorOf("house", () => pick());
		await again.ok("login.begin", { email: account("house", at + 1).email, password: PASSWORD });
		expect(await again.refused("login.proveTotp", { code })).toMatchObject({ refusal: "code_wrong" });
	});
});
