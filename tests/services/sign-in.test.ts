/**
 * Signing in, from the password to the session, over the real app and database.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, wrongCode } from "../support/acts.ts";
import { figure } from "../support/figures.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

async function enrolled() {
	const house = await world.tenant();
	return { house, alice: await house.enrolled() };
}

describe("sign-in", () => {
	it("S1 S114 S116 S145 asks for a code after the right password and gives a session only for both", async () => {
		const { house, alice } = await enrolled();
		const visitor = house.visitor();
		const begun = await visitor.ok("login.begin", { email: alice.email, password: alice.password });
		expect(begun).toEqual({
			next: "secondFactor",
			reason: "enrolled",
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

	it("S1 S114 a code without the password gives nothing, and neither does one with a wrong password", async () => {
		const { house, alice } = await enrolled();
		const visitor = house.visitor();
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			status: 401,
			refusal: "challenge_gone",
		});
		await visitor.mutate("login.begin", { email: alice.email, password: "not-the-one" });
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			status: 401,
			refusal: "challenge_gone",
		});
		await afterPassword(house, alice, visitor);
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("S35 S116 the password alone reads no data", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		for (const query of ["sessions.list", "recoveryCodes.list", "trustedBrowsers.list"])
			expect((await visitor.query(query)).status).toBe(401);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(Object.keys((await visitor.okQuery("login.state")) ?? {}).sort()).toEqual(
			["email", "expiresAt", "method", "needsPhone", "phone", "reason", "step", "textRecovery", "trust"].sort(),
		);
		expect(visitor.jar.names()).toEqual([`gh_challenge_${house.slug}`]);
	});

	it("S12 S36 S149 takes the code of any RFC 6238 app, with the space that apps show", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		const code = alice.code();
		expect(await visitor.ok("login.proveTotp", { code: `${code.slice(0, 3)} ${code.slice(3)}` })).toEqual({
			next: "signedIn",
		});
	});

	it("S17 five, seven or other than digits are refused in a word about the field, and cost no attempt", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		for (const code of ["12345", "1234567", "abcdef", "", "12345\u0663", "１２３４５６"])
			expect(await visitor.refused("login.proveTotp", { code })).toMatchObject({
				status: 400,
				refusal: "input_invalid",
				fields: { code: expect.any(String) },
			});
		expect(await world.rows("select 1 from attempts where subject = ?", [`factor:${alice.id}`])).toEqual([]);
	});

	it("S131 a code is refused once its window is over, and the next one is accepted", async () => {
		const { house, alice } = await enrolled();
		world.nextStep();
		const code = alice.code();
		const visitor = await afterPassword(house, alice);
		world.advance(60_000);
		expect(await visitor.refused("login.proveTotp", { code })).toMatchObject({ status: 400 });
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("S131 T010 a code of the step before still counts, for people who type slowly", async () => {
		const { house, alice } = await enrolled();
		world.nextStep();
		const code = alice.code();
		const visitor = await afterPassword(house, alice);
		world.advance(59_999);
		expect(await visitor.ok("login.proveTotp", { code })).toEqual({ next: "signedIn" });
	});

	it("S18 a wrong code leaves the person where they are", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		expect(await visitor.refused("login.proveTotp", { code: wrongCode(alice.phone, world.now()) })).toMatchObject({
			status: 400,
			refusal: "code_wrong",
		});
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "secondFactor" });
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("S163 the e-mail address is the name, in any spelling of letters", async () => {
		const house = await world.tenant();
		await house.person({ email: "grace.hopper@acme.example" });
		for (const email of ["grace.hopper@acme.example", "Grace.Hopper@ACME.example", " grace.hopper@acme.example "])
			expect(await house.visitor().ok("login.begin", { email, password: PASSWORD })).toEqual({ next: "signedIn" });
	});

	it("S174 lets a person without a factor in by the password alone", async () => {
		const house = await world.tenant();
		const visitor = await house.signedIn(await house.person());
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			session: { assurance: "password" },
			twoFactor: { on: false, required: false, requiredBy: null },
			notices: ["setUpOffered"],
		});
	});

	it("T097 answers a wrong password, an unknown address and closed accounts alike, byte for byte", async () => {
		const [house, elsewhere] = [await world.tenant(), await world.tenant()];
		const [known, locked] = [await house.enrolled(), await house.enrolled()];
		const [plain, disabled, invited, passwordless, unverified] = await Promise.all(
			Array.from({ length: 5 }, () => house.person()),
		);
		const set = (what: string, who: { id: string } | undefined) =>
			world.rows(`update users set ${what} where id = ?`, [who?.id ?? ""]);
		await set("status = 'disabled'", disabled);
		await set("status = 'invited', password_hash = null", invited);
		await set("password_hash = null", passwordless);
		await set("status = 'unverified'", unverified);
		await world.rows(
			"insert into attempts (tenant_id, subject, count, window_started_at, last_at) values (?, ?, 10, ?, ?)",
			[house.scope.tenantId, `factor:${locked.id}`, world.now(), world.now()],
		);
		const accounts = {
			"with a factor": known,
			"without one": plain,
			locked,
			disabled,
			invited,
			passwordless,
			unverified,
			"of another organization": await elsewhere.enrolled(),
			unknown: { email: "nobody@acme.example" },
		};
		// Of accounts that are closed or not there the right password says no more than a wrong one.
		const { unknown, "of another organization": elsewheres } = accounts;
		const tries = [
			...Object.entries(accounts).map(([kind, account]) => [kind, account?.email, "not-the-one"]),
			...Object.entries({ disabled, invited, passwordless, unknown, elsewheres }).map(([kind, account]) => [
				kind,
				account?.email,
				PASSWORD,
			]),
		];
		const told = new Map<string, string[]>();
		for (const [kind = "", email, password] of tries) {
			const visitor = house.visitor();
			const answer = await visitor.mutate("login.begin", { email, password });
			await visitor.settle();
			expect(answer.status).toBe(401);
			const said = JSON.stringify([answer.status, answer.body, [...answer.headers]]).replaceAll(/req_\w+/g, "req");
			told.set(said, [...(told.get(said) ?? []), kind]);
		}
		expect([...told.values()]).toHaveLength(1);
		expect([...told.keys()][0]).toContain("credentials_wrong");
		figure(
			"T097",
			`a wrong password for ${Object.keys(accounts).length} kinds of account, and the right one for ${tries.length - Object.keys(accounts).length} that are closed or not there: ${told.size} answer, byte for byte, with headers and cookies`,
		);
	});

	it("T060 a half-done sign-in ends after ten minutes by the server's clock", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		world.advance(600_000);
		expect(await visitor.okQuery("login.state")).toBeNull();
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_gone",
		});
	});

	it("can be cancelled at the code step, and the challenge is dead then", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		const copy = visitor.copy();
		expect(await visitor.ok("login.cancel")).toEqual({});
		expect(visitor.jar.names()).toEqual([]);
		expect(await copy.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "challenge_gone" });
		expect(await visitor.ok("login.cancel")).toEqual({});
	});
});
