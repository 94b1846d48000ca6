/**
 * The way back in by a text message, where the tenant allows it: a code to the stored number, then the set-up. And the number
 * itself, which its owner cannot change while it is such a way (S65).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { deskOf, linkToken, someNumber } from "../support/links.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let plain: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant({ policy: { textRecovery: true } });
	plain = await world.tenant();
});
afterAll(() => world.stop());

interface Lost {
	readonly person: EnrolledPerson;
	readonly number: string;
	readonly visitor: Visitor;
}

/** Somebody at the code step whose phone number is on record. */
async function lost(at: TestTenant = house): Promise<Lost> {
	const number = someNumber();
	const person = await at.enrolled({ phone: number });
	return { person, number, visitor: await afterPassword(at, person) };
}

async function codeFor({ visitor, number }: Lost): Promise<string> {
	await visitor.ok("login.requestResetCode");
	await visitor.settle();
	return /\d{8}/.exec(world.mails(number)[0]?.text ?? "")?.[0] ?? "no code";
}

const reset = (code: string) => ["login.resetSecondFactor", { code, by: "textMessage" }] as const;
const wrongFor = (code: string): string => (code === "00000000" ? "00000001" : "00000000");
const factorOf = async ({ id }: EnrolledPerson) =>
	(await world.rows("select id from totp_factors where user_id = ?", [id]))[0]?.id;

describe("a code by text message", () => {
	it("S63 S64 goes to the stored number and starts the set-up; the old app works until the new one is confirmed", async () => {
		const one = await lost();
		const { person, number, visitor } = one;
		expect(await visitor.okQuery("login.state")).toMatchObject({
			textRecovery: true,
			phone: `+421 ••• ${number.slice(-3)}`,
		});
		expect(await visitor.ok("login.requestResetCode")).toEqual({ to: `+421 ••• ${number.slice(-3)}` });
		const code = await codeFor(one);
		expect(world.mails(number).every(({ kind, text }) => kind === "sms" && !text.includes("http"))).toBe(true);
		const before = await factorOf(person);
		expect(await visitor.ok(...reset(code))).toEqual({ next: "setUp" });
		expect(await factorOf(person)).toBe(before);
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "setUp", reason: "reset" });
		const { phone } = await setUp(world, visitor);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		await visitor.settle();
		expect(await factorOf(person)).not.toBe(before);
		expect(world.mails(person.email)[0]?.subject).toContain("reset");
		world.nextStep();
		const again = await afterPassword(house, person);
		expect((await again.refused("login.proveTotp", { code: person.code() })).refusal).toBe("code_wrong");
		expect(await again.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
		const events = (await world.audit(person.id)).map(({ event }) => event);
		expect(events).toEqual(expect.arrayContaining(["resetCode.sent", "factor.resetAtSignIn"]));
	});

	it("S64 a wrong one resets nothing and is charged to the challenge and to the account's second factor", async () => {
		const one = await lost();
		const wrong = wrongFor(await codeFor(one));
		const before = await factorOf(one.person);
		for (let count = 0; count < 4; count += 1)
			expect((await one.visitor.refused(...reset(wrong))).refusal).toBe("code_wrong");
		expect((await one.visitor.refused(...reset(wrong))).refusal).toBe("challenge_spent");
		expect(await factorOf(one.person)).toBe(before);
		expect(await world.rows("select count from attempts where subject = ?", [`factor:${one.person.id}`])).toEqual([
			{ count: 5 },
		]);
	});

	it("T026 S60 ten wrong codes of any kind lock all of them; a locked second factor gets no message and no reset", async () => {
		const one = await lost();
		const code = await codeFor(one);
		for (let count = 0; count < 4; count += 1) await one.visitor.refused(...reset(wrongFor(code)));
		const second = await afterPassword(house, one.person);
		for (let count = 0; count < 5; count += 1) await second.refused("login.proveRecoveryCode", { code: "00000000" });
		expect((await one.visitor.refused(...reset(wrongFor(code)))).refusal).toBe("second_factor_locked");
		const third = await afterPassword(house, one.person);
		expect((await third.refused("login.requestResetCode")).refusal).toBe("second_factor_locked");
		expect((await third.refused(...reset(code))).refusal).toBe("second_factor_locked");
		await third.settle();
		expect(world.mails(one.number)).toHaveLength(1);
	});

	it("is good for ten minutes, in the challenge in which it was asked for, and once", async () => {
		const late = await lost();
		const stale = await codeFor(late);
		world.advance(599_000);
		const fresh = await afterPassword(house, late.person);
		expect((await fresh.refused(...reset(stale))).refusal).toBe("code_wrong");
		world.advance(1_001);
		expect((await late.visitor.refused(...reset(stale))).status).toBe(401);

		const one = await lost();
		const code = await codeFor(one);
		const twin = one.visitor.copy();
		await one.visitor.ok(...reset(code));
		expect((await twin.refused(...reset(code))).refusal).toBe("challenge_gone");
		expect(await world.rows("select 1 from reset_codes where user_id = ?", [one.person.id])).toEqual([]);
	});

	it("the newest one alone counts, and dies with a change of the person", async () => {
		const one = await lost();
		const older = await codeFor(one);
		const newer = await codeFor(one);
		expect((await one.visitor.refused(...reset(older))).refusal).toBe("code_wrong");
		await world.rows("update users set epoch = epoch + 1 where id = ?", [one.person.id]);
		expect((await one.visitor.refused(...reset(newer))).refusal).toBe("challenge_gone");
	});

	it("T040 nobody else's code does it, nor an app's code under that name", async () => {
		const [one, other] = [await lost(), await lost()];
		const code = await codeFor(other);
		await codeFor(one);
		expect((await one.visitor.refused(...reset(code))).refusal).toBe("code_wrong");
		expect((await one.visitor.refused(...reset(one.person.code()))).refusal).toBe("code_wrong");
		const spare = one.person.recoveryCodes[0] ?? "";
		expect((await one.visitor.refused(...reset(spare))).refusal).toBe("code_wrong");
		expect((await other.visitor.refused("login.resetSecondFactor", { code })).refusal).toBe("code_wrong");
		expect(await other.visitor.ok(...reset(code))).toEqual({ next: "setUp" });
	});

	it("T030 five messages an hour; the answer stays the same, and the last code stays good", async () => {
		const one = await lost();
		for (let count = 0; count < 4; count += 1) await codeFor(one);
		const last = await codeFor(one);
		const answers = [await one.visitor.ok("login.requestResetCode"), await one.visitor.ok("login.requestResetCode")];
		await one.visitor.settle();
		for (const answer of answers) expect(answer).toEqual({ to: `+421 ••• ${one.number.slice(-3)}` });
		expect(world.mails(one.number)).toHaveLength(5);
		expect(await one.visitor.ok(...reset(last))).toEqual({ next: "setUp" });
	});

	it("where it is off, for whom there is no number, and before the password there is no such way", async () => {
		const off = await lost(plain);
		expect(await off.visitor.okQuery("login.state")).toMatchObject({ textRecovery: false, phone: null });
		expect((await off.visitor.refused("login.requestResetCode")).refusal).toBe("forbidden");
		expect((await off.visitor.refused(...reset("00000000"))).refusal).toBe("forbidden");
		const numberless = await afterPassword(house, await house.enrolled());
		expect(await numberless.okQuery("login.state")).toMatchObject({ textRecovery: false, phone: null });
		expect((await numberless.refused("login.requestResetCode")).refusal).toBe("forbidden");
		expect((await house.visitor().refused("login.requestResetCode")).status).toBe(401);
		expect(world.mails(off.number)).toEqual([]);
	});

	it("T041 the code is stored under a key of its own and for its challenge only", async () => {
		const one = await lost();
		const code = await codeFor(one);
		const rows = [
			await world.rows("select * from reset_codes where user_id = ?", [one.person.id]),
			await world.rows("select sealed_letter from outbox where recipient = ?", [one.number]),
		];
		expect(JSON.stringify(rows)).not.toContain(code);
		await world.rows("update reset_codes set challenge_id = 'chl_other' where user_id = ?", [one.person.id]);
		expect((await one.visitor.refused(...reset(code))).refusal).toBe("code_wrong");
	});
});

