/**
 * Set-up that a rule demands: it stands between the password and everything else, and cannot be left aside.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

/** A person of whom a factor is demanded and who has typed the right password. */
async function demanded(by: "user" | "tenant" = "user") {
	const house = await world.tenant(by === "tenant" ? { policy: { requirement: "required" } } : {});
	const person = await house.person(by === "user" ? { requirement: "required" } : {});
	return { house, person, visitor: await afterPassword(house, person) };
}

/** Everything that needs a session, with an input of the right form. */
const behindTheDoor: readonly (readonly [string, unknown])[] = [
	["users.updateProfile", { name: "Eve", locale: "en" }],
	["passwords.change", { current: PASSWORD, password: "another-river-stone" }],
	["sessions.revoke", { id: "ses_x" }],
	["sessions.revokeOthers", {}],
	["sessions.prove", { password: PASSWORD }],
	["totp.disable", { password: PASSWORD, code: "123456" }],
	["trustedBrowsers.revoke", { id: "brw_x" }],
	["trustedBrowsers.revokeAll", {}],
];

async function expectNothingReachable(visitor: Visitor): Promise<void> {
	expect(await visitor.okQuery("sessions.current")).toBeNull();
	for (const query of ["sessions.list", "recoveryCodes.list", "trustedBrowsers.list"])
		expect((await visitor.query(query)).status).toBe(401);
	for (const [procedure, input] of behindTheDoor)
		expect(await visitor.refused(procedure, input)).toMatchObject({ status: 401, refusal: "not_signed_in" });
}

