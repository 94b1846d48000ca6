/**
 * People: nobody has power before the address is confirmed; invited ones choose their password and walk on as any sign-in.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import { inviteGuest } from "../support/guests.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const hour = 3_600_000;
describe("an invitation", () => {
	it("lets the person choose a password and name and signs them in where no factor is demanded", async () => {
		const house = await world.tenant();
		const { email, token } = await inviteGuest(world, house);
		const visitor = house.visitor();
		expect(await visitor.refused("login.begin", { email, password: PASSWORD })).toMatchObject({ status: 401 });
		expect(await visitor.ok("users.acceptInvitation", { token, name: "Grace", password: PASSWORD })).toEqual({
			next: "signedIn",
		});
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { email, name: "Grace", role: "member" } });
		await visitor.ok("login.signOut");
		expect(await visitor.ok("login.begin", { email, password: PASSWORD })).toEqual({ next: "signedIn" });
	});

	it("S118 S124 goes on to the set-up in the same flow where a factor is demanded", async () => {
		const house = await world.tenant();
		const guest = await inviteGuest(world, house, { requirement: "required" });
		const visitor = house.visitor();
		expect(await visitor.ok("users.acceptInvitation", { token: guest.token, password: PASSWORD })).toEqual({
			next: "setUp",
			reason: "userRequired",
		});
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		const { phone } = await setUp(world, visitor);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ session: { assurance: "secondFactor" } });
		world.nextStep();
		const again = await afterPassword(house, guest);
		expect(await again.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
	});

	it("works once and for 72 hours; an unacceptable password does not use it up", async () => {
		const house = await world.tenant();
		const visitor = house.visitor();
		const late = await inviteGuest(world, house);
		world.advance(72 * hour);
		expect(await visitor.refused("users.acceptInvitation", { token: late.token, password: PASSWORD })).toMatchObject({
			status: 400,
			refusal: "link_invalid",
		});
		const { token } = await inviteGuest(world, house);
		world.advance(72 * hour - 1);
		expect(await visitor.refused("users.acceptInvitation", { token, password: "guest-1-guest" })).toMatchObject({
			refusal: "password_unacceptable",
		});
		expect(await visitor.ok("users.acceptInvitation", { token, password: PASSWORD })).toEqual({ next: "signedIn" });
		expect(
			await house.visitor().refused("users.acceptInvitation", { token, password: "another-river-stone" }),
		).toMatchObject({
			refusal: "link_invalid",
		});
	});
});

describe("an address that was never confirmed", () => {
	it("has no power: the right password mails a new link, and a wrong one tells nothing", async () => {
		const slug = "unconfirmed";
		const email = "owner@unconfirmed.example";
		const platform = world.platform();
		await platform.ok("tenants.signUp", {
			organization: "Unconfirmed",
			slug,
			name: "Olive",
			email,
			password: PASSWORD,
		});
		await platform.settle();
		const door = (await world.tenant()).visitor({ slug });
		expect(await door.ok("login.begin", { email, password: PASSWORD })).toEqual({ next: "verifyEmail" });
		await door.settle();
		expect(await door.okQuery("sessions.current")).toBeNull();
		expect(await door.okQuery("login.state")).toBeNull();
		expect(world.mails(email)).toHaveLength(2);
		expect(await door.refused("login.begin", { email, password: "not-the-one" })).toMatchObject({ status: 401 });
		expect(await door.ok("passwords.requestReset", { email })).toEqual({});
		await door.settle();
		expect(world.mails(email)).toHaveLength(2);
		const [newest, first] = world.mails(email).map(tokenIn);
		expect(await door.ok("users.verifyEmail", { token: newest })).toEqual({ next: "signIn" });
		expect(await door.ok("users.verifyEmail", { token: first })).toEqual({ next: "signIn" });
		expect(await door.ok("login.begin", { email, password: PASSWORD })).toEqual({ next: "signedIn" });
	});

	it("is confirmed within 24 hours or not at all", async () => {
		const slug = "too-late";
		const email = "owner@too-late.example";
		const platform = world.platform();
		await platform.ok("tenants.signUp", { organization: "Too late", slug, name: "Lou", email, password: PASSWORD });
		await platform.settle();
		const token = tokenIn(world.mails(email)[0]);
		world.advance(24 * hour);
		const door = (await world.tenant()).visitor({ slug });
		expect(await door.refused("users.verifyEmail", { token })).toMatchObject({ status: 400, refusal: "link_invalid" });
	});
});

describe("a person's own profile", () => {
	it("changes name and language, and nothing else can be named", async () => {
		const house = await world.tenant();
		const visitor = await house.signedIn(await house.person());
		expect(await visitor.ok("users.updateProfile", { name: "  Ana  ", locale: "es" })).toEqual({});
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			user: { name: "Ana", locale: "es", role: "member" },
		});
		for (const more of [{ role: "owner" }, { email: "x@y.example" }, { requirement: "notRequired" }])
			expect(await visitor.refused("users.updateProfile", { name: "Ana", locale: "es", ...more })).toMatchObject({
				status: 400,
				fields: { input: "unknown_field" },
			});
		for (const name of ["", "   ", "a".repeat(101), "line\nbreak", "turn\u202Earound", "nul\u0000"])
			expect(await visitor.refused("users.updateProfile", { name, locale: "es" })).toMatchObject({ status: 400 });
	});
});
