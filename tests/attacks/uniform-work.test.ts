/**
 * A sign-in does the same work for everybody, counted and not timed (T097, T098): one Argon2id run, whoever is meant, begun
 * while the database is asked. What is wanted of the hash is decided only after the attempt was taken.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { loadArgon2 } from "../../dev/argon2.ts";
import { createApp } from "../../worker/app.ts";
import { buildDeps } from "../../worker/deps.ts";
import { createVisitor, type Visitor } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { PASSWORD, type TestTenant, type World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
/** When each run began and ended. */
const runs: { readonly startedAt: number; endedAt: number | undefined }[] = [];
let visit: () => Visitor;

function counted() {
	const argon2 = loadArgon2();
	return {
		heldBytes: argon2.heldBytes,
		*run(...given: Parameters<typeof argon2.run>) {
			const one: (typeof runs)[number] = { startedAt: performance.now(), endedAt: undefined };
			runs.push(one);
			const tag = yield* argon2.run(...given);
			one.endedAt = performance.now();
			return tag;
		},
	};
}

beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
	const app = createApp(
		buildDeps(world.deps.config, counted, {
			clock: world.deps.clock,
			log: world.deps.log,
			passwordCost: { memoryKiB: 64, passes: 1 },
		}),
	);
	visit = () => createVisitor(app, { origin: world.origin, slug: house.slug });
	await visit().okQuery("tenant.profile");
});
afterEach(() => {
	runs.length = 0;
	proxy.reset();
});
afterAll(() => world.stop());

/** Signs in and tells how it ended and what it cost. */
async function begin(email: string, password: string) {
	const visitor = visit();
	proxy.reset();
	runs.length = 0;
	const { value, depth } = await proxy.measure(() => visitor.mutate("login.begin", { email, password }));
	await visitor.settle();
	return { status: value.status, hashes: runs.length, depth };
}

describe("a sign-in", () => {
	it("T097 T098 runs one hash for right and wrong, known and unknown, open, locked out and passwordless", async () => {
		const alice = await house.enrolled();
		const [disabled, invited] = [await house.person(), await house.person({ status: "invited" })];
		await world.rows("update users set status = 'disabled' where id = ?", [disabled.id]);
		await world.rows("update users set password_hash = null where id = ?", [invited.id]);
		const wrong = { status: 401, hashes: 1, depth: 1 };
		expect(await begin(alice.email, PASSWORD)).toEqual({ status: 200, hashes: 1, depth: 1 });
		expect(await begin(alice.email, "not-the-one")).toEqual(wrong);
		expect(await begin("nobody@acme.example", PASSWORD)).toEqual(wrong);
		expect(await begin(disabled.email, PASSWORD)).toEqual(wrong);
		expect(await begin(invited.email, PASSWORD)).toEqual(wrong);
	});

	it("hashes while the database is asked, not after it", async () => {
		const alice = await house.enrolled();
		const visitor = visit();
		proxy.delayMs = 300;
		runs.length = 0;
		const before = proxy.requests.length;
		await visitor.ok("login.begin", { email: alice.email, password: PASSWORD });
		const [run] = runs;
		const answeredAt = proxy.requests[before]?.endedAt;
		expect(run?.endedAt).toBeLessThan(answeredAt ?? 0);
		proxy.delayMs = 0;
		await visitor.settle();
	});

	it("that may not be tried is refused whatever the password, though its hash is on the way", async () => {
		const bob = await house.person();
		for (let tried = 0; tried < 10; tried += 1) expect((await begin(bob.email, "not-the-one")).status).toBe(401);
		expect((await begin(bob.email, PASSWORD)).status).toBe(429);
		expect((await begin(bob.email, "not-the-one")).status).toBe(429);
	});

	it("T159 whose database is gone is told so, and its hash is nobody's error", async () => {
		const alice = await house.enrolled();
		proxy.mode = "down";
		const answer = await visit().mutate("login.begin", { email: alice.email, password: PASSWORD });
		proxy.mode = "up";
		expect(answer.status).toBe(503);
		expect((await begin(alice.email, PASSWORD)).hashes).toBe(1);
	});
});
