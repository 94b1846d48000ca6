/**
 * Wrong codes and wrong passwords: counted before they are looked at, over all ways, and cleared only by what was right.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, wrongCode } from "../support/acts.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

/** Types `count` wrong codes, five per challenge, and answers with the refusals. */
async function typeWrong(house: TestTenant, alice: EnrolledPerson, count: number): Promise<(string | undefined)[]> {
	const refusals: (string | undefined)[] = [];
	let visitor = await afterPassword(house, alice);
	for (let typed = 0; typed < count; typed += 1) {
		if (typed > 0 && typed % 5 === 0) visitor = await afterPassword(house, alice);
		const { refusal } = await visitor.refused("login.proveTotp", { code: wrongCode(alice.phone, world.now()) });
		refusals.push(refusal);
	}
	await visitor.settle();
	return refusals;
}

async function enrolled(policy = {}) {
	const house = await world.tenant({ policy });
	return { house, alice: await house.enrolled() };
}
const countOf = async (alice: EnrolledPerson) =>
	(await world.rows("select count from attempts where subject = ?", [`factor:${alice.id}`]))[0]?.count;

describe("wrong codes", () => {
	it("S60 nine wrong and then the right one lets in, and the counter is cleared", async () => {
		const { house, alice } = await enrolled();
		await typeWrong(house, alice, 9);
		const visitor = await afterPassword(house, alice);
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		expect(await countOf(alice)).toBe(0);
	});

	it("S60 ten wrong lock the factor: the right code and recovery codes are refused then too, also next year", async () => {
		const { house, alice } = await enrolled();
		const refusals = await typeWrong(house, alice, 10);
		expect(refusals.filter((one) => one === "second_factor_locked")).toHaveLength(1);
		expect(refusals.at(-1)).toBe("second_factor_locked");
		for (const wait of [0, 365 * 86_400_000]) {
			world.advance(wait);
			const visitor = await afterPassword(house, alice);
			const refused = await visitor.refused("login.proveTotp", { code: alice.code() });
			expect(refused).toMatchObject({ status: 403, refusal: "second_factor_locked" });
			expect(refused.retryAfterSeconds).toBeUndefined();
			expect(await visitor.refused("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({
				refusal: "second_factor_locked",
			});
		}
		expect(world.mails(alice.email).filter(({ subject }) => subject.includes("locked"))).toHaveLength(1);
		expect(await world.audit(alice.id)).toContainEqual({ event: "factor.locked", evidence: { failures: 10 } });
	});

	it.each([null, "not json", '{"trustedBrowserDays":"many"}', '{"lock":{"after":1000}}'])(
		"S60 five wrong lock the factor where the rule cannot be read: %s",
		async (text) => {
			const { house, alice } = await enrolled();
			await typeWrong(house, alice, 4);
			const { tenantId } = house.scope;
			if (text === null) await world.rows("delete from policies where tenant_id = ?", [tenantId]);
			else await world.rows("update policies set overrides = ? where tenant_id = ?", [text, tenantId]);
			expect(await typeWrong(house, alice, 1)).toEqual(["second_factor_locked"]);
			await typeWrong(house, alice, 2);
			expect(await countOf(alice)).toBe(5);
		},
	);

	it("S60 locks for the tenant's minutes where it chose so, and tells how long", async () => {
		const { house, alice } = await enrolled({ lock: { after: 3, mode: "timed", minutes: 5 } });
		await typeWrong(house, alice, 3);
		world.advance(120_000);
		const visitor = await afterPassword(house, alice);
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "second_factor_locked",
			retryAfterSeconds: 180,
		});
		world.advance(180_000);
		const later = await afterPassword(house, alice);
		expect(await later.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("T015 five per challenge; then the password is asked again", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		const wrong = { code: wrongCode(alice.phone, world.now()) };
		for (const refusal of ["code_wrong", "code_wrong", "code_wrong", "code_wrong", "challenge_spent"])
			expect(await visitor.refused("login.proveTotp", wrong)).toMatchObject({ refusal });
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "challenge_spent",
		});
		expect(await countOf(alice)).toBe(5);
		const again = await afterPassword(house, alice);
		expect(await again.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("T016 T017 fresh challenges and other kinds of code draw on the same budget", async () => {
		const { house, alice } = await enrolled();
		await typeWrong(house, alice, 5);
		for (let typed = 0; typed < 5; typed += 1) {
			const visitor = await afterPassword(house, alice);
			await visitor.refused("login.proveRecoveryCode", { code: "00000000" });
		}
		const visitor = await afterPassword(house, alice);
		expect(await visitor.refused("login.proveTotp", { code: alice.code() })).toMatchObject({
			refusal: "second_factor_locked",
		});
	});

	it("T017 T161 a signed-in person's codes draw on it too", async () => {
		const { house, alice } = await enrolled();
		const visitor = await house.signedIn(alice);
		world.nextStep();
		const code = wrongCode(alice.phone, world.now());
		for (let typed = 0; typed < 4; typed += 1) await visitor.refused("sessions.prove", { code });
		for (let typed = 0; typed < 3; typed += 1) await visitor.refused("totp.disable", { password: PASSWORD, code });
		for (let typed = 0; typed < 3; typed += 1)
			await visitor.refused("passwords.change", { current: PASSWORD, password: "another-river-stone", code });
		expect(await visitor.refused("sessions.prove", { code: alice.code() })).toMatchObject({
			refusal: "second_factor_locked",
		});
		expect(await visitor.okQuery("sessions.current")).not.toBeNull();
	});

	it("a mistyped password beside a code charges no code", async () => {
		const { house, alice } = await enrolled();
		const visitor = await house.signedIn(alice);
		world.nextStep();
		for (let typed = 0; typed < 6; typed += 1)
			expect(await visitor.refused("totp.disable", { password: "not-the-one", code: alice.code() })).toMatchObject({
				refusal: "credentials_wrong",
			});
		expect(await countOf(alice)).toBe(0);
		expect(await visitor.ok("totp.disable", { password: PASSWORD, code: alice.code() })).toEqual({});
	});
});

describe("wrong passwords", () => {
	it("ten in fifteen minutes make everybody wait five minutes, with the right one too", async () => {
		const { house, alice } = await enrolled();
		const stranger = house.visitor();
		const begin = (password: string) => stranger.refused("login.begin", { email: alice.email, password });
		for (let typed = 0; typed < 10; typed += 1) expect((await begin("not-the-one")).refusal).toBe("credentials_wrong");
		expect(await begin(PASSWORD)).toMatchObject({ status: 429, refusal: "attempts_spent", retryAfterSeconds: 300 });
		world.advance(299_999);
		expect((await begin(PASSWORD)).refusal).toBe("attempts_spent");
		world.advance(1);
		await afterPassword(house, alice);
	});

	it("leave a known browser alone: it has a budget of its own", async () => {
		const { house, alice } = await enrolled();
		const known = await house.signedIn(alice);
		await known.ok("login.signOut");
		const stranger = house.visitor();
		for (let typed = 0; typed < 11; typed += 1)
			await stranger.refused("login.begin", { email: alice.email, password: "not-the-one" });
		expect(await known.ok("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			next: "secondFactor",
		});
	});
});

describe("clock doctor", () => {
	it("S121 tells a phone that is minutes off, accepts nothing, and charges the attempt", async () => {
		const { house, alice } = await enrolled();
		const visitor = await afterPassword(house, alice);
		for (const [aheadMs, told] of [
			[300_000, 300],
			[-600_000, -600],
		] as const) {
			const code = alice.phone.code(world.now() + aheadMs);
			expect(await visitor.refused("login.proveTotp", { code })).toMatchObject({
				status: 400,
				refusal: "code_clock_off",
				clockOffSeconds: told,
			});
		}
		expect(await countOf(alice)).toBe(2);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		const named = alice.phone.code(world.now() + 300_000);
		world.advance(300_000);
		expect(await visitor.refused("login.proveTotp", { code: named })).toMatchObject({ refusal: "code_wrong" });
	});

	it("S121 tells it during set-up too", async () => {
		const house = await world.tenant();
		const visitor = await house.signedIn(await house.person());
		const { uri } = await visitor.ok<{ uri: string }>("totp.begin", { password: PASSWORD });
		expect(await visitor.refused("totp.confirm", { code: phoneFrom(uri).code(world.now() - 120_000) })).toMatchObject({
			refusal: "code_clock_off",
			clockOffSeconds: -120,
		});
	});
});

describe("a password beside a code", () => {
	it("is tried first: a mistyped one, or one too many, costs the second factor no attempt", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		for (let index = 0; index < 14; index += 1) {
			const { refusal } = await visitor.refused("totp.disable", { password: "not-the-password", code: "000000" });
			expect(refusal).toBe(index < 10 ? "credentials_wrong" : "attempts_spent");
		}
		world.advance(5 * 60_000);
		world.nextStep();
		expect(await visitor.ok("totp.disable", { password: alice.password, code: alice.code() })).toEqual({});
	});

	it("that was mistyped right after a timed lock does not close it again", async () => {
		const house = await world.tenant({ policy: { lock: { mode: "timed", minutes: 15, after: 3 } } });
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		for (let index = 0; index < 3; index += 1)
			await visitor.refused("sessions.prove", { code: wrongCode(alice.phone, world.now()) });
		world.advance(15 * 60_000);
		await visitor.refused("totp.disable", { password: "not-the-password", code: alice.code() });
		world.nextStep();
		expect(await visitor.ok("totp.disable", { password: alice.password, code: alice.code() })).toEqual({});
	});
});
