/**
 * Recovery codes: signing in without the app, once per code; seeing, replacing and running out of them.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

interface Listed {
	readonly codes: readonly { readonly code?: string; readonly usedAt: number | null }[];
	readonly remaining: number;
	readonly viewing: string;
}

async function enrolled(policy = {}) {
	const house = await world.tenant({ policy });
	const alice = await house.enrolled();
	return { house, alice, codes: alice.recoveryCodes };
}

/** Signs in with one recovery code and answers what the product said. */
async function signInWith(house: TestTenant, alice: EnrolledPerson, code: string | undefined) {
	const visitor = await afterPassword(house, alice);
	return { visitor, answer: await visitor.ok("login.proveRecoveryCode", { code }) };
}

describe("signing in with a recovery code", () => {
	it("S24 S160 S165 T035 lets in without the app and counts down", async () => {
		const { house, alice, codes } = await enrolled();
		const { visitor, answer } = await signInWith(house, alice, codes[3]);
		expect(answer).toEqual({ next: "signedIn", remaining: 9 });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			session: { assurance: "secondFactor" },
			twoFactor: { on: true, recoveryCodesLeft: 9 },
		});
		expect((await signInWith(house, alice, codes[7])).answer).toEqual({ next: "signedIn", remaining: 8 });
		await visitor.settle();
		const [letter] = world.mails(alice.email);
		expect(letter?.subject).toContain("recovery code was used");
	});

	it("S23 S166 T035 refuses a code the second time, and records it", async () => {
		const { house, alice, codes } = await enrolled();
		await signInWith(house, alice, codes[0]);
		const visitor = await afterPassword(house, alice);
		expect(await visitor.refused("login.proveRecoveryCode", { code: codes[0] })).toMatchObject({
			status: 400,
			refusal: "code_wrong",
		});
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(await world.audit(alice.id)).toContainEqual({
			event: "code.refused",
			evidence: { purpose: "signIn", reason: "used" },
		});
	});

	it("S165 reads the digits however they are grouped, and says plainly what has another length", async () => {
		const { house, alice, codes } = await enrolled();
		const visitor = await afterPassword(house, alice);
		for (const code of ["1234567", "123456789", "", "abcdefgh"])
			expect(await visitor.refused("login.proveRecoveryCode", { code })).toMatchObject({
				status: 400,
				refusal: "input_invalid",
				fields: { code: expect.any(String) },
			});
		const typed = `${codes[0]?.slice(0, 4)} ${codes[0]?.slice(4)}`;
		expect(await visitor.ok("login.proveRecoveryCode", { code: typed })).toMatchObject({ remaining: 9 });
	});

	it("T039 is no first factor: alone, or with a wrong password, it opens nothing and is not used up", async () => {
		const { house, alice, codes } = await enrolled();
		const visitor = house.visitor();
		expect(await visitor.refused("login.proveRecoveryCode", { code: codes[0] })).toMatchObject({
			refusal: "challenge_gone",
		});
		await visitor.mutate("login.begin", { email: alice.email, password: codes[0] });
		expect(await visitor.refused("login.proveRecoveryCode", { code: codes[0] })).toMatchObject({
			refusal: "challenge_gone",
		});
		expect(
			await world.rows("select 1 from recovery_codes where user_id = ? and used_at is not null", [alice.id]),
		).toEqual([]);
	});

	it("T045 reads Crockford codes in lower case and with look-alikes, where the tenant gives those", async () => {
		const { house, alice, codes } = await enrolled({ recoveryCodes: { form: "crockford10" } });
		for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
		const typed = codes[0]
			?.toLowerCase()
			.replaceAll("0", "o")
			.replaceAll("1", "l")
			.replace(/(.{5})/, "$1-");
		expect((await signInWith(house, alice, typed)).answer).toMatchObject({ next: "signedIn", remaining: 9 });
	});
});

