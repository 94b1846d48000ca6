/**
 * Attacks on the half-done sign-in: somebody else's challenge, one of another tenant, one that was spent or cancelled, and
 * an answer of the password step that is changed on its way. What stands between password and session opens nothing else.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../worker/lib/duration.ts";
import { sweep } from "../../worker/sweep.ts";
import { afterPassword } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { sessionsOf, wrongCodes, wrongCodesOf } from "../support/crowd.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
let other: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
	other = await world.tenant();
});
afterAll(() => world.stop());

const challengeOf = (visitor: Visitor): string => visitor.jar.get("challenge") ?? "";

describe("somebody else's challenge", () => {
	it("T050 naming another person beside one's own challenge is refused or changes nothing", async () => {
		const alice = await acme.enrolled();
		const mallory = await acme.enrolled();
		const visitor = await afterPassword(acme, mallory);
		for (const more of [{ email: alice.email }, { userId: alice.id }, { tenantId: acme.scope.tenantId }])
			expect(await visitor.refused("login.proveTotp", { code: mallory.code(), ...more })).toMatchObject({
				refusal: "input_invalid",
			});
		const asAlice = visitor.copy({ headers: { "x-user-id": alice.id, "x-email": alice.email } });
		const { body } = await asAlice.request(`/t/${acme.slug}/trpc/login.state?userId=${alice.id}&email=${alice.email}`);
		expect(JSON.stringify(body)).toContain(mallory.email);
		expect(JSON.stringify(body)).not.toContain(alice.email);
		await asAlice.ok("login.proveTotp", { code: mallory.code() });
		expect(await asAlice.okQuery("sessions.current")).toMatchObject({ user: { id: mallory.id } });
		expect(await sessionsOf(world, alice.id)).toBe(0);
	});

	it("T050 mallory's right code in alice's challenge is a wrong code, charged to alice's challenge", async () => {
		const alice = await acme.enrolled();
		const mallory = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		expect(await visitor.refused("login.proveTotp", { code: mallory.code() })).toMatchObject({ status: 400 });
		expect(await visitor.refused("login.proveRecoveryCode", { code: mallory.recoveryCodes[0] })).toMatchObject({
			refusal: "code_wrong",
		});
		expect([await wrongCodesOf(world, alice.id), await wrongCodesOf(world, mallory.id)]).toEqual([2, 0]);
		const burnt = await world.rows("select 1 from recovery_codes where user_id = ? and used_at is not null", [
			mallory.id,
		]);
		expect(burnt).toEqual([]);
	});

	it("T050 T127 a challenge of one tenant is none in another, under its own name or the other's", async () => {
		const email = "dora@both.example";
		const here = await acme.enrolled({ email });
		const there = await other.enrolled({ email });
		const visitor = await afterPassword(acme, here);
		const stranger = other.visitor();
		stranger.jar.take(visitor.jar);
		stranger.jar.set(`gh_challenge_${other.slug}`, challengeOf(visitor));
		for (const code of [here.code(), there.code()])
			expect(await stranger.refused("login.proveTotp", { code })).toMatchObject({ refusal: "challenge_gone" });
		expect(await stranger.okQuery("login.state")).toBeNull();
		expect([await wrongCodesOf(world, here.id), await wrongCodesOf(world, there.id)]).toEqual([0, 0]);
		for (const { id } of [here, there]) {
			expect(await world.rows("select 1 from login_challenges where user_id = ?", [id])).toEqual([]);
			const charged = "select 1 from attempts where subject = ? and count > 0";
			expect(await world.rows(charged, [`factor:${id}`])).toEqual([]);
		}
		await visitor.ok("login.proveTotp", { code: here.code() });
		expect([await sessionsOf(world, here.id), await sessionsOf(world, there.id)]).toEqual([1, 0]);
	});

	it("T050 T060 no bit of a challenge can be changed", async () => {
		const alice = await acme.enrolled();
		const sealed = challengeOf(await afterPassword(acme, alice));
		for (let place = 0; place < sealed.length; place += 7) {
			const visitor = acme.visitor();
			const instead = sealed[place] === "A" ? "B" : "A";
			visitor.jar.set(`gh_challenge_${acme.slug}`, sealed.slice(0, place) + instead + sealed.slice(place + 1));
			expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
				status: 401,
				refusal: "challenge_gone",
			});
		}
		expect(await wrongCodesOf(world, alice.id)).toBe(0);
	});
});

describe("the answer of the password step", () => {
	it("T051 carries no secret and no data: nothing in it is worth changing on its way", async () => {
		const alice = await acme.enrolled({ name: "Alice Canary" });
		const visitor = acme.visitor();
		const answer = await visitor.mutate("login.begin", { email: alice.email, password: alice.password });
		expect(answer.body).toEqual({
			result: {
				data: {
					next: "secondFactor",
					methods: ["totp", "recoveryCode"],
					trust: { allowed: true, days: 30 },
					reason: "enrolled",
				},
			},
		});
		const seen = JSON.stringify([answer.body, [...answer.headers].filter(([name]) => name !== "set-cookie")]);
		for (const secret of [alice.id, alice.key, alice.email, alice.password, "Canary", ...alice.recoveryCodes])
			expect(seen).not.toContain(secret);
		const cookie = Buffer.from(challengeOf(visitor).replaceAll(/[-_.]/g, ""), "base64").toString("latin1");
		for (const secret of [alice.id, alice.email, "secondFactor"]) expect(cookie).not.toContain(secret);
	});

	it("T051 a page that was told it is done gets nothing: every call for data is refused", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		for (const query of ["sessions.list", "recoveryCodes.list", "trustedBrowsers.list"])
			expect((await visitor.query(query)).status).toBe(401);
		expect(await visitor.refused("totp.finish", { saved: true })).toMatchObject({ refusal: "not_signed_in" });
	});
});

describe("a challenge that is over", () => {
	it("T052 T060 cancelled, it does not rise again, not even after the sweep took its row away", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		await visitor.ok("login.resetSecondFactor", { code: alice.code() });
		const early = visitor.copy();
		world.advance(minutes(9) + seconds(50));
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin", {});
		const late = visitor.copy();
		await early.ok("login.cancel");
		world.advance(minutes(1));
		await sweep(world.deps);
		const code = phoneFrom(uri).code(world.now());
		expect(await late.refused("totp.confirm", { code })).toMatchObject({ refusal: "challenge_gone" });
		expect(await late.okQuery("login.state")).toBeNull();
		await Promise.all([visitor.settle(), early.settle(), late.settle()]);
	});

	it("T015 T060 spent by wrong codes, it is not made new by the sweep", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		for (const code of wrongCodes(world, alice, 5)) await visitor.refused("login.proveTotp", { code });
		world.advance(minutes(10) - 1);
		await sweep(world.deps);
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_spent",
		});
		world.advance(1);
		await sweep(world.deps);
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
		expect(await sessionsOf(world, alice.id)).toBe(0);
	});
});
