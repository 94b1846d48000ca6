/**
 * Nothing that protects lives in memory: the database is killed in mid-air and every isolate is new, and still a code that
 * was used stays used, a budget that was spent stays spent, and a session that was ended stays ended (T007).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateCatalog, migrateCell } from "../../db/migrate.ts";
import { freePort } from "../../dev/free-port.ts";
import { type LibsqlServer, startLibsqlServer } from "../../dev/libsql-server.ts";
import { seconds } from "../../worker/lib/duration.ts";
import { createVisitor, type Visitor } from "../support/browser.ts";
import { rounds, wrongCodes } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-restart-"));
let port = 0;
let server: LibsqlServer;
let world: World;
let acme: TestTenant;

const start = () => startLibsqlServer({ dataDirectory: folder, port, idleSeconds: 300 });

beforeAll(async () => {
	port = await freePort();
	server = await start();
	const client = createClient({ url: server.url });
	await migrateCatalog(client);
	await migrateCell(client);
	client.close();
	world = await createWorld({ through: async () => ({ url: server.url }), vars: { CATALOG_NAMESPACE: "" } });
	acme = await world.tenant();
});
afterAll(async () => {
	await world.stop();
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** The database dies without a word and comes back; whoever asks next meets an isolate that remembers nothing. */
async function restart(): Promise<() => Visitor> {
	await server.kill();
	server = await start();
	const app = world.anotherApp();
	return () => createVisitor(app, { origin: world.origin, slug: acme.slug });
}

async function atCodeStep(visitor: Visitor, alice: EnrolledPerson): Promise<Visitor> {
	await visitor.ok("login.begin", { email: alice.email, password: alice.password });
	await visitor.settle();
	return visitor;
}

describe("after a crash of the database and with new isolates", () => {
	it("T007 a code that was accepted twenty seconds ago is refused", async () => {
		const kills = rounds(1, 10);
		for (let kill = 0; kill < kills; kill += 1) {
			const alice = await acme.enrolled();
			const code = alice.code();
			const waiting = await atCodeStep(acme.visitor(), alice);
			await (await atCodeStep(acme.visitor(), alice)).ok("login.proveTotp", { code });
			const newcomer = await restart();
			world.advance(seconds(19));
			expect(alice.code()).toBe(code);
			const fresh = await atCodeStep(newcomer(), alice);
			expect(await fresh.refused("login.proveTotp", { code })).toMatchObject({ refusal: "code_wrong" });
			const resumed = newcomer();
			resumed.jar.take(waiting.jar);
			expect(await resumed.refused("login.proveTotp", { code })).toMatchObject({ refusal: "code_wrong" });
			world.nextStep();
			await resumed.ok("login.proveTotp", { code: alice.code() });
		}
		figure("T007", `${kills} × kill -9 of the database and new isolates: ${2 * kills} replays, 0 accepted`);
	}, 300_000);

	it("T007 T023 wrong codes that were charged are still charged, in the challenge and in the account", async () => {
		const alice = await acme.enrolled();
		const codes = wrongCodes(world, alice, 10);
		let visitor = await atCodeStep(acme.visitor(), alice);
		for (const code of codes.slice(0, 4)) await visitor.refused("login.proveTotp", { code });
		const newcomer = await restart();
		const resumed = newcomer();
		resumed.jar.take(visitor.jar);
		expect(await resumed.refused("login.proveTotp", { code: codes[4] })).toMatchObject({ refusal: "challenge_spent" });
		visitor = await atCodeStep(newcomer(), alice);
		for (const code of codes.slice(5, 9)) await visitor.refused("login.proveTotp", { code });
		const last = (await restart())();
		last.jar.take(visitor.jar);
		expect(await last.refused("login.proveTotp", { code: codes[9] })).toMatchObject({
			refusal: "second_factor_locked",
		});
		const after = await atCodeStep((await restart())(), alice);
		expect(await after.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "second_factor_locked",
		});
	});

	it("T007 T077 what lived lives on, and what was signed out stays out", async () => {
		const alice = await acme.enrolled();
		const gone = await acme.signedIn(alice);
		const thief = gone.copy();
		world.nextStep();
		const kept = await acme.signedIn(alice);
		await gone.ok("login.signOut");
		const newcomer = await restart();
		const returning = newcomer();
		returning.jar.take(kept.jar);
		expect(await returning.okQuery("sessions.current")).toMatchObject({ user: { email: alice.email } });
		const replay = newcomer();
		replay.jar.take(thief.jar);
		expect(await replay.okQuery("sessions.current")).toBeNull();
	});
});
