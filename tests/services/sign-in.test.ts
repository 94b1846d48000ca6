/**
 * Signing in, from the password to the session, over the real app and database.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

describe("sign-in", () => {
	it("S1 S114 S116 S145 asks for a code after the right password and gives a session only for both", async () => {
		const acme = await world.tenant();
		const alice = await acme.enrolled();
		const visitor = acme.visitor();
		const begun = await visitor.ok("login.begin", { email: alice.email, password: alice.password });
		expect(begun).toMatchObject({
			next: "secondFactor",
			methods: ["totp", "recoveryCode"],
			trust: { allowed: true, days: 30 },
		});
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			user: { email: alice.email },
			session: { assurance: "secondFactor" },
		});
		await visitor.settle();
	});

	it("S174 lets a person without a factor in by the password alone", async () => {
		const acme = await world.tenant();
		const carol = await acme.person();
		const visitor = await acme.signedIn(carol);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			session: { assurance: "password" },
			notices: ["setUpOffered"],
		});
	});

	it("refuses a wrong password and an unknown address alike", async () => {
		const acme = await world.tenant();
		const alice = await acme.enrolled();
		const wrong = await acme.visitor().mutate("login.begin", { email: alice.email, password: "not-the-password" });
		const unknown = await acme
			.visitor()
			.mutate("login.begin", { email: "nobody@acme.example", password: "not-it-either" });
		expect(wrong.status).toBe(401);
		expect(unknown.status).toBe(401);
	});
});
