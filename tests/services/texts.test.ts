/**
 * The phone in a set-up that goes by a text message: the missing number is asked for at the sign-in, once and nothing else,
 * and the link leads to the same set-up as the QR code on the screen.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { linkMessages, linkToken, someNumber } from "../support/links.ts";
import { createWorld, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
});
afterAll(() => world.stop());

const atSetUp = async (
	more: Parameters<TestTenant["person"]>[0] = {},
): Promise<{ person: Person; visitor: Visitor }> => {
	const person = await house.person({ requirement: "required", method: "phoneLink", ...more });
	return { person, visitor: await afterPassword(house, person) };
};
const numberOf = async ({ id }: Person) => (await world.rows("select phone from users where id = ?", [id]))[0]?.phone;

describe("the number", () => {
	it("S55 S75 S102 is asked for only where the method needs it and it is missing", async () => {
		const stored = someNumber();
		const cases = [
			[{}, { needsPhone: true, phone: null, method: "phoneLink" }],
			[{ phone: stored }, { needsPhone: false, phone: `+421 ••• ${stored.slice(-3)}`, method: "phoneLink" }],
			[{ method: "authenticator" }, { needsPhone: false, phone: null, method: "authenticator" }],
		] as const;
		for (const [more, state] of cases) {
			const { visitor } = await atSetUp(more);
			expect(await visitor.okQuery("login.state")).toMatchObject({ step: "setUp", ...state, textRecovery: false });
		}
	});

	it("S55 S42 once given it is stored as E.164 and gets the link at once", async () => {
		const { person, visitor } = await atSetUp();
		const answer = await visitor.ok("login.providePhone", { phone: "0905 700 001", country: "SK" });
		await visitor.settle();
		expect(answer).toEqual({ phone: "+421 ••• 001", sent: true });
		expect(await numberOf(person)).toBe("+421905700001");
		expect(linkMessages(world, "+421905700001")).toHaveLength(1);
		expect(await visitor.okQuery("login.state")).toMatchObject({ needsPhone: false, phone: "+421 ••• 001" });
		const events = (await world.audit(person.id)).map(({ event }) => event);
		expect(events).toEqual(expect.arrayContaining(["phone.given", "enrolment.sent"]));
		expect(world.mails(person.email)[0]?.subject).toContain("phone number");
	});

	it("a number that is none, or has no country, is refused with its field and stores nothing", async () => {
		const { person, visitor } = await atSetUp();
		for (const [phone, problem] of [
			["0905700002", "country_needed"],
			["+421 12", "malformed"],
			["call me", "malformed"],
		] as const)
			expect(await visitor.refused("login.providePhone", { phone })).toMatchObject({
				status: 400,
				fields: { phone: problem },
			});
		expect(await numberOf(person)).toBeNull();
	});

	it("S65 a stored number cannot be replaced there, nor can two at once both be stored", async () => {
		const stored = someNumber();
		const { person, visitor } = await atSetUp({ phone: stored });
		const other = { phone: someNumber() };
		expect(await visitor.refused("login.providePhone", other)).toMatchObject({ status: 403, refusal: "phone_fixed" });
		expect(await numberOf(person)).toBe(stored);
		for (let round = 0; round < 20; round += 1) {
			const { person: one, visitor: first } = await atSetUp();
			const second = first.copy();
			const answers = await Promise.all([
				first.mutate("login.providePhone", { phone: someNumber() }),
				second.mutate("login.providePhone", { phone: someNumber() }),
			]);
			await Promise.all([first.settle(), second.settle()]);
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
			const number = String(await numberOf(one));
			expect(linkMessages(world, number)).toHaveLength(1);
		}
	});

	it("is not asked of who sets up with an app of their own, nor at another step", async () => {
		const { visitor } = await atSetUp({ method: "authenticator" });
		const phone = { phone: someNumber() };
		expect((await visitor.refused("login.providePhone", phone)).refusal).toBe("forbidden");
		expect((await visitor.refused("login.sendLink")).refusal).toBe("forbidden");
		const atCode = await afterPassword(house, await house.enrolled({ method: "phoneLink" }));
		expect((await atCode.refused("login.providePhone", phone)).refusal).toBe("challenge_gone");
		expect((await atCode.refused("login.sendLink")).refusal).toBe("challenge_gone");
		expect((await house.visitor().refused("login.providePhone", phone)).status).toBe(401);
	});
});

describe("the link", () => {
	it("S36 S56 S57 S58 leads to the same enrolment as the QR code: opened on the phone, finished there", async () => {
		const phone = someNumber();
		const { person, visitor } = await atSetUp({ phone });
		expect(await visitor.ok("login.sendLink")).toEqual({ sent: true });
		await visitor.settle();
		const onScreen = await visitor.ok<{ uri: string }>("totp.begin");
		const onPhone = house.visitor({ userAgent: "Mozilla/5.0 (iPhone) Safari/605" });
		await onPhone.ok("users.openEnrolment", { token: linkToken(world, phone) });
		const { phone: app, uri } = await setUp(world, onPhone);
		expect(new URL(uri).pathname).toBe(new URL(onScreen.uri).pathname);
		expect(await onPhone.ok("totp.finish", { saved: true })).toEqual({ next: "signIn" });
		expect((await visitor.refused("totp.begin")).refusal).toBe("challenge_gone");
		world.nextStep();
		const again = await afterPassword(house, person);
		expect(await again.ok("login.proveTotp", { code: app.code(world.now()) })).toEqual({ next: "signedIn" });
	});

	it("S56 or finished on the screen: then the link is dead", async () => {
		const phone = someNumber();
		const { visitor } = await atSetUp({ phone });
		await visitor.ok("login.sendLink");
		await visitor.settle();
		await setUp(world, visitor);
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		const token = linkToken(world, phone);
		expect((await house.visitor().refused("users.openEnrolment", { token })).refusal).toBe("link_invalid");
	});

	it("T030 goes out five times an hour; then the answer says so, and the last link stays good", async () => {
		const phone = someNumber();
		const { visitor } = await atSetUp({ phone });
		for (let count = 0; count < 5; count += 1) expect(await visitor.ok("login.sendLink")).toEqual({ sent: true });
		expect(await visitor.ok("login.sendLink")).toEqual({ sent: false });
		await visitor.settle();
		expect(linkMessages(world, phone)).toHaveLength(5);
		await house.visitor().ok("users.openEnrolment", { token: linkToken(world, phone) });
	});

	it("T140 waits in the outbox while the provider is down", async () => {
		const phone = someNumber();
		const { visitor } = await atSetUp({ phone });
		world.failMails(true);
		expect(await visitor.ok("login.sendLink")).toEqual({ sent: true });
		await visitor.settle();
		world.failMails(false);
		expect(world.mails(phone)).toEqual([]);
		expect(await world.rows("select sent_at from outbox where recipient = ?", [phone])).toEqual([{ sent_at: null }]);
	});

	it("without a provider the number is stored, and no message is promised", async () => {
		const mute = await createWorld({ vars: { SMS_URL: "" } });
		try {
			const there = await mute.tenant();
			const person = await there.person({ requirement: "required", method: "phoneLink" });
			const visitor = await afterPassword(there, person);
			expect(await visitor.ok("login.providePhone", { phone: someNumber() })).toMatchObject({ sent: false });
			expect(await visitor.refused("login.sendLink")).toMatchObject({ status: 409, refusal: "sms_unavailable" });
			await visitor.settle();
		} finally {
			await mute.stop();
		}
	});
});
