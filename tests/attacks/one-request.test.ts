/**
 * Attacks on the code step that asks the database once: it must compare nothing before the attempt is taken, believe nothing
 * that changed since the password, and send for a right code just what it sends for a wrong one.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openChallenge } from "../../worker/features/login/challenge.ts";
import { seconds } from "../../worker/lib/duration.ts";
import { afterPassword } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { crowdAtCodeStep, rounds, sessionsOf, settleAll, twoIsolates, wrongCodes } from "../support/crowd.ts";
import { change } from "../support/policy-change.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import type { EnrolledPerson, TestTenant, World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let acme: TestTenant;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld({ databaseDeadlineMs: 10_000 }));
});
afterAll(() => world.stop());
beforeEach(async () => {
	acme = await world.tenant();
	proxy.reset();
});

/** The first database request of the act, when what the others left to be done is done. */
async function firstRequestOf(act: () => Promise<unknown>, ...around: readonly Visitor[]): Promise<string> {
	await Promise.all(around.map((visitor) => visitor.settle()));
	const before = proxy.requests.length;
	await act();
	return proxy.requests[before]?.body ?? "";
}

const wrongOf = (person: EnrolledPerson): string => wrongCodes(world, person, 1)[0] ?? "";
const sealedOf = (visitor: Visitor): string => visitor.jar.get("challenge") ?? "";

describe("what the database and its log see", () => {
	it("T012 T098 is as long for a wrong code as for a right one, in the app's codes and in recovery codes", async () => {
		const alice = await acme.enrolled();
		const [code = "", other = ""] = alice.recoveryCodes;
		const [mistyped, right] = [await afterPassword(acme, alice), await afterPassword(acme, alice)];
		const wrong = await firstRequestOf(() => mistyped.refused("login.proveTotp", { code: wrongOf(alice) }));
		const accepted = await firstRequestOf(() => right.ok("login.proveTotp", { code: alice.code() }), mistyped);
		expect(wrong.length).toBeGreaterThan(1000);
		expect(accepted).toHaveLength(wrong.length);
		const [strange, known] = [await afterPassword(acme, alice), await afterPassword(acme, alice)];
		const nearly = code.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
		const unknown = await firstRequestOf(() => strange.refused("login.proveRecoveryCode", { code: nearly }));
		const burnt = await firstRequestOf(() => known.ok("login.proveRecoveryCode", { code: other }), strange);
		expect(burnt).toHaveLength(unknown.length);
	});

	it("T013 holds no code of the app, typed or expected, and no secret", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		const body = await firstRequestOf(() => visitor.ok("login.proveTotp", { code: alice.code() }));
		expect(body).not.toContain(alice.key);
		for (let step = -1; step <= 21; step += 1)
			expect(body).not.toMatch(new RegExp(`[^0-9A-Za-z]${alice.phone.code(world.now() + step * 30_000)}[^0-9A-Za-z]`));
	});

	it("T013 a challenge carries codes of its own life, and neither the secret, nor the password's hash, nor the number", async () => {
		const alice = await acme.enrolled({ phone: "+34600111222" });
		const visitor = await afterPassword(acme, alice);
		const challenge = await openChallenge(world.deps.sealer, acme.scope.tenantId, sealedOf(visitor), world.now());
		const text = JSON.stringify(challenge);
		expect(challenge?.outlook?.codes.digits).toHaveLength(23 * 6);
		expect(text).not.toContain(alice.key);
		expect(text).not.toContain("34600111222");
		const [stored] = await world.rows(
			"select password_hash, sealed_secret from users join totp_factors on user_id = users.id where users.id = ?",
			[alice.id],
		);
		expect(text).not.toContain(String(stored?.password_hash));
		expect(text).not.toContain(String(stored?.sealed_secret));
	});
});

