/**
 * Switching the second factor off: password and a code, only while no rule demands it, and everything of it goes.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, wrongCode } from "../support/acts.ts";
import { rounds } from "../support/crowd.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

async function enrolled(change: Parameters<World["tenant"]>[0] = {}, requirement: "required" | "inherit" = "inherit") {
	const house = await world.tenant(change);
	const alice = await house.enrolled({ requirement });
	const visitor = await house.signedIn(alice);
	world.nextStep();
	return { house, alice, visitor };
}
const stateOf = async (visitor: Awaited<ReturnType<typeof enrolled>>["visitor"]) =>
	(await visitor.okQuery<{ twoFactor: unknown }>("sessions.current")).twoFactor;

describe("switching off", () => {
	it("S30 S31 S32 S33 S188 needs the password and a code; the next sign-in asks for no code", async () => {
		const { house, alice, visitor } = await enrolled();
		expect(await visitor.refused("totp.disable", { password: "not-the-one", code: alice.code() })).toMatchObject({
			status: 401,
			refusal: "credentials_wrong",
		});
		expect(
			await visitor.refused("totp.disable", { password: PASSWORD, code: wrongCode(alice.phone, world.now()) }),
		).toMatchObject({ status: 400, refusal: "code_wrong" });
		for (const input of [{ password: PASSWORD }, { code: alice.code() }, {}])
			expect(await visitor.refused("totp.disable", input)).toMatchObject({ status: 400, refusal: "input_invalid" });
		expect(await stateOf(visitor)).toMatchObject({ on: true, recoveryCodesLeft: 10 });
		expect(await visitor.ok("totp.disable", { password: PASSWORD, code: alice.code() })).toEqual({});
		expect(await stateOf(visitor)).toEqual({
			on: false,
			required: false,
			requiredBy: null,
			demanded: false,
			fromAt: null,
			dueAt: null,
			limited: false,
			offered: true,
			recoveryCodesLeft: 0,
			enabledAt: null,
		});
		expect(await house.visitor().ok("login.begin", { email: alice.email, password: alice.password })).toEqual({
			next: "signedIn",
		});
		await visitor.settle();
		expect(world.mails(alice.email)[0]?.subject).toContain("switched off");
		expect((await world.audit(alice.id)).map(({ event }) => event)).toContain("factor.removed");
	});

	it("S32 a recovery code serves as well, and is used up by it", async () => {
		const { alice, visitor } = await enrolled();
		await visitor.ok("totp.disable", { password: PASSWORD, code: alice.recoveryCodes[0] });
		expect(await stateOf(visitor)).toMatchObject({ on: false });
		expect(await world.rows("select 1 from recovery_codes where user_id = ?", [alice.id])).toHaveLength(0);
		const events = await world.audit(alice.id);
		expect(events).toContainEqual({ event: "recoveryCodes.used", evidence: { left: 9 } });
		expect(events).toContainEqual({ event: "factor.removed", evidence: { method: "recoveryCode" } });
		await visitor.settle();
		expect(world.mails(alice.email).map(({ subject }) => subject)).toContainEqual(
			expect.stringContaining("recovery code was used"),
		);
	});

	it("S189 is refused while the person's record demands a factor", async () => {
		const { alice, visitor } = await enrolled({}, "required");
		expect(await visitor.refused("totp.disable", { password: PASSWORD, code: alice.code() })).toMatchObject({
			status: 403,
			refusal: "second_factor_required",
		});
		expect(await stateOf(visitor)).toMatchObject({
			on: true,
			required: true,
			requiredBy: "user",
			recoveryCodesLeft: 10,
		});
	});

	it("S189 is refused while the house demands a factor; the code shown is claimed all the same", async () => {
		const { house, alice, visitor } = await enrolled({ policy: { requirement: "required" } });
		expect(await visitor.refused("totp.disable", { password: PASSWORD, code: alice.code() })).toMatchObject({
			refusal: "second_factor_required",
		});
		expect(await stateOf(visitor)).toMatchObject({ on: true, requiredBy: "tenant" });
		const again = await afterPassword(house, alice);
		expect(await again.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "code_wrong" });
	});

	it("takes codes, pending set-up and trust with it, and ends the other sessions", async () => {
		const { house, alice, visitor } = await enrolled();
		const other = await afterPassword(house, alice);
		await other.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		world.nextStep();
		await visitor.ok("totp.disable", { password: PASSWORD, code: alice.code() });
		for (const table of ["totp_factors", "totp_setups", "recovery_codes", "trusted_browsers"])
			expect(await world.rows(`select 1 from ${table} where user_id = ?`, [alice.id])).toHaveLength(0);
		expect(await other.okQuery("sessions.current")).toBeNull();
		expect(await visitor.okQuery("sessions.current")).not.toBeNull();
	});

	it("T143 T057 leaves a session that showed no factor which is still there: a later requirement holds it back", async () => {
		const { house, alice, visitor } = await enrolled();
		await visitor.ok("totp.disable", { password: PASSWORD, code: alice.code() });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ session: { assurance: "password" } });
		await world.rows("update policies set overrides = ?, version = version + 1 where tenant_id = ?", [
			JSON.stringify({ requirement: "required" }),
			house.scope.tenantId,
		]);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ twoFactor: { limited: true } });
		expect((await visitor.query("sessions.list")).status).toBe(403);
	});

	it("without a factor there is nothing to switch off", async () => {
		const house = await world.tenant();
		const visitor = await house.signedIn(await house.person());
		expect(await visitor.refused("totp.disable", { password: PASSWORD, code: "123456" })).toMatchObject({
			status: 409,
			refusal: "second_factor_absent",
		});
	});
});

describe("at the same moment as a sign-in", () => {
	it("T057 leaves no sign-in that asks for what is gone, and none that skips what is there, every round", async () => {
		const house = await world.tenant();
		for (let round = 0; round < rounds(20); round += 1) {
			const alice = await house.enrolled();
			const visitor = await house.signedIn(alice);
			const used = alice.code();
			expect((await visitor.refused("totp.disable", { password: PASSWORD, code: used })).refusal).toBe("code_wrong");
			world.nextStep();
			const other = await afterPassword(house, alice);
			const [off, entered] = await Promise.all([
				visitor.mutate("totp.disable", { password: PASSWORD, code: alice.recoveryCodes[0] }),
				other.mutate("login.proveTotp", { code: alice.code() }),
			]);
			await visitor.settle();
			await other.settle();
			const isOff = off.status === 200;
			expect([off.status < 500, entered.status < 500], `round ${round}`).toEqual([true, true]);
			// A session that the code opened ended with the factor; without the factor nobody is asked for one.
			expect((await other.okQuery("sessions.current")) === null).toBe(isOff || entered.status !== 200);
			const { next } = await house.visitor().ok("login.begin", { email: alice.email, password: alice.password });
			expect(next).toBe(isOff ? "signedIn" : "secondFactor");
			expect(await world.rows("select 1 from totp_factors where user_id = ?", [alice.id])).toHaveLength(isOff ? 0 : 1);
		}
	});
});
