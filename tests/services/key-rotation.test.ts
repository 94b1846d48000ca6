/**
 * A new key on the ring: everything made under the old one works on, new things are made under the new one, and the
 * password is stored anew behind the next sign-in. Without the old key nothing of it opens.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadArgon2 } from "../../dev/argon2.ts";
import { createApp } from "../../worker/app.ts";
import { buildDeps } from "../../worker/deps.ts";
import { Secret } from "../../worker/lib/secret.ts";
import { systemRandom } from "../../worker/ports/random.ts";
import { createVisitor, type Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

/** Visitors of a worker with a new current key, with or without the old one beside it. */
function rotatedApp(options: { keepOld: boolean }) {
	const { config } = world.deps;
	const fresh = ["k2", new Secret(systemRandom.bytes(32))] as const;
	const masters = new Map([...(options.keepOld ? config.keys.masters : []), fresh]);
	const quiet = { info: () => undefined, error: () => undefined };
	const deps = buildDeps({ ...config, keys: { currentId: "k2", masters } }, loadArgon2, {
		clock: world.deps.clock,
		log: quiet,
		passwordCost: { memoryKiB: 64, passes: 1 },
	});
	const app = createApp(deps);
	return (house: TestTenant): Visitor => createVisitor(app, { origin: world.origin, slug: house.slug });
}
const begin = (visitor: Visitor, { email }: EnrolledPerson) =>
	visitor.mutate("login.begin", { email, password: PASSWORD });
const hashOf = async ({ id }: EnrolledPerson) =>
	String((await world.rows("select password_hash from users where id = ?", [id]))[0]?.password_hash);

describe("key rotation", () => {
	it("keeps password, app, recovery codes, sealed copies and trust working", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const visitAfter = rotatedApp({ keepOld: true });
		const visitor = visitAfter(house);
		expect((await begin(visitor, alice)).status).toBe(200);
		await visitor.settle();
		expect(await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true })).toEqual({
			next: "signedIn",
		});
		expect(await visitor.okQuery("recoveryCodes.list")).toMatchObject({
			codes: alice.recoveryCodes.map((code) => ({ code, usedAt: null })),
		});
		expect(await visitor.ok("login.begin", { email: alice.email, password: PASSWORD })).toEqual({ next: "signedIn" });
		const other = visitAfter(house);
		await begin(other, alice);
		expect(await other.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({ remaining: 9 });
		await other.settle();
	});

	it("stores the password anew under the new key behind a sign-in, and it still fits", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		expect(await hashOf(alice)).toMatch(/^k1:argon2id:/);
		const visitAfter = rotatedApp({ keepOld: true });
		const visitor = visitAfter(house);
		await begin(visitor, alice);
		await visitor.settle();
		expect(await hashOf(alice)).toMatch(/^k2:argon2id:/);
		expect((await begin(visitAfter(house), alice)).status).toBe(200);
		expect(
			(await visitAfter(house).mutate("login.begin", { email: alice.email, password: "not-the-one" })).status,
		).toBe(401);
	});

	it("a half-done sign-in goes on over the rotation", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const before = house.visitor();
		await begin(before, alice);
		const visitor = rotatedApp({ keepOld: true })(house);
		visitor.jar.take(before.jar);
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		await visitor.settle();
	});

	it("without the old key nothing of it opens, and nobody gets in by that", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const before = house.visitor();
		await begin(before, alice);
		const visitor = rotatedApp({ keepOld: false })(house);
		visitor.jar.take(before.jar);
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
		const answer = await begin(visitor, alice);
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		await visitor.settle();
	});
});