describe("a code proved in one request", () => {
	it("is refused while the second factor is locked, by as many requests as a wrong one, however right", async () => {
		const alice = await acme.enrolled();
		for (let tries = 0; tries < 2; tries += 1) {
			const visitor = await afterPassword(acme, alice);
			for (const code of wrongCodes(world, alice, 5)) await visitor.refused("login.proveTotp", { code });
		}
		for (let round = 0; round < rounds(20); round += 1) {
			const [right, wrong] = [await afterPassword(acme, alice), await afterPassword(acme, alice)];
			const locked = { refusal: "second_factor_locked" };
			const measured = await proxy.measure(() => right.refused("login.proveTotp", { code: alice.code() }));
			expect(measured).toMatchObject({ value: locked, depth: 1 });
			const other = await proxy.measure(() => wrong.refused("login.proveTotp", { code: wrongOf(alice) }));
			expect(other).toMatchObject({ value: locked, depth: 1 });
			world.nextStep();
		}
		expect(await sessionsOf(world, alice.id)).toBe(0);
	});

	it("T003 is claimed once among those who ask once, those who ask twice, and two isolates", async () => {
		const gate = twoIsolates(world);
		for (let round = 0; round < rounds(20); round += 1) {
			const bob = await acme.enrolled();
			const crowd = await crowdAtCodeStep(world, gate, acme, bob, 12);
			const answers = await Promise.all(
				crowd.map((visitor) => visitor.mutate("login.proveTotp", { code: bob.code() })),
			);
			expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
			await settleAll(crowd);
			expect(await sessionsOf(world, bob.id)).toBe(1);
		}
	});

	it("T052 T075 ends its challenge: the same cookie proves nothing more, with a fresh code either", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		const twin = acme.visitor();
		twin.jar.take(visitor.jar);
		await visitor.ok("login.proveTotp", { code: alice.code() });
		world.nextStep();
		expect(await twin.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "challenge_gone" });
		expect(await sessionsOf(world, alice.id)).toBe(1);
	});

	it("refuses a step that the clock doctor named, when its time has come", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		const early = alice.phone.code(world.now() + seconds(150));
		expect(await visitor.refused("login.proveTotp", { code: early })).toMatchObject({ refusal: "code_clock_off" });
		world.advance(seconds(150));
		expect(await visitor.refused("login.proveTotp", { code: early })).toMatchObject({ refusal: "code_wrong" });
		world.nextStep();
		await visitor.ok("login.proveTotp", { code: alice.code() });
	});

	it("goes on by a second request when the challenge is older than its outlook or has none", async () => {
		const alice = await acme.enrolled();
		// A name that no cookie holds: the outlook stays out.
		await world.rows("update users set name = ? where id = ?", ["n".repeat(4000), alice.id]);
		const visitor = await afterPassword(acme, alice);
		expect(sealedOf(visitor).length).toBeLessThan(3800);
		const { depth } = await proxy.measure(() => visitor.ok("login.proveTotp", { code: alice.code() }));
		expect(depth).toBe(2);
	});

	it("T142 whose answer was lost has happened once: the code is spent, and the next one lets in", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		proxy.mode = "losing";
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ status: 503 });
		proxy.mode = "up";
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
		const again = await afterPassword(acme, alice);
		expect(await again.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "code_wrong" });
		world.nextStep();
		await again.ok("login.proveTotp", { code: alice.code() });
	});
});

describe("what changed between the password and the code", () => {
	it("T067 a policy that forbids trust by now is the one that counts", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		await change(acme.scope, { trustedBrowserDays: 0, session: { absoluteHours: 2 } });
		const { depth } = await proxy.measure(() =>
			visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true }),
		);
		expect(depth).toBe(2);
		expect(await world.rows("select 1 from trusted_browsers where user_id = ?", [alice.id])).toEqual([]);
		const [session] = await world.rows("select expires_at - created_at as life from sessions where user_id = ?", [
			alice.id,
		]);
		expect(session?.life).toBe(2 * 3600 * 1000);
	});

	it.each([
		["a suspended house", "update tenants set state = 'suspended' where tenant_id = ?1"],
		["a raised epoch of the house", "update tenants set epoch = epoch + 1 where tenant_id = ?1"],
		["a disabled person", "update users set status = 'disabled' where tenant_id = ?1 and id = ?2"],
		["a raised epoch of the person", "update users set epoch = epoch + 1 where tenant_id = ?1 and id = ?2"],
		["a factor that is gone", "delete from totp_factors where tenant_id = ?1 and user_id = ?2"],
	])("%s lets nobody in", async (_, sql) => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		await world.rows(sql, sql.includes("?2") ? [acme.scope.tenantId, alice.id] : [acme.scope.tenantId]);
		expect((await visitor.mutate("login.proveTotp", { code: alice.code() })).status).toBeGreaterThanOrEqual(400);
		expect(await sessionsOf(world, alice.id)).toBe(0);
	});

	it("a recovery code used elsewhere is counted: the number told and mailed is the one that is left", async () => {
		const alice = await acme.enrolled();
		const [first = "", second = ""] = alice.recoveryCodes;
		const [one, two] = [await afterPassword(acme, alice), await afterPassword(acme, alice)];
		expect(await one.ok("login.proveRecoveryCode", { code: first })).toMatchObject({ remaining: 9 });
		expect(await two.ok("login.proveRecoveryCode", { code: second })).toMatchObject({ remaining: 8 });
		const left = (await world.audit(alice.id)).flatMap(({ event, evidence }) =>
			event === "recoveryCodes.used" ? [evidence.left] : [],
		);
		expect(left).toEqual([9, 8]);
	});
});
