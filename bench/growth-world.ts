/**
 * Places that are alike but for their size: a cell with so many people, or a directory with so many organizations, each with
 * its own libsql-server and its own workerd. What the generator filled is kept under `.bench/` and used again until the
 * generator or the schema changes. Whoever signs in is made by the product's own services and kept beside it.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { migrateCatalog, migrateCell } from "../db/migrate.ts";
import { loadArgon2 } from "../dev/argon2.ts";
import { startCatcher } from "../dev/catcher.ts";
import { openClient } from "../dev/database-client.ts";
import { type LibsqlServer, startLibsqlServer } from "../dev/libsql-server.ts";
import { localSecrets } from "../dev/local-secrets.ts";
import { giveFactor, makePerson, scopeOf } from "../dev/populate.ts";
import { inRoot } from "../dev/root.ts";
import { createVisitor, type Visitor } from "../tests/support/browser.ts";
import { phoneFrom } from "../tests/support/phone.ts";
import { buildDeps } from "../worker/deps.ts";
import { readConfig } from "../worker/env.ts";
import { tenantScope } from "../worker/features/tenants/service.ts";
import type { TenantId } from "../worker/lib/brand.ts";
import { fillCell, fillDirectory } from "./generator.ts";
import { startBundle } from "./workerd.ts";

const PASSWORD = "quiet-river-stone";
/** The people of the house that stays the same while everything around it grows. */
const FIXED = 1000;
/** How many of each house sign in, each once in a run: a code counts once. */
export const SIGNING_IN = 40;

export interface Account {
	readonly email: string;
	readonly uri: string;
}

export type House = "house" | "whole";

export interface Place {
	readonly size: number;
	visitor(slug: string | null): Visitor;
	/** People who have not signed in yet in this run, the owner the last. */
	readonly accounts: Readonly<Record<string, readonly Account[]>>;
	/** Signs in and answers what each step took, in milliseconds. */
	signIn(slug: string, account: Account): Promise<{ visitor: Visitor; passwordMs: number; codeMs: number }>;
	/** What one hash costs by itself, in milliseconds. */
	hash(): Promise<number>;
	stop(): Promise<void>;
}

type Kind = "cell" | "directory";
const seed = 20_261_121;

function folderOf(kind: Kind, size: number): string {
	const made = createHash("sha256");
	made.update(readFileSync(inRoot("bench/generator.ts"))).update(`${SIGNING_IN} ${FIXED} ${seed}`);
	for (const side of ["catalog", "cell"])
		for (const name of readdirSync(inRoot(`db/migrations/${side}`)).filter((one) => one.endsWith(".sql")))
			made.update(readFileSync(inRoot(`db/migrations/${side}/${name}`)));
	return inRoot(`.bench/growth/${made.digest("hex").slice(0, 12)}/${kind}-${size}`);
}

const vars = (origin: string, databaseUrl: string, mailUrl: string, folder: string) => ({
	ORIGIN: origin,
	CATALOG_URL: databaseUrl,
	RESEND_URL: mailUrl,
	MAIL_FROM: "Gatehouse <door@gatehouse.example>",
	...localSecrets(join(folder, "secrets.json")),
});

/** The folder of a filled database; made now when it is not there. */
async function filled(kind: Kind, size: number): Promise<string> {
	const folder = folderOf(kind, size);
	if (existsSync(folder)) return folder;
	dropOthers(dirname(folder));
	const startedAt = performance.now();
	const making = `${folder}.making`;
	rmSync(making, { recursive: true, force: true });
	mkdirSync(making, { recursive: true });
	const data = join(making, "data");
	let server = await startLibsqlServer({ dataDirectory: data });
	const client = openClient({ url: server.url }, 60_000);
	await migrateCatalog(client);
	await migrateCell(client);
	await server.stop();
	const file = join(data, "dbs/default/data");
	const slugs: readonly string[] = kind === "cell" ? ["house", "whole"] : ["house"];
	const houses = slugs.map((slug) => ({ tenantId: `tnt_${slug}`, slug, people: slug === "whole" ? size : FIXED }));
	fillCell(file, houses, seed);
	if (kind === "directory") fillDirectory(file, size);
	server = await startLibsqlServer({ dataDirectory: data });
	try {
		const accounts: Record<string, readonly Account[]> = {};
		for (const { slug } of houses) accounts[slug] = await enrol(server, making, slug);
		writeFileSync(join(making, "accounts.json"), JSON.stringify(accounts), { mode: 0o600 });
	} finally {
		await server.stop();
	}
	renameSync(making, folder);
	console.log(`  filled a ${kind} of ${size} in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
	return folder;
}

function dropOthers(present: string): void {
	const all = dirname(present);
	if (!existsSync(all)) return;
	for (const name of readdirSync(all))
		if (join(all, name) !== present) rmSync(join(all, name), { recursive: true, force: true });
}

/** People whose passwords and phones are known, made as the product makes them. */
async function enrol(server: LibsqlServer, folder: string, slug: string): Promise<readonly Account[]> {
	const config = readConfig(vars("http://localhost:8787", server.url, "http://localhost:8788", folder));
	const deps = buildDeps(config, loadArgon2, { databaseDeadlineMs: 60_000 });
	const tenantId = `tnt_${slug}` as TenantId;
	await deps
		.openCatalog()
		.run(
			`insert into directory (slug, tenant_id, cell, state, created_at) values ('${slug}', '${tenantId}', '${config.homeCell}', 'active', 1)`,
		);
	const made: Account[] = [];
	for (let index = 0; index <= SIGNING_IN; index += 1) {
		const scope = tenantScope(scopeOf(deps), slug, { tenantId, cell: config.homeCell });
		const email = `bench-${index}@d01.${slug}.example`;
		const role = index === SIGNING_IN ? "owner" : "member";
		const id = await makePerson(scope, { email, name: `Bench Person ${index}`, password: PASSWORD, role });
		made.push({ email, uri: (await giveFactor(scope, id)).uri });
	}
	return made;
}

/** Opens a place of this size, filled before or now. Callers must `stop()` it. */
export async function openPlace(kind: Kind, size: number): Promise<Place> {
	const folder = await filled(kind, size);
	const accounts: Place["accounts"] = JSON.parse(readFileSync(join(folder, "accounts.json"), "utf8"));
	const catcher = await startCatcher();
	const server = await startLibsqlServer({ dataDirectory: join(folder, "data") });
	const settings = (url: string) => vars(url, server.url, catcher.url, folder);
	const worker = await startBundle({ folder: inRoot("dist/worker"), vars: settings });
	const { passwords } = buildDeps(readConfig(settings(worker.url)), loadArgon2);
	const app = { fetch: (request: Request) => fetch(request) };
	const visitor = (slug: string | null) =>
		createVisitor(app, { origin: worker.url, ...(slug === null ? {} : { slug }) });
	return {
		size,
		visitor,
		accounts,
		async signIn(slug, { email, uri }) {
			const one = visitor(slug);
			const begunAt = performance.now();
			await one.ok("login.begin", { email, password: PASSWORD });
			const provingAt = performance.now();
			await one.ok("login.proveTotp", { code: phoneFrom(uri).code(Date.now()) });
			return { visitor: one, passwordMs: provingAt - begunAt, codeMs: performance.now() - provingAt };
		},
		async hash() {
			const startedAt = performance.now();
			await passwords.hash(PASSWORD, { tenantId: "tnt_house", email: "bench@house.example" });
			return performance.now() - startedAt;
		},
		async stop() {
			await worker.stop();
			await server.stop();
			await catcher.stop();
		},
	};
}