describe("seeing the codes", () => {
	it("S167 S168 shows them within the recent window with the used ones marked", async () => {
		const { house, alice, codes } = await enrolled();
		const { visitor } = await signInWith(house, alice, codes[2]);
		const listed = await visitor.okQuery<Listed>("recoveryCodes.list");
		expect(listed).toMatchObject({ remaining: 9, viewing: "recent" });
		expect(listed.codes.map(({ code }) => code)).toEqual(codes);
		expect(listed.codes.filter(({ usedAt }) => usedAt !== null)).toEqual([{ code: codes[2], usedAt: world.now() }]);
	});

	it("S167 asks for a fresh proof after ten minutes", async () => {
		const { house, alice } = await enrolled();
		const visitor = await house.signedIn(alice);
		world.advance(600_000);
		expect((await visitor.query("recoveryCodes.list")).status).toBe(403);
		expect(await visitor.refused("sessions.prove", { password: PASSWORD })).toMatchObject({
			fields: { code: "required" },
		});
		await visitor.ok("sessions.prove", { code: alice.code() });
		expect(await visitor.okQuery("recoveryCodes.list")).toMatchObject({ remaining: 10 });
	});

	it("S162 shows no code again where the tenant shows them once, and keeps no copy", async () => {
		const { house, alice, codes } = await enrolled({ recoveryCodes: { viewing: "once" } });
		const { visitor } = await signInWith(house, alice, codes[0]);
		const listed = await visitor.okQuery<Listed>("recoveryCodes.list");
		expect(listed).toMatchObject({ remaining: 9, viewing: "once" });
		for (const shown of listed.codes) expect(Object.keys(shown)).toEqual(["usedAt"]);
		expect(
			await world.rows("select 1 from recovery_codes where user_id = ? and sealed_code is not null", [alice.id]),
		).toEqual([]);
	});

	it("T041 nothing that is stored holds a code in the clear", async () => {
		const { alice, codes } = await enrolled();
		const stored = JSON.stringify(await world.rows("select * from recovery_codes where user_id = ?", [alice.id]));
		for (const code of codes) expect(stored).not.toContain(code);
	});
});

describe("replacing the codes", () => {
	it("S26 S28 S29 S171 needs the password and refuses the old ones in the same second", async () => {
		const { house, alice, codes } = await enrolled();
		const visitor = await house.signedIn(alice);
		expect(await visitor.refused("recoveryCodes.regenerate", {})).toMatchObject({ fields: { password: "required" } });
		expect(await visitor.refused("recoveryCodes.regenerate", { password: "" })).toMatchObject({ status: 400 });
		expect(await visitor.refused("recoveryCodes.regenerate", { password: "wrong-one" })).toMatchObject({ status: 401 });
		expect((await visitor.okQuery<Listed>("recoveryCodes.list")).codes.map(({ code }) => code)).toEqual(codes);
		const fresh = await visitor.ok<{ recoveryCodes: string[] }>("recoveryCodes.regenerate", { password: PASSWORD });
		expect(fresh.recoveryCodes).toHaveLength(10);
		expect(fresh.recoveryCodes.filter((code) => codes.includes(code))).toEqual([]);
		const again = await afterPassword(house, alice);
		expect(await again.refused("login.proveRecoveryCode", { code: codes[0] })).toMatchObject({ refusal: "code_wrong" });
		expect(await again.ok("login.proveRecoveryCode", { code: fresh.recoveryCodes[0] })).toMatchObject({ remaining: 9 });
		await visitor.settle();
		expect(world.mails(alice.email).map(({ subject }) => subject)).toContainEqual(
			expect.stringContaining("New recovery codes"),
		);
	});

	it("is not there for a person without a factor", async () => {
		const house = await world.tenant();
		const visitor = await house.signedIn(await house.person());
		expect(await visitor.refused("recoveryCodes.regenerate", { password: PASSWORD })).toMatchObject({
			refusal: "second_factor_absent",
		});
	});
});
