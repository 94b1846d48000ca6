/**
 * One browser that holds a session and a half-done set-up of somebody else, or of an earlier day: a lured person, a shared
 * machine. Each act goes through the door that it was meant for, and nobody's phone ends in another's account (T052, T090, T114).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { sessionsOf } from "../support/crowd.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, PASSWORD, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
});
afterAll(() => world.stop());

interface Begun {
	readonly uri: string;
}

const factorsOf = async ({ id }: Person) =>
	(await world.rows("select 1 from totp_factors where user_id = ?", [id])).length;
const challengeOf = (visitor: Visitor): string => {
	const value = visitor.jar.get("challenge");
	if (value === undefined) throw new Error("no half-done sign-in");
	return value;
};

/** The name of the cookie of a half-done sign-in, and its value for somebody who must set up a factor. */
async function halfDone(person: Person): Promise<Visitor> {
	return afterPassword(acme, person);
}

/** Puts the half-done sign-in of one browser into another, as a link or a shared machine does. */
function lend(from: Visitor, to: Visitor): void {
	to.jar.set(from.jar.nameLike("challenge") ?? "", challengeOf(from));
}

/** Carol at her account page, in a browser that also holds the half-done set-up of somebody else. */
async function lured() {
	const [carol, mallory] = [await acme.person(), await acme.person({ requirement: "required" })];
	const visitor = await acme.signedIn(carol);
	lend(await halfDone(mallory), visitor);
	return { carol, mallory, visitor };
}

describe("a browser with a session and somebody else's half-done set-up", () => {
	it("T090 T114 sets up the phone of whose password was typed, and the other is nowhere", async () => {
		const { carol, mallory, visitor } = await lured();
		const { uri } = await visitor.ok<Begun>("totp.begin", { password: PASSWORD });
		expect(phoneFrom(uri).label).toContain(carol.email);
		await visitor.ok("totp.confirm", { code: phoneFrom(uri).code(world.now()) });
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect([await factorsOf(carol), await factorsOf(mallory)]).toEqual([1, 0]);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { email: carol.email } });
	});

	it("T090 T114 the same when it came by an enrolment link of the attacker's own account", async () => {
		const [carol, mallory] = [await acme.person(), await acme.person({ requirement: "required" })];
		const desk = await acme.signedIn(await acme.enrolled({ role: "owner" }));
		await desk.ok("users.sendEnrolment", { ids: [mallory.id], by: "email" });
		await desk.settle();
		const visitor = await acme.signedIn(carol);
		await visitor.ok("users.openEnrolment", { token: tokenIn(world.mails(mallory.email)[0]) });
		await setUp(world, visitor, PASSWORD);
		expect([await factorsOf(carol), await factorsOf(mallory)]).toEqual([1, 0]);
	});

	it("T114 a wrong password is a wrong password, whatever else the browser holds", async () => {
		const { visitor } = await lured();
		expect(await visitor.refused("totp.begin", { password: "not-the-one" })).toMatchObject({
			refusal: "credentials_wrong",
		});
		expect(await visitor.refused("recoveryCodes.regenerate", { password: "not-the-one" })).toMatchObject({
			refusal: "credentials_wrong",
		});
	});

	it("T114 a password is for a session only: without one it opens nothing", async () => {
		const { visitor } = await lured();
		visitor.jar.clear("session");
		expect(await visitor.refused("totp.begin", { password: PASSWORD })).toMatchObject({ refusal: "not_signed_in" });
		expect(await visitor.ok("totp.begin", {})).toHaveProperty("uri");
	});

	it("T090 the half-done sign-in goes on without a password, and its person is the one who is signed in at its end", async () => {
		const { carol, mallory, visitor } = await lured();
		const { phone } = await setUp(world, visitor);
		expect(phone.label).toContain(mallory.email);
		expect(await visitor.ok("recoveryCodes.regenerate")).toHaveProperty("recoveryCodes");
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect([await factorsOf(carol), await factorsOf(mallory)]).toEqual([0, 1]);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { email: mallory.email } });
		expect(await sessionsOf(world, carol.id)).toBe(0);
	});

	it("T052 T090 with a set-up begun at each door nothing is confirmed, until one of them is begun anew", async () => {
		const [carol, mallory] = [await acme.person(), await acme.person({ requirement: "required" })];
		const visitor = await acme.signedIn(carol);
		const own = await visitor.ok<Begun>("totp.begin", { password: PASSWORD });
		lend(await halfDone(mallory), visitor);
		const other = await visitor.ok<Begun>("totp.begin");
		for (const { uri } of [own, other])
			expect(await visitor.refused("totp.confirm", { code: phoneFrom(uri).code(world.now()) })).toMatchObject({
				refusal: "setup_expired",
			});
		expect([await factorsOf(carol), await factorsOf(mallory)]).toEqual([0, 0]);
		await setUp(world, visitor, PASSWORD);
		expect([await factorsOf(carol), await factorsOf(mallory)]).toEqual([1, 0]);
	});

	it("T052 a code for a set-up that only the session began is the session's", async () => {
		const [carol, mallory] = [await acme.person(), await acme.person({ requirement: "required" })];
		const visitor = await acme.signedIn(carol);
		const { uri } = await visitor.ok<Begun>("totp.begin", { password: PASSWORD });
		lend(await halfDone(mallory), visitor);
		await visitor.ok("totp.confirm", { code: phoneFrom(uri).code(world.now()) });
		await visitor.ok("totp.finish", { saved: true });
		expect([await factorsOf(carol), await factorsOf(mallory)]).toEqual([1, 0]);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { email: carol.email } });
	});
});

describe("a browser with a session and a half-done set-up of the same person", () => {
	it("T052 goes by the set-up that was begun last, at either door", async () => {
		const carol = await acme.person();
		const visitor = await acme.signedIn(carol);
		await world.rows("update users set requirement = 'required' where id = ?", [carol.id]);
		await afterPassword(acme, carol, visitor);
		await visitor.ok("totp.begin", { password: PASSWORD });
		await afterPassword(acme, carol, visitor);
		await setUp(world, visitor);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect(await factorsOf(carol)).toBe(1);
	});

	it("T114 new codes with a password are the session's, and end the half-done sign-in beside it", async () => {
		const [alice, mallory] = [await acme.enrolled(), await acme.person({ requirement: "required" })];
		const visitor = await acme.signedIn(alice);
		const other = await halfDone(mallory);
		await setUp(world, other);
		lend(other, visitor);
		const before = await world.rows("select id from recovery_codes where user_id = ?", [mallory.id]);
		await visitor.ok("recoveryCodes.regenerate", { password: PASSWORD });
		expect(await world.rows("select id from recovery_codes where user_id = ?", [mallory.id])).toEqual(before);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ user: { email: alice.email } });
	});
});
