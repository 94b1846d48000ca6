/**
 * "Reset two-factor authentication settings" at sign-in: a code opens the set-up, and the old app works until the new one does.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, wrongCode } from "../support/acts.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

async function atTheCode() {
	const house = await world.tenant();
	const alice = await house.enrolled();
	return { house, alice, visitor: await afterPassword(house, alice) };
}

describe("reset at sign-in", () => {
	it("S137 S138 S139 is confirmed with a code, makes a new secret, and the old one is refused", async () => {
		const { house, alice, visitor } = await atTheCode();
		expect(await visitor.refused("login.resetSecondFactor", {})).toMatchObject({ status: 400 });
		expect(
			await visitor.refused("login.resetSecondFactor", { code: wrongCode(alice.phone, world.now()) }),
		).toMatchObject({ refusal: "code_wrong" });
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "secondFactor" });
		expect(await visitor.ok("login.resetSecondFactor", { code: alice.code() })).toEqual({ next: "setUp" });
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "setUp", reason: "reset" });
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		const { key, phone, recoveryCodes } = await setUp(world, visitor);
		expect(key).not.toBe(alice.key);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		world.nextStep();
		const again = await afterPassword(house, alice);
		expect(await again.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "code_wrong" });
		expect(await again.refused("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({
			refusal: "code_wrong",
		});
		expect(await again.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
		expect(recoveryCodes).toHaveLength(10);
		await visitor.settle();
		expect(world.mails(alice.email)[0]?.subject).toContain("were reset");
		expect((await world.audit(alice.id)).map(({ event }) => event)).toContain("factor.resetAtSignIn");
	});

	it("S138 a recovery code confirms it too and is used up", async () => {
		const { alice, visitor } = await atTheCode();
		await visitor.ok("login.resetSecondFactor", { code: alice.recoveryCodes[0] });
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "setUp", reason: "reset" });
		const [code] = await world.rows("select used_at from recovery_codes where user_id = ? and position = 0", [
			alice.id,
		]);
		expect(code?.used_at).toBe(world.now());
	});

	it("S138 needs the password first", async () => {
		const { house, alice } = await atTheCode();
		expect(await house.visitor().refused("login.resetSecondFactor", { code: alice.code() })).toMatchObject({
			status: 401,
			refusal: "challenge_gone",
		});
	});

	it("the old app works until the new one is confirmed, and an abandoned reset changes nothing", async () => {
		const { house, alice, visitor } = await atTheCode();
		await visitor.ok("login.resetSecondFactor", { code: alice.code() });
		await visitor.ok("totp.begin");
		world.nextStep();
		const other = await afterPassword(house, alice);
		expect(await other.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		expect(await visitor.ok("login.cancel")).toEqual({});
		expect(await visitor.okQuery("login.state")).toBeNull();
		world.nextStep();
		await afterPassword(house, alice, visitor);
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("T075 the code's challenge is spent by it: the old cookie goes nowhere", async () => {
		const { alice, visitor } = await atTheCode();
		const old = visitor.copy();
		await visitor.ok("login.resetSecondFactor", { code: alice.code() });
		world.nextStep();
		expect(await old.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "challenge_gone" });
		expect(await old.refused("totp.begin")).toMatchObject({ refusal: "not_signed_in" });
	});
});
