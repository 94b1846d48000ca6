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
import { operatorAt, ringOf } from "../support/operator.ts";
import { serviceWith, settleRing } from "../support/rings.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld({ databaseDeadlineMs: 20_000 });
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

	it("T147 a secret whose key is missing is told as settings that do not fit yet, and not as a fault", async () => {
		const house = await world.tenant();
		const [alice, bob] = [await house.enrolled(), await house.person()];
		const inside = await house.signedIn(bob);
		await inside.ok("totp.begin", { password: PASSWORD });
		await world.rows("update totp_factors set sealed_secret = 'k9.' || sealed_secret where user_id = ?", [alice.id]);
		await world.rows("update totp_setups set sealed_secret = 'k9.' || sealed_secret where user_id = ?", [bob.id]);
		const expected = { status: 503, refusal: "not_ready", retryAfterSeconds: 60 };
		const visitor = house.visitor();
		expect(await visitor.refused("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject(expected);
		expect(await inside.refused("totp.confirm", { code: "000000" })).toMatchObject(expected);
	});

	it("T147 T128 a cursor of before goes on under the new ring, as long as the old key is on it", async () => {
		const house = await world.tenant();
		const owner = await house.enrolled({ role: "owner" });
		for (let made = 0; made < 3; made += 1) await house.person({ name: `Person ${made}` });
		const desk = await house.signedIn(owner);
		const { nextCursor } = await desk.okQuery<{ nextCursor: string }>("users.list", { limit: 2 });
		const after = rotatedApp({ keepOld: true })(house);
		after.jar.take(desk.jar);
		const page = { limit: 2, cursor: nextCursor };
		expect(await after.okQuery("users.list", page)).toEqual(await desk.okQuery("users.list", page));
		const without = rotatedApp({ keepOld: false })(house);
		without.jar.take(desk.jar);
		expect(await without.query("users.list", page)).toMatchObject({ status: 400 });
	});

	it("T147 in two deployments, old and new workers beside each other all the time, no sign-in fails, and the old key can go", async () => {
		const house = await world.tenant();
		const people = await Promise.all(Array.from({ length: 8 }, () => house.enrolled()));
		const k2 = systemRandom.bytes(32);
		const [old, first, second] = [ringOf(world), ringOf(world, { k2 }), ringOf(world, { k2 }, "k2")];
		const only = JSON.stringify({ current: "k2", keys: { k2: Buffer.from(k2).toString("base64") } });
		const outcomes: unknown[] = [];
		let used = 0;
		/** Everybody signs in with both kinds of code, each sign-in begun at one worker and finished at the other. */
		const everybody = async (rings: readonly [string, string]) => {
			const doors = rings.map((ring) => serviceWith(world, ring));
			world.nextStep();
			await Promise.all(
				people.flatMap((person, index) =>
					[0, 1].map(async (way) => {
						const [begun, finished] = [doors[way], doors[1 - way]].map((door) => door?.(house));
						if (!begun || !finished) return;
						const { next } = await begun.ok("login.begin", { email: person.email, password: PASSWORD });
						finished.jar.take(begun.jar);
						const answer = await ((index + way) % 2 === 0
							? finished.ok("login.proveTotp", { code: person.code() })
							: finished.ok("login.proveRecoveryCode", { code: person.recoveryCodes[used] }));
						await Promise.all([begun.settle(), finished.settle()]);
						outcomes.push([next, answer.next]);
					}),
				),
			);
			used += 1;
		};
		await everybody([old, first]);
		await settleRing(world, first);
		await everybody([first, second]);
		await settleRing(world, second);
		const operator = operatorAt(world, { keys: second });
		await Promise.all([operator.ok("keys", "rotate", "--operator", "Ines"), everybody([second, second])]);
		await operator.ok("keys", "rotate", "--operator", "Ines");
		await everybody([second, only]);
		await everybody([only, only]);
		expect(outcomes).toEqual(outcomes.map(() => ["secondFactor", "signedIn"]));
		expect(outcomes).toHaveLength(5 * 2 * people.length);
		const [left] = await world.rows(
			"select count(*) as n from recovery_codes where key_id = 'k1' and used_at is null and tenant_id = ?",
			[house.scope.tenantId],
		);
		expect(left).toEqual({ n: 0 });
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
