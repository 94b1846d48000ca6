/**
 * What one sign-in with password and code costs its database, measured on a real libsql-server with the product in this process:
 * requests, rows read and written as the server counts them (and as Turso bills them), processor, and bytes on the disk.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateCatalog, migrateCell } from "../db/migrate.ts";
import { loadArgon2 } from "../dev/argon2.ts";
import { openClient } from "../dev/database-client.ts";
import { startLibsqlServer } from "../dev/libsql-server.ts";
import { makeLocalSecrets } from "../dev/local-secrets.ts";
import { giveFactor, makePerson, makeTenant, scopeOf } from "../dev/populate.ts";
import { createVisitor } from "../tests/support/browser.ts";
import { countIn } from "../tests/support/counting-proxy.ts";
import { phoneFrom } from "../tests/support/phone.ts";
import { createApp } from "../worker/app.ts";
import { buildDeps } from "../worker/deps.ts";
import { readConfig } from "../worker/env.ts";
import type { Millis } from "../worker/lib/brand.ts";
import { sweep } from "../worker/sweep.ts";
import { cpuMillis } from "./measure.ts";

const PASSWORD = "quiet-river-stone";
const PEOPLE = 200;
const SIGN_INS = 3;

export interface Cost {
	readonly requests: number;
	readonly rowsRead: number;
	readonly rowsWritten: number;
	/** Milliseconds of the database server's processor. */
	readonly serverMs: number;
}

export interface SignInCost {
	/** A sign-in with password and code, what it leaves behind the answers and its share of the sweep included. */
	readonly signIn: Cost;
	/** One session check. */
	readonly check: Cost;
	/** Bytes on the disk: a person with an app and recovery codes, and what each sign-in adds to the record. */
	readonly personBytes: number;
	readonly signInBytes: number;
}

/** Measures; takes some ten seconds. */
export async function measureSignIn(): Promise<SignInCost> {
	const folder = mkdtempSync(join(tmpdir(), "gatehouse-cost-"));
	const server = await startLibsqlServer({ dataDirectory: join(folder, "data") });
	const meter = await startMeter(server.url, server.pid);
	try {
		const client = openClient({ url: server.url }, 30_000);
		await migrateCatalog(client);
		await migrateCell(client);
		let now = Date.UTC(2026, 10, 21, 12);
		const vars = { ORIGIN: "http://localhost:8787", CATALOG_URL: meter.url, MAIL_FROM: "Gatehouse <door@localhost>" };
		const deps = buildDeps(readConfig({ ...vars, ...makeLocalSecrets() }), loadArgon2, {
			clock: { now: () => now as Millis },
			log: { info: () => undefined, error: () => undefined },
			passwordCost: { memoryKiB: 64, passes: 1 },
		});
		const bytes = async (): Promise<number> => {
			const { rows } = await client.execute(
				"select (select page_count from pragma_page_count()) * (select page_size from pragma_page_size()) as bytes",
			);
			return Number(rows[0]?.bytes);
		};
		const house = await makeTenant(scopeOf(deps), { slug: "acme", name: "Acme Robotics" });
		const app = createApp(deps);
		const empty = await bytes();
		const people: { readonly email: string; readonly phone: ReturnType<typeof phoneFrom> }[] = [];
		for (let index = 0; index < PEOPLE; index += 1) {
			const scope = { ...house, db: deps.openCell(deps.config.homeCell) };
			const email = `person-${index}@acme.example`;
			const id = await makePerson(scope, { name: "Pat Person", email, password: PASSWORD });
			people.push({ email, phone: phoneFrom((await giveFactor(scope, id)).uri) });
		}
		const filled = await bytes();
		const visitors = people.map(() => createVisitor(app, { origin: vars.ORIGIN, slug: "acme" }));
		const signIn = await meter.per(PEOPLE * SIGN_INS, async () => {
			for (let round = 0; round < SIGN_INS; round += 1) {
				for (const [index, { email, phone }] of people.entries()) {
					const visitor = visitors[index] ?? createVisitor(app, { origin: vars.ORIGIN, slug: "acme" });
					await visitor.ok("login.begin", { email, password: PASSWORD });
					await visitor.ok("login.proveTotp", { code: phone.code(now) });
					await visitor.settle();
				}
				now += 30_000;
				await sweep(deps);
			}
		});
		const signedIn = await bytes();
		const check = await meter.per(PEOPLE, async () => {
			for (const visitor of visitors) await visitor.okQuery("sessions.current");
		});
		return {
			signIn,
			check,
			personBytes: (filled - empty) / PEOPLE,
			signInBytes: (signedIn - filled) / PEOPLE / SIGN_INS,
		};
	} finally {
		await meter.stop();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function startMeter(target: string, pid: number) {
	const seen = { requests: 0, rowsRead: 0, rowsWritten: 0 };
	const server = createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part);
		const answer = await fetch(new URL(request.url ?? "/", target), {
			method: request.method ?? "GET",
			headers: { "content-type": "application/json" },
			...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
		});
		const text = await answer.text();
		seen.requests += 1;
		seen.rowsRead += countIn(text, "rows_read");
		seen.rowsWritten += countIn(text, "rows_written");
		response.writeHead(answer.status, { "content-type": "application/json" });
		response.end(text);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}`,
		/** What the acts cost, divided by how many there were. */
		async per(count: number, acts: () => Promise<void>): Promise<Cost> {
			const [before, cpuBefore] = [{ ...seen }, cpuMillis(pid)];
			await acts();
			return {
				requests: (seen.requests - before.requests) / count,
				rowsRead: (seen.rowsRead - before.rowsRead) / count,
				rowsWritten: (seen.rowsWritten - before.rowsWritten) / count,
				serverMs: (cpuMillis(pid) - cpuBefore) / count,
			};
		},
		stop: () =>
			new Promise<void>((done) => {
				server.closeAllConnections();
				server.close(() => done());
			}),
	};
}
