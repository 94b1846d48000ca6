/**
 * Our side of the bench: the deployed bundle (dist/worker) in workerd, a libsql-server, a stand-in for the mail provider, and
 * one tenant. Secrets are made for the run. People are made by dev/populate.ts, which calls the product's own services;
 * what is measured goes over HTTP, as a browser would.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateCatalog, migrateCell } from "../db/migrate.ts";
import { loadArgon2 } from "../dev/argon2.ts";
import { startCatcher } from "../dev/catcher.ts";
import type { Caught } from "../dev/caught.ts";
import { openClient } from "../dev/database-client.ts";
import { startLibsqlServer } from "../dev/libsql-server.ts";
import { makeLocalSecrets } from "../dev/local-secrets.ts";
import { giveFactor, makePerson, makeTenant, type NewPerson, scopeOf } from "../dev/populate.ts";
import { inRoot } from "../dev/root.ts";
import { createVisitor, type Visitor } from "../tests/support/browser.ts";
import { phoneFrom } from "../tests/support/phone.ts";
import { buildDeps } from "../worker/deps.ts";
import { readConfig } from "../worker/env.ts";
import type { UserId } from "../worker/lib/brand.ts";
import type { Scope, TenantScope } from "../worker/scope.ts";
import { type Distance, startDistance } from "./distance.ts";
import { type BenchWorker, startBundle } from "./workerd.ts";

/** A password that every rule of the product accepts. */
export const PASSWORD = "quiet-river-stone";
const SLUG = "acme";

export interface BenchPerson {
	readonly id: UserId;
	readonly email: string;
	readonly recoveryCodes: readonly string[];
	/** The code that the person's phone shows now; each step counts once. */
	code(): string;
}

export interface Ours {
	readonly worker: BenchWorker;
	readonly databasePid: number;
	readonly databaseUrl: string;
	/** Between the worker and its database, unless it was started without. */
	readonly distance: Distance;
	/** Every mail that left. */
	readonly caught: Caught;
	readonly slug: string;
	/** A visitor at the tenant's door, or, with null, at the platform's. */
	visitor(slug?: string | null): Visitor;
	/** Somebody new with no second factor. */
	person(more?: Partial<NewPerson>): Promise<Omit<BenchPerson, "recoveryCodes" | "code">>;
	/** Somebody new with an authenticator app whose present code is unused. */
	enrolled(more?: Partial<NewPerson>): Promise<BenchPerson>;
	stop(): Promise<void>;
}

export interface OurOptions {
	/** The worker asks the database itself, and the distance is not in its way. */
	readonly direct?: boolean;
	readonly onLog?: (text: string) => void;
	/** More arguments for workerd itself. */
	readonly args?: readonly string[];
}

/** Starts our side with an empty tenant. */
export async function startOurs(options: OurOptions = {}): Promise<Ours> {
	const undo: (() => unknown)[] = [];
	const stop = async (): Promise<void> => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const data = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
		undo.push(() => rmSync(data, { recursive: true, force: true }));
		const database = await startLibsqlServer({ dataDirectory: data });
		undo.push(() => database.stop());
		const client = openClient({ url: database.url }, 30_000);
		await migrateCatalog(client);
		await migrateCell(client);
		const distance = await startDistance(database.url);
		undo.push(() => distance.stop());
		const catcher = await startCatcher();
		undo.push(() => catcher.stop());

		const secrets = makeLocalSecrets();
		const vars = (origin: string, databaseUrl: string) => ({
			ORIGIN: origin,
			CATALOG_URL: databaseUrl,
			RESEND_URL: catcher.url,
			MAIL_FROM: "Gatehouse <door@gatehouse.example>",
			...secrets,
		});
		const worker = await startBundle({
			folder: inRoot("dist/worker"),
			vars: (url) => vars(url, options.direct ? database.url : distance.url),
			...(options.onLog ? { onLog: options.onLog } : {}),
			...(options.args ? { args: options.args } : {}),
		});
		undo.push(() => worker.stop());

		const deps = buildDeps(readConfig(vars(worker.url, database.url)), loadArgon2);
		const scope = (): Scope => scopeOf(deps);
		const tenant = await makeTenant(scope(), { slug: SLUG, name: "Acme Robotics" });
		const house = (): TenantScope => ({ ...tenant, ...scope(), db: deps.openCell(deps.config.homeCell) });
		const app = { fetch: (request: Request) => fetch(request) };
		let made = 0;
		const person: Ours["person"] = async (more = {}) => {
			made += 1;
			const email = more.email ?? `person-${made}@${SLUG}.example`;
			const id = await makePerson(house(), { name: "Pat Person", ...more, email, password: PASSWORD });
			return { id, email };
		};
		return {
			worker,
			databasePid: database.pid,
			databaseUrl: database.url,
			distance,
			caught: catcher.caught,
			slug: SLUG,
			visitor: (slug = SLUG) => createVisitor(app, { origin: worker.url, ...(slug === null ? {} : { slug }) }),
			person,
			async enrolled(more) {
				const somebody = await person(more);
				const { uri, recoveryCodes } = await giveFactor(house(), somebody.id);
				const phone = phoneFrom(uri);
				return { ...somebody, recoveryCodes, code: () => phone.code(Date.now()) };
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
