/**
 * Setting up an authenticator app from the account: password, ten minutes, a right code, ten recovery codes, "saved".
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, everythingOf, setUp, wrongCode } from "../support/acts.ts";
import { phoneFrom, phoneWithKey } from "../support/phone.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

interface Begun {
	readonly uri: string;
	readonly key: string;
	readonly expiresAt: number;
	readonly setUpSheet: boolean;
}

/** A signed-in person without a factor. */
async function carol(policy = {}) {
	const house = await world.tenant({ policy });
	const person = await house.person();
	return { house, person, visitor: await house.signedIn(person) };
}

describe("set-up from the account", () => {
	it("S12 S17 S18 S19 S20 S145 S156 is off until a right code, and then hands out ten codes", async () => {
		const { person, visitor } = await carol();
		const { uri } = await visitor.ok<Begun>("totp.begin", { password: PASSWORD });
		const phone = phoneFrom(uri);
		for (const code of ["12345", "1234567", "abcdef", "12345a", ""])
			expect(await visitor.refused("totp.confirm", { code })).toMatchObject({
				status: 400,
				refusal: "input_invalid",
				fields: { code: expect.any(String) },
			});
		expect(await visitor.refused("totp.confirm", { code: wrongCode(phone, world.now()) })).toMatchObject({
			status: 400,
			refusal: "code_wrong",
		});
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ twoFactor: { on: false, recoveryCodesLeft: 0 } });
		expect(await world.rows("select 1 from recovery_codes where user_id = ?", [person.id])).toHaveLength(0);
		const { recoveryCodes } = await visitor.ok("totp.confirm", { code: phone.code(world.now()) });
		expect(recoveryCodes).toHaveLength(10);
		expect(new Set(recoveryCodes as string[]).size).toBe(10);
		for (const code of recoveryCodes as string[]) expect(code).toMatch(/^\d{8}$/);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ twoFactor: { on: true, recoveryCodesLeft: 10 } });
	});

	it("S17 S154 names service and account in the URI, as SHA1, six digits, thirty seconds and 160 bits", async () => {
		const house = await world.tenant({ name: "Acme & Söhne" });
		const person = await house.person({ email: "carol+test@acme.example" });
		const { uri, key } = await (await house.signedIn(person)).ok<Begun>("totp.begin", { password: PASSWORD });
		const url = new URL(uri);
		expect(`${url.protocol}//${url.host}`).toBe("otpauth://totp");
		expect(decodeURIComponent(url.pathname)).toBe("/Acme & Söhne:carol+test@acme.example");
		expect(Object.fromEntries(url.searchParams)).toEqual({
			secret: key,
			issuer: "Acme & Söhne",
			algorithm: "SHA1",
			digits: "6",
			period: "30",
		});
		expect(key).toMatch(/^[A-Z2-7]{32}$/);
	});

	it("S115 S117 S128 the typed key and the scanned URI are the same secret, on any device", async () => {
		const { house, person, visitor } = await carol();
		const { key, phone } = await setUp(world, visitor, PASSWORD);
		const typed = phoneWithKey(key.toLowerCase().replace(/(.{4})/g, "$1 "));
		expect(typed.code(world.now())).toBe(phone.code(world.now()));
		world.nextStep();
		const again = await afterPassword(house, person);
		expect(await again.ok("login.proveTotp", { code: typed.code(world.now()) })).toEqual({ next: "signedIn" });
	});

	it("S127 S135 the saved key gives accepted codes on a second device", async () => {
		const { house, person, visitor } = await carol();
		const { uri } = await setUp(world, visitor, PASSWORD);
		for (const device of [phoneFrom(uri), phoneFrom(uri)]) {
			world.nextStep();
			const again = await afterPassword(house, person);
			expect(await again.ok("login.proveTotp", { code: device.code(world.now()) })).toEqual({ next: "signedIn" });
		}
	});

	it("S3 the session in which it was switched on goes on, and the next sign-in asks for a code", async () => {
		const { house, person, visitor } = await carol();
		const { phone } = await setUp(world, visitor, PASSWORD);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			session: { assurance: "secondFactor" },
			notices: [],
		});
		expect(await visitor.okQuery("sessions.list")).toMatchObject({ sessions: [{ current: true }] });
		await visitor.ok("login.signOut");
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		world.nextStep();
		const again = await afterPassword(house, person);
		expect(await again.okQuery("login.state")).toMatchObject({ step: "secondFactor", email: person.email });
		expect(await again.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
	});

	it("S151 a missing, empty or wrong password starts nothing", async () => {
		const { person, visitor } = await carol();
		const before = await world.rows("select * from totp_setups where user_id = ?", [person.id]);
		expect(await visitor.refused("totp.begin", {})).toMatchObject({ status: 400, fields: { password: "required" } });
		expect(await visitor.refused("totp.begin", { password: "" })).toMatchObject({ status: 400 });
		expect(await visitor.refused("totp.begin", { password: "not-the-one" })).toMatchObject({
			status: 401,
			refusal: "credentials_wrong",
		});
		expect(await world.rows("select * from totp_setups where user_id = ?", [person.id])).toEqual(before);
	});

	it("S152 S153 accepts the code at 9:59 and not at 10:01; the password begins it anew", async () => {
		for (const [seconds, accepted] of [
			[599, true],
			[601, false],
		] as const) {
			const { visitor } = await carol();
			const { uri, expiresAt } = await visitor.ok<Begun>("totp.begin", { password: PASSWORD });
			expect(expiresAt - world.now()).toBe(600_000);
			world.advance(seconds * 1000);
			const answer = await visitor.mutate("totp.confirm", { code: phoneFrom(uri).code(world.now()) });
			expect(answer.status).toBe(accepted ? 200 : 409);
			if (accepted) continue;
			expect(await visitor.refused("totp.confirm", { code: phoneFrom(uri).code(world.now()) })).toMatchObject({
				refusal: "setup_expired",
			});
			expect(await visitor.refused("totp.begin", { password: "not-the-one" })).toMatchObject({ status: 401 });
			expect((await setUp(world, visitor, PASSWORD)).recoveryCodes).toHaveLength(10);
		}
	});

	it("S126 offers the sheet to print only where the tenant allows it", async () => {
		expect(await (await carol()).visitor.ok("totp.begin", { password: PASSWORD })).toMatchObject({ setUpSheet: false });
		const allowing = await carol({ setUpSheet: true });
		expect(await allowing.visitor.ok("totp.begin", { password: PASSWORD })).toMatchObject({ setUpSheet: true });
	});

	it("S111 replaces the app of a person who proved the old one lately; codes of the old one are refused", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		world.advance(600_001);
		expect(await visitor.refused("totp.begin", { password: PASSWORD })).toMatchObject({
			refusal: "recent_proof_required",
		});
		await visitor.ok("sessions.prove", { code: alice.code() });
		const begun = await visitor.ok<Begun>("totp.begin", { password: PASSWORD });
		world.nextStep();
		const meanwhile = await afterPassword(house, alice);
		expect(await meanwhile.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		const phone = phoneFrom(begun.uri);
		await visitor.ok("totp.confirm", { code: phone.code(world.now()) });
		world.nextStep();
		const again = await afterPassword(house, alice);
		expect(await again.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "code_wrong" });
		expect(await again.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
		await visitor.settle();
		const told = world.mails(alice.email).find(({ subject }) => subject.includes("is on"));
		expect(told?.text).toContain("delete the old entry");
	});
});

