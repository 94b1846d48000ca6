/**
 * Real writes of real sign-ins, ready to be sent: the one database request by which a right code becomes a session, as the
 * product itself made it, held back before it reached the database. Sent to a copy of that database each does its work once, with
 * no worker in the way: what is measured then is the database server alone.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
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
import { phoneFrom } from "../tests/support/phone.ts";
import { createApp } from "../worker/app.ts";
import { buildDeps } from "../worker/deps.ts";
import { readConfig } from "../worker/env.ts";
import type { Millis } from "../worker/lib/brand.ts";

const PASSWORD = "quiet-river-stone";
const STEP_MS = 30_000;

export interface CodeProofs {
	/** Bodies of `POST /v2/pipeline`, in the order in which they may be sent. */
	readonly bodies: readonly string[];
	/** A copy of the database as it was before any of them, in a folder of its own. */
	copy(): string;
	/** How many of the sign-ins the database holds. */
	countIn(url: string): Promise<number>;
	remove(): void;
}

/** Makes `people` × `steps` proofs. */
export async function makeCodeProofs(people: number, steps: number): Promise<CodeProofs> {
	const folder = mkdtempSync(join(tmpdir(), "gatehouse-proofs-"));
	const origin = join(folder, "origin");
	const server = await startLibsqlServer({ dataDirectory: origin });
	const recorder = await startRecorder(server.url);
	const client = openClient({ url: server.url }, 30_000);
	await migrateCatalog(client);
	await migrateCell(client);
	let now = Date.UTC(2026, 10, 21, 12);
	const config = readConfig({
		ORIGIN: "http://localhost:8787",
		CATALOG_URL: recorder.url,
		MAIL_FROM: "Gatehouse <door@localhost>",
		...makeLocalSecrets(),
	});
	const quiet = { info: () => undefined, error: () => undefined };
	const clock = { now: () => now as Millis };
	const deps = buildDeps(config, loadArgon2, { clock, log: quiet, passwordCost: { memoryKiB: 64, passes: 1 } });
	const house = await makeTenant(scopeOf(deps), { slug: "acme", name: "Acme Robotics" });
	const phones: { readonly email: string; code(): string }[] = [];
	for (let index = 0; index < people; index += 1) {
		const scope = { ...house, db: deps.openCell(deps.config.homeCell) };
		const email = `person-${index}@acme.example`;
		const id = await makePerson(scope, { name: "Pat Person", email, password: PASSWORD });
		const phone = phoneFrom((await giveFactor(scope, id)).uri);
		phones.push({ email, code: () => phone.code(now) });
	}
	const app = createApp(deps);
	for (let step = 0; step < steps; step += 1) {
		for (const { email, code } of phones) {
			const visitor = createVisitor(app, { origin: config.origin, slug: "acme" });
			await visitor.ok("login.begin", { email, password: PASSWORD });
			await visitor.settle();
			await recorder.hold(() => visitor.mutate("login.proveTotp", { code: code() }));
		}
		now += STEP_MS;
	}
	await server.stop();
	await recorder.stop();
	let copies = 0;
	return {
		bodies: recorder.held,
		copy() {
			copies += 1;
			const target = join(folder, `copy-${copies}`);
			cpSync(origin, target, { recursive: true });
			return target;
		},
		async countIn(url) {
			const { rows } = await openClient({ url }, 30_000).execute("select count(*) as done from sessions");
			return Number(rows[0]?.done);
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** Hands requests on to the database, but for those of an act that is to be held. */
async function startRecorder(target: string) {
	const held: string[] = [];
	let isHolding = false;
	const server = createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part);
		const body = Buffer.concat(parts);
		if (isHolding) {
			held.push(body.toString("utf8"));
			return void request.socket.destroy();
		}
		const answer = await fetch(new URL(request.url ?? "/", target), {
			method: request.method ?? "GET",
			headers: { "content-type": "application/json" },
			...(body.length > 0 ? { body } : {}),
		});
		response.writeHead(answer.status, { "content-type": "application/json" });
		response.end(Buffer.from(await answer.arrayBuffer()));
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}`,
		held,
		async hold(act: () => Promise<unknown>): Promise<void> {
			const before = held.length;
			isHolding = true;
			await act();
			isHolding = false;
			if (held.length !== before + 1)
				throw new Error(`a code is proved by ${held.length - before} requests, not by one`);
		},
		stop: () =>
			new Promise<void>((done) => {
				server.closeAllConnections();
				server.close(() => done());
			}),
	};
}