describe("the own number", () => {
	const profile = { name: "Pat Person", locale: "en" };
	const stored = async ({ id }: { id: string }) =>
		(await world.rows("select phone from users where id = ?", [id]))[0]?.phone;

	it("S65 cannot be changed while it is a way back in; the name can", async () => {
		const { person, number } = await lost();
		const visitor = await house.signedIn(person);
		const another = { ...profile, phone: someNumber() };
		expect(await visitor.refused("users.updateProfile", another)).toMatchObject({
			status: 403,
			refusal: "phone_fixed",
		});
		await visitor.ok("users.updateProfile", { ...profile, name: "Alice", phone: number });
		expect(await stored(person)).toBe(number);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { name: "Alice", phone: number } });
	});

	it("S65 S110 elsewhere it needs a recent proof of the second factor; the factor stays and the mailbox is told", async () => {
		const { person } = await lost(plain);
		const visitor = await plain.signedIn(person);
		const another = { ...profile, phone: "0905 700 003", country: "SK" };
		world.advance(600_001);
		expect((await visitor.refused("users.updateProfile", another)).refusal).toBe("recent_proof_required");
		expect((await visitor.refused("sessions.prove", { password: PASSWORD })).status).toBe(400);
		await visitor.ok("sessions.prove", { code: person.code() });
		const before = await factorOf(person);
		await visitor.ok("users.updateProfile", another);
		await visitor.settle();
		expect(await stored(person)).toBe("+421905700003");
		expect(await factorOf(person)).toBe(before);
		expect(world.mails(person.email)[0]?.subject).toContain("phone number");
		expect(await world.audit(person.id)).toContainEqual({ event: "user.changed", evidence: { fields: ["phone"] } });
	});

	it("S110 what was sent to the old number ends with it, whoever changes it", async () => {
		const own = await deskOf(plain);
		for (const by of ["oneself", "an administrator"]) {
			const number = someNumber();
			const person = await plain.person({ method: "phoneLink", phone: number });
			await own.send([person], "sms");
			const changed = { name: profile.name, phone: someNumber() };
			if (by === "oneself") await (await plain.signedIn(person)).ok("users.updateProfile", { ...profile, ...changed });
			else await own.visitor.ok("users.update", { id: person.id, ...changed });
			const token = linkToken(world, number);
			expect((await plain.visitor().refused("users.openEnrolment", { token })).refusal).toBe("link_invalid");
		}
	});

	it("S64 S110 a code sent to the old number is dead once an administrator changed it", async () => {
		const one = await lost();
		const code = await codeFor(one);
		await (await deskOf(house)).visitor.ok("users.update", { id: one.person.id, phone: someNumber() });
		expect((await one.visitor.refused(...reset(code))).refusal).toBe("code_wrong");
	});

	it("S90 a number that is none is refused with its field", async () => {
		const visitor = await plain.signedIn(await plain.person());
		for (const [phone, problem] of [
			["0905700004", "country_needed"],
			["+1 23", "malformed"],
		] as const) {
			const refusal = await visitor.refused("users.updateProfile", { ...profile, phone });
			expect(refusal).toMatchObject({ status: 400, fields: { phone: problem } });
		}
	});
});