describe("demanded set-up", () => {
	it.each([
		["user", "userRequired"],
		["tenant", "tenantRequired"],
	] as const)(
		"S4 S118 S175 S179 demanded by the %s comes after the password, and nothing else is reachable",
		async (by, reason) => {
			const { house, person } = await demanded(by);
			const visitor = house.visitor();
			expect(await visitor.ok("login.begin", { email: person.email, password: person.password })).toEqual({
				next: "setUp",
				reason,
			});
			expect(await visitor.okQuery("login.state")).toMatchObject({ step: "setUp", reason, email: person.email });
			await expectNothingReachable(visitor);
			expect(await visitor.refused("login.proveTotp", { code: "123456" })).toMatchObject({ refusal: "challenge_gone" });
			expect(await visitor.refused("login.resetSecondFactor", { code: "123456" })).toMatchObject({
				refusal: "challenge_gone",
			});
			expect(await visitor.refused("recoveryCodes.regenerate")).toMatchObject({ refusal: "challenge_gone" });
		},
	);

	it("S15 S19 S118 shows QR and key, makes the codes and ends in a session with the factor", async () => {
		const { person, visitor } = await demanded();
		const { uri, key, recoveryCodes } = await setUp(world, visitor);
		expect(uri).toMatch(/^otpauth:\/\/totp\//);
		expect(uri).toContain(`secret=${key}`);
		expect(recoveryCodes).toHaveLength(10);
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "saveCodes" });
		await expectNothingReachable(visitor);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			user: { email: person.email },
			session: { assurance: "secondFactor" },
			twoFactor: { on: true, required: true, requiredBy: "user" },
			notices: [],
		});
		expect(await visitor.okQuery("login.state")).toBeNull();
	});

	it("S14 cannot be opened without the password", async () => {
		const { house, person } = await demanded();
		const stranger = house.visitor();
		expect(await stranger.refused("totp.begin", {})).toMatchObject({ refusal: "not_signed_in" });
		expect(await stranger.refused("totp.begin", { password: PASSWORD })).toMatchObject({ refusal: "not_signed_in" });
		await stranger.mutate("login.begin", { email: person.email, password: "not-the-password" });
		expect(await stranger.okQuery("login.state")).toBeNull();
		expect(await stranger.refused("totp.begin", { password: PASSWORD })).toMatchObject({ refusal: "not_signed_in" });
	});

	it("S5 cannot be cancelled, neither before nor after the right code", async () => {
		const { visitor } = await demanded();
		expect(await visitor.refused("login.cancel")).toMatchObject({ status: 403, refusal: "forbidden" });
		await setUp(world, visitor);
		expect(await visitor.refused("login.cancel")).toMatchObject({ status: 403, refusal: "forbidden" });
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "saveCodes" });
	});

	it("S6 T053 abandoned, it is asked for again at the next sign-in with another secret, until it is done", async () => {
		const { house, person, visitor } = await demanded();
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin");
		const later = await afterPassword(house, person);
		expect(await later.okQuery("login.state")).toMatchObject({ step: "setUp" });
		await expectNothingReachable(later);
		const begun = await later.ok<{ uri: string }>("totp.begin");
		expect(begun.uri).not.toBe(uri);
		const old = phoneFrom(uri).code(world.now());
		expect(await later.refused("totp.confirm", { code: old })).toMatchObject({ refusal: "code_wrong" });
		expect(await visitor.refused("totp.confirm", { code: old })).toMatchObject({ refusal: "setup_expired" });
		await later.ok("totp.confirm", { code: phoneFrom(begun.uri).code(world.now()) });
		expect(await later.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
	});

	it("S152 S153 after ten minutes the password is asked again", async () => {
		const { house, person, visitor } = await demanded();
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin");
		world.advance(300_000);
		const again = await visitor.ok<{ uri: string; expiresAt: number }>("totp.begin");
		expect(again.expiresAt - world.now()).toBe(300_000);
		world.advance(300_001);
		expect(await visitor.okQuery("login.state")).toBeNull();
		expect(await visitor.refused("totp.confirm", { code: phoneFrom(uri).code(world.now()) })).toMatchObject({
			status: 401,
		});
		expect(await visitor.ok("login.begin", { email: person.email, password: person.password })).toMatchObject({
			next: "setUp",
		});
		await setUp(world, visitor);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		await house.signedIn(await house.person());
	});

	it("S152 S153 T075 the cookie of before the window began does not begin it anew", async () => {
		const { visitor } = await demanded();
		const first = visitor.copy();
		await visitor.ok("totp.begin");
		world.advance(590_000);
		const again = await first.ok<{ uri: string; expiresAt: number }>("totp.begin");
		expect(again.expiresAt - world.now()).toBe(10_000);
		world.advance(10_000);
		for (const browser of [first, visitor])
			expect(await browser.refused("totp.confirm", { code: phoneFrom(again.uri).code(world.now()) })).toMatchObject({
				status: 401,
			});
	});

	it("S158 does not finish without the word that the codes are saved", async () => {
		const { visitor } = await demanded();
		await setUp(world, visitor);
		for (const input of [{}, { saved: false }, { saved: "true" }, { saved: 1 }])
			expect(await visitor.refused("totp.finish", input)).toMatchObject({ status: 400, refusal: "input_invalid" });
		expect(await visitor.okQuery("sessions.current")).toBeNull();
	});

	it("a page that was reloaded shows the same codes once more, without prolonging the time to save them", async () => {
		const { visitor } = await demanded();
		const { recoveryCodes } = await setUp(world, visitor);
		const before = await visitor.okQuery<{ expiresAt: number }>("login.state");
		world.advance(60_000);
		expect(await visitor.ok("recoveryCodes.regenerate")).toEqual({ recoveryCodes });
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "saveCodes", expiresAt: before.expiresAt });
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ twoFactor: { recoveryCodesLeft: 10 } });
	});

	it("closed before the codes were saved, the next sign-in goes by the new app and tells of unsaved codes", async () => {
		const { house, person, visitor } = await demanded();
		const { phone } = await setUp(world, visitor);
		world.nextStep();
		const again = await afterPassword(house, person);
		expect(await again.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
		expect(await again.okQuery("sessions.current")).toMatchObject({ notices: ["recoveryCodesUnsaved"] });
	});
});

describe("a requirement that comes while a session is open", () => {
	it("S179 lets the session go on with a notice and asks for set-up at the next sign-in", async () => {
		const house = await world.tenant();
		const person = await house.person();
		const visitor = await house.signedIn(person);
		await world.rows("update users set requirement = 'required' where id = ?", [person.id]);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			twoFactor: { required: true, requiredBy: "user" },
			notices: ["setUpRequired"],
		});
		expect(await house.visitor().ok("login.begin", { email: person.email, password: person.password })).toMatchObject({
			next: "setUp",
			reason: "userRequired",
		});
	});
});
