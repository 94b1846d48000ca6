/**
 * The peer's side of the bench: Better Auth's bundle, made by the same wrangler with the same settings, in the same workerd
 * with the same database program and flags as ours. Its schema is its own generator's; its secret is made for the run.
 * People are made over its own HTTP procedures: it has no other way.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openClient } from "../dev/database-client.ts";
import { startLibsqlServer } from "../dev/libsql-server.ts";
import { inRoot } from "../dev/root.ts";
import { type Answer, createVisitor, type Visitor } from "../tests/support/browser.ts";
import { phoneFrom } from "../tests/support/phone.ts";
import { type Distance, startDistance } from "./distance.ts";
import { PASSWORD } from "./ours.ts";
import { run } from "./run.ts";
import { type BenchWorker, startBundle } from "./workerd.ts";

export type Variant = "default" | "tuned";

/** Where the peer's bundle is made. */
export const peerBundle = inRoot(".bench/peer");

/** Bundles the peer as our worker is bundled. */
export async function buildPeer(): Promise<void> {
	if (!existsSync(inRoot("bench/node_modules")))
		throw new Error('The peer is not installed; "npm run bench" does it, or "npm ci" in bench.');
	const config = inRoot("bench/peer/wrangler.jsonc");
	await run("wrangler", "deploy", "--config", config, "--dry-run", "--minify", "--outdir", peerBundle);
}

export interface PeerPerson {
	readonly email: string;
	readonly backupCodes: readonly string[];
	/** The code that the person's phone shows now. */
	code(): string;
}

export interface Theirs {
	readonly worker: BenchWorker;
	readonly databasePid: number;
	readonly distance: Distance;
	visitor(): Visitor;
	post(visitor: Visitor, path: string, body?: unknown): Promise<Answer>;
	get(visitor: Visitor, path: string): Promise<Answer>;
	/** An address that nobody has yet. */
	freshEmail(): string;
	/** Somebody new with two-factor on, who is not signed in anywhere we know. */
	enrolled(): Promise<PeerPerson>;
	stop(): Promise<void>;
}

/** A text field of a JSON answer. Throws with the whole answer when it is not there. */
export function textOf({ status, body }: Answer, name: string): string {
	const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
	if (typeof value !== "string") throw new Error(`no ${name} in ${status} ${JSON.stringify(body)}`);
	return value;
}

/** A list of texts of a JSON answer. Throws with the whole answer when it is not there. */
export function textsOf({ status, body }: Answer, name: string): readonly string[] {
	const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
	if (!Array.isArray(value)) throw new Error(`no ${name} in ${status} ${JSON.stringify(body)}`);
	return value.map(String);
}

/** The peer's bundle in workerd before this database. */
const startPeer = (variant: Variant, databaseUrl: string): Promise<BenchWorker> =>
	startBundle({
		folder: peerBundle,
		vars: (url) => ({
			DATABASE_URL: databaseUrl,
			URL: url,
			SECRET: randomBytes(32).toString("hex"),
			VARIANT: variant,
		}),
	});

/** The floor routes of the peer's bundle before another's database: what one query costs there, whatever the product. */
export const startFloor = (databaseUrl: string): Promise<BenchWorker> => startPeer("tuned", databaseUrl);

/** Starts the peer; with `direct` its worker asks the database itself, and the distance is not in its way. */
export async function startTheirs(variant: Variant, options: { readonly direct?: boolean } = {}): Promise<Theirs> {
	const undo: (() => unknown)[] = [];
	const stop = async (): Promise<void> => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const data = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
		undo.push(() => rmSync(data, { recursive: true, force: true }));
		const database = await startLibsqlServer({ dataDirectory: data });
		undo.push(() => database.stop());
		await openClient({ url: database.url }, 30_000).executeMultiple(
			readFileSync(inRoot("bench/peer/schema.sql"), "utf8"),
		);
		const distance = await startDistance(database.url);
		undo.push(() => distance.stop());
		const worker = await startPeer(variant, options.direct ? database.url : distance.url);
		undo.push(() => worker.stop());

		const app = { fetch: (request: Request) => fetch(request) };
		const headers = { "content-type": "application/json", origin: worker.url };
		const visitor = (): Visitor => createVisitor(app, { origin: worker.url, address: "127.0.0.1" });
		const post: Theirs["post"] = (one, path, body = {}) =>
			one.request(`/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
		let made = 0;
		const freshEmail = (): string => {
			made += 1;
			return `person-${made}@acme.example`;
		};
		return {
			worker,
			databasePid: database.pid,
			distance,
			visitor,
			post,
			get: (one, path) => one.request(`/api/auth/${path}`, { method: "GET" }),
			freshEmail,
			async enrolled() {
				const [one, email] = [visitor(), freshEmail()];
				await post(one, "sign-up/email", { name: "Pat Person", email, password: PASSWORD });
				const enabled = await post(one, "two-factor/enable", { password: PASSWORD });
				const phone = phoneFrom(textOf(enabled, "totpURI"));
				const code = () => phone.code(Date.now());
				textOf(await post(one, "two-factor/verify-totp", { code: code() }), "token");
				return { email, backupCodes: textsOf(enabled, "backupCodes"), code };
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
