/**
 * Steps out of order, steps twice, and tabs in different steps: each gives a clear refusal or the same again, has one
 * effect, and leaves nobody stuck (T052, T053, T054).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { sessionsOf } from "../support/crowd.ts";
import { inviteGuest } from "../support/guests.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, PASSWORD, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";

/** The same request twice at once, as a double click on a slow line; its two answers by status, the better first. */
async function doubleClick(visitor: Visitor, procedure: string, input: unknown): Promise<readonly string[]> {
	const answers = await Promise.all([visitor.mutate(procedure, input), visitor.mutate(procedure, input)]);
	await visitor.settle();
	return answers.map((answer) => `${answer.status} ${refusalOf(answer).refusal ?? "ok"}`).sort();
}

describe("out of order", () => {
	it("T052 no step works before the one that it follows", async () => {
		const alice = await acme.enrolled();
		const carol = await acme.person();
		const stranger = acme.visitor();
		expect(await stranger.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
		expect(await stranger.refused("sessions.prove", { code: alice.code() })).toMatchObject({
			refusal: "not_signed_in",
		});
		expect(await stranger.refused("passwords.reset", { token: "x", password: FRESH })).toMatchObject({
			refusal: "link_invalid",
		});
		expect(await stranger.refused("totp.finish", { saved: true })).toMatchObject({ refusal: "not_signed_in" });
		const inside = await acme.signedIn(carol);
		expect(await inside.refused("totp.confirm", { code: "123456" })).toMatchObject({ refusal: "setup_expired" });
		expect(await inside.refused("recoveryCodes.regenerate", { password: PASSWORD })).toMatchObject({
			refusal: "second_factor_absent",
		});
		const asked = await afterPassword(acme, await acme.person({ requirement: "required" }));
		for (const [procedure, input] of [
			["login.proveTotp", { code: "123456" }],
			["totp.confirm", { code: "123456" }],
			["totp.finish", { saved: true }],
			["recoveryCodes.regenerate", {}],
		] as const)
			expect((await asked.refused(procedure, input)).status).toBeGreaterThanOrEqual(400);
		expect(await asked.okQuery("login.state")).toMatchObject({ step: "setUp" });
		await setUp(world, asked);
		await asked.ok("totp.finish", { saved: true });
	});
});

describe("twice", () => {
	it("T052 each form survives a double click with one effect", async () => {
		const alice = await acme.enrolled();
		const visitor = acme.visitor();
		expect(await doubleClick(visitor, "login.begin", { email: alice.email, password: PASSWORD })).toEqual([
			"200 ok",
			"200 ok",
		]);
		const [first, second] = await doubleClick(visitor, "login.proveTotp", { code: alice.code() });
		expect(first).toBe("200 ok");
		expect(second).toMatch(/^40[01] (code_wrong|challenge_gone)$/);
		expect(await sessionsOf(world, alice.id)).toBe(1);
		world.nextStep();
		const change = { current: PASSWORD, password: FRESH, code: alice.code() };
		const changed = await doubleClick(visitor, "passwords.change", change);
		expect(changed[0]).toBe("200 ok");
		expect(changed[1]).toMatch(/^4/);
		expect(await doubleClick(visitor, "recoveryCodes.regenerate", { password: FRESH })).toContain("200 ok");
		const { codes } = await visitor.okQuery<{ codes: unknown[] }>("recoveryCodes.list");
		expect(codes).toHaveLength(10);
		world.nextStep();
		const off = await doubleClick(visitor, "totp.disable", { password: FRESH, code: alice.code() });
		expect(off[0]).toBe("200 ok");
		expect(off[1]).toMatch(/^4/);
		expect(await doubleClick(visitor, "login.signOut", {})).toEqual(["200 ok", "200 ok"]);
		await visitor.ok("login.begin", { email: alice.email, password: FRESH });
	});

	it("T052 a set-up confirmed twice makes one factor and one set of codes, and the codes shown are the ones that count", async () => {
		const carol = await acme.person();
		const visitor = await acme.signedIn(carol);
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin", { password: PASSWORD });
		const code = phoneFrom(uri).code(world.now());
		const answers = await Promise.all([
			visitor.mutate("totp.confirm", { code }),
			visitor.mutate("totp.confirm", { code }),
		]);
		const good = answers.filter(({ status }) => status === 200);
		expect(good).toHaveLength(1);
		expect(await world.rows("select 1 from totp_factors where user_id = ?", [carol.id])).toHaveLength(1);
		const shown = good.flatMap(({ body }) => JSON.stringify(body).match(/\d{8}/g) ?? []);
		const again = await afterPassword(acme, carol);
		await again.ok("login.proveRecoveryCode", { code: shown[0] });
	});

	it("T052 links and the end of a set-up survive a double click with one effect", async () => {
		const guest = await inviteGuest(world, acme);
		const door = acme.visitor();
		const joined = await doubleClick(door, "users.acceptInvitation", { token: guest.token, password: PASSWORD });
		expect(joined).toEqual(["200 ok", "400 link_invalid"]);
		expect(await sessionsOf(world, guest.id)).toBe(1);
		await door.ok("passwords.requestReset", { email: guest.email });
		await door.settle();
		const token = tokenIn(world.mails(guest.email)[0]);
		expect(await doubleClick(door, "passwords.reset", { token, password: FRESH })).toEqual([
			"200 ok",
			"400 link_invalid",
		]);
		const asked = await afterPassword(acme, await acme.person({ requirement: "required" }));
		await setUp(world, asked);
		expect((await doubleClick(asked, "totp.finish", { saved: true }))[0]).toBe("200 ok");
		expect(await asked.okQuery("sessions.current")).toMatchObject({ twoFactor: { on: true } });
	});

	it("T052 back and sent again: a finished challenge opens nothing, and the session stands", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		const before = visitor.copy();
		await visitor.ok("login.proveTotp", { code: alice.code() });
		world.nextStep();
		expect(await before.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
		expect(await visitor.okQuery("sessions.current")).not.toBeNull();
		expect(await sessionsOf(world, alice.id)).toBe(1);
	});
});

describe("two tabs", () => {
	it("T052 one at the code, one beginning anew: the newest step counts and nobody is stuck", async () => {
		const alice = await acme.enrolled();
		const browser = await afterPassword(acme, alice);
		await browser.ok("login.begin", { email: alice.email, password: PASSWORD });
		await browser.ok("login.cancel");
		expect(await browser.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
		await afterPassword(acme, alice, browser);
		await browser.ok("login.proveTotp", { code: alice.code() });
	});

	it("T053 a set-up left half-way asks for nothing at the next sign-in, and the next one draws another secret", async () => {
		const carol = await acme.person();
		const first = await acme.signedIn(carol);
		const left = await first.ok<{ key: string; uri: string }>("totp.begin", { password: PASSWORD });
		const again = await acme.signedIn(carol);
		expect(await again.okQuery("sessions.current")).toMatchObject({ twoFactor: { on: false } });
		const begun = await again.ok<{ key: string }>("totp.begin", { password: PASSWORD });
		expect(begun.key).not.toBe(left.key);
		for (const tab of [first, again])
			expect((await tab.refused("totp.confirm", { code: phoneFrom(left.uri).code(world.now()) })).status).toBe(
				tab === first ? 409 : 400,
			);
		expect(await world.rows("select 1 from totp_factors where user_id = ?", [carol.id])).toEqual([]);
	});

	const tabs = async (carol: Person) => {
		const visitor = await acme.signedIn(carol);
		const one = await visitor.ok<{ uri: string }>("totp.begin", { password: PASSWORD });
		const two = await visitor.ok<{ uri: string }>("totp.begin", { password: PASSWORD });
		return { visitor, one: phoneFrom(one.uri), two: phoneFrom(two.uri) };
	};

	it("T054 only the set-up begun last can be confirmed, and its codes are the live ones", async () => {
		const carol = await acme.person();
		const { visitor, one, two } = await tabs(carol);
		expect(await visitor.refused("totp.confirm", { code: one.code(world.now()) })).toMatchObject({ status: 400 });
		const answer = await visitor.ok<{ recoveryCodes: string[] }>("totp.confirm", { code: two.code(world.now()) });
		expect(await visitor.refused("totp.confirm", { code: one.code(world.now()) })).toMatchObject({
			refusal: "setup_expired",
		});
		world.nextStep();
		const again = await afterPassword(acme, carol);
		expect((await again.refused("login.proveTotp", { code: one.code(world.now()) })).status).toBe(400);
		await again.ok("login.proveTotp", { code: two.code(world.now()) });
		const lost = await afterPassword(acme, carol);
		await lost.ok("login.proveRecoveryCode", { code: answer.recoveryCodes[9] });
	});

	it("T054 T161 the tries of a set-up belong to the session that began it: a dead cookie of it uses up none", async () => {
		const carol = await acme.person();
		const visitor = await acme.signedIn(carol);
		const stolen = visitor.copy();
		await visitor.ok("sessions.prove", { password: PASSWORD });
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin", { password: PASSWORD });
		for (let tried = 0; tried < 12; tried += 1)
			expect(await stolen.refused("totp.confirm", { code: "123456" })).toMatchObject({ refusal: "not_signed_in" });
		await visitor.ok("totp.confirm", { code: phoneFrom(uri).code(world.now()) });
	});
});