describe("whose factor", () => {
	it("S2 nobody can name another person: the field is refused and the other person's state does not change", async () => {
		const house = await world.tenant();
		const [anna, bob] = [await house.person(), await house.person()];
		const visitor = await house.signedIn(anna);
		await house.signedIn(bob);
		const before = await everythingOf(world, bob.id);
		for (const name of ["userId", "id", "email", "user"])
			expect(await visitor.refused("totp.begin", { password: PASSWORD, [name]: bob.id })).toMatchObject({
				status: 400,
				refusal: "input_invalid",
				fields: { input: "unknown_field" },
			});
		const { phone } = await setUp(world, visitor, PASSWORD);
		await visitor.ok("totp.finish", { saved: true });
		world.nextStep();
		for (const name of ["userId", "id", "email"])
			expect(
				await visitor.refused("totp.disable", { password: PASSWORD, code: phone.code(world.now()), [name]: bob.id }),
			).toMatchObject({ status: 400 });
		expect(await everythingOf(world, bob.id)).toBe(before);
	});

	it("S39 owners and administrators enrol like everybody and are asked for a code", async () => {
		const house = await world.tenant();
		for (const role of ["owner", "admin"] as const) {
			const person = await house.person({ role });
			const { phone } = await setUp(world, await house.signedIn(person), PASSWORD);
			world.nextStep();
			const again = await afterPassword(house, person);
			expect(await again.okQuery("sessions.current")).toBeNull();
			expect(await again.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
			expect(await again.okQuery("sessions.current")).toMatchObject({ user: { role } });
		}
	});
});
