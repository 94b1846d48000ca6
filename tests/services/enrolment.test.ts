/**
 * Enrolment links: an administrator sends them, a person opens one on the phone, sets up a second factor, and signs in.
 * What a link must never do is in tests/attacks/enrolment-links.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm, nameRealm } from "../../dev/populate.ts";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import { inviteGuest } from "../support/guests.ts";
import { type Desk, deskOf, linkMessages, linkToken, openedBy, someNumber } from "../support/links.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Desk;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	desk = await deskOf(house);
});
afterAll(() => world.stop());

const hours72 = 72 * 3_600_000;

describe("sending", () => {
	it("S42 S94 S95 one message with one link to each person's number, and each result is told", async () => {
		const people = [];
		for (const name of ["Ann", "Ben", "Cy"]) people.push({ name, phone: someNumber() });
		const persons = await Promise.all(people.map((more) => house.person(more)));
		const without = await house.person();
		const { results, sent, failed } = await desk.send([...persons, without], "sms");
		expect([sent, failed]).toEqual([3, 1]);
		for (const [index, { phone }] of people.entries()) {
			const messages = world.mails(phone);
			expect(messages).toHaveLength(1);
			expect(messages[0]).toMatchObject({ kind: "sms" });
			const links = messages[0]?.text.match(/http\S+/g);
			expect(links).toHaveLength(1);
			expect(results[index]).toMatchObject({ email: persons[index]?.email, to: phone, sent: true, link: links?.[0] });
		}
		expect(results[3]).toEqual({ id: without.id, email: without.email, sent: false, why: "noPhone" });
		expect(await world.audit(persons[0]?.id)).toEqual([
			{ event: "enrolment.sent", evidence: { by: "sms", invitation: false } },
		]);
	});

	it("S105 by e-mail, the link is unique to the person and shown to who sends it", async () => {
		const [ann, ben] = [await house.person(), await house.person({ locale: "es" })];
		const { results } = await desk.send([ann, ben]);
		const links = results.map(({ link }) => link);
		expect(new Set(links).size).toBe(2);
		expect(linkMessages(world, ann.email)[0]?.text).toContain(links[0]);
		expect(linkMessages(world, ben.email)[0]?.subject).toContain("dos pasos");
		expect(links[0]).toMatch(new RegExp(`^${world.origin}/t/${house.slug}/enrol#token=`));
	});

	it("tells of each person why nothing was sent", async () => {
		const people = {
			alreadyOn: await house.enrolled(),
			disabled: await house.person(),
			unverified: await house.person({ status: "unverified" }),
			forbidden: await house.person({ role: "owner" }),
		};
		await world.rows("update users set status = 'disabled' where id = ?", [people.disabled.id]);
		const { results, sent } = await desk.send(Object.values(people));
		expect(sent).toBe(0);
		expect(results.map(({ why }) => why)).toEqual(Object.keys(people));
	});

	it("a foreign id looks like an unknown one, byte for byte", async () => {
		const other = await world.tenant();
		const foreign = await other.person();
		const unknown = { id: `usr_${"z".repeat(20)}` };
		const { results } = await desk.send([foreign, unknown]);
		const [first, second] = results.map((line) => JSON.stringify({ ...line, id: "" }));
		expect(first).toBe(second);
		expect(results[0]).toEqual({ id: foreign.id, email: "", sent: false, why: "not_found" });
		expect(world.mails(foreign.email)).toEqual([]);
	});

	it("S40 a realm administrator sends to members of the named realm; others do not exist for them", async () => {
		const realmId = await makeRealm(house.scope, { key: "sales", name: "Sales" });
		const mine = await house.person({ realmId });
		const colleague = await house.person({ realmId, role: "auditor" });
		const elsewhere = await house.person();
		const small = await deskOf(house, "realmAdmin");
		await nameRealm(house.scope, small.admin.id, realmId);
		const { results } = await small.send([mine, colleague, elsewhere]);
		expect(results.map(({ sent, why }) => why ?? sent)).toEqual([true, "forbidden", "not_found"]);
	});

	it("needs the administrator's own recent proof", async () => {
		const own = await deskOf(house);
		const person = await house.person();
		world.advance(600_001);
		expect(await own.visitor.refused("users.sendEnrolment", { id: person.id, by: "email" })).toMatchObject({
			refusal: "recent_proof_required",
		});
		desk = await deskOf(house);
		expect(linkMessages(world, person.email)).toEqual([]);
	});

	it("the sixth message of an hour to one mailbox is told as too many, and the fifth link stays good", async () => {
		const person = await house.person();
		for (let count = 0; count < 5; count += 1) expect((await desk.send([person])).sent).toBe(1);
		const { results } = await desk.send([person]);
		expect(results[0]).toEqual({ id: person.id, email: person.email, sent: false, why: "tooMany" });
		expect(linkMessages(world, person.email)).toHaveLength(5);
		await openedBy(world, house, person);
	});

	it("people who share a number share its budget in one call", async () => {
		const phone = someNumber();
		const family = await Promise.all(Array.from({ length: 7 }, () => house.person({ phone })));
		const { results, sent } = await desk.send(family, "sms");
		expect(sent).toBe(5);
		expect(results.slice(5).map(({ why }) => why)).toEqual(["tooMany", "tooMany"]);
	});

	it("S104 an invited person gets the invitation again, the old one is dead, and nobody else sees the new one", async () => {
		const guest = await inviteGuest(world, house);
		const { results } = await desk.send([guest], "sms");
		expect(results[0]).toEqual({ id: guest.id, email: guest.email, to: guest.email, sent: true });
		const token = tokenIn(world.mails(guest.email)[0]);
		expect(token).not.toBe(guest.token);
		const stale = { token: guest.token, password: PASSWORD };
		expect(await house.visitor().refused("users.acceptInvitation", stale)).toMatchObject({ refusal: "link_invalid" });
		expect(await house.visitor().ok("users.acceptInvitation", { token, password: PASSWORD })).toMatchObject({
			next: "signedIn",
		});
	});

	it("where second factors are switched off nobody gets a link", async () => {
		const closed = await world.tenant({ policy: { requirement: "off" } });
		const person = await closed.person();
		const own = await deskOf(closed);
		expect((await own.send([person])).results[0]).toMatchObject({ sent: false, why: "second_factor_off" });
	});

	it("without a provider for text messages it says so", async () => {
		const mute = await createWorld({ vars: { SMS_URL: "" } });
		try {
			const there = await mute.tenant();
			const person = await there.person({ phone: someNumber() });
			const { results } = await (await deskOf(there)).send([person], "sms");
			expect(results[0]).toMatchObject({ sent: false, why: "smsUnavailable" });
		} finally {
			await mute.stop();
		}
	});
});

describe("opening", () => {
	it("S41 S57 leads through the set-up to the sign-in, where the new code is asked for (S58)", async () => {
		const person = await house.person({ name: "Ann Other" });
		await desk.send([person]);
		const browser = house.visitor();
		const opened = await browser.ok("users.openEnrolment", { token: linkToken(world, person.email) });
		expect(opened).toMatchObject({ name: "Ann Other", next: "setUp", expiresAt: world.now() + 600_000 });
		expect(await browser.okQuery("login.state")).toMatchObject({ step: "setUp", reason: "enrolment" });
		const { phone } = await setUp(world, browser);
		expect(await browser.ok("totp.finish", { saved: true })).toEqual({ next: "signIn" });
		await browser.settle();
		expect(browser.jar.names().filter((name) => name.includes("session"))).toEqual([]);
		const begun = await browser.ok("login.begin", { email: person.email, password: person.password });
		expect(begun.next).toBe("secondFactor");
		world.nextStep();
		expect(await browser.ok("login.proveTotp", { code: phone.code(world.now()) })).toEqual({ next: "signedIn" });
		const events = (await world.audit(person.id)).map(({ event }) => event);
		for (const event of ["enrolment.sent", "enrolment.opened", "enrolment.completed", "factor.added"])
			expect(events).toContain(event);
		expect(world.mails(person.email)[0]?.subject).toContain("Two-factor authentication is on");
	});

	it("works several times until the set-up is confirmed, then never", async () => {
		const person = await house.person();
		await desk.send([person]);
		const [first, second] = [await openedBy(world, house, person), await openedBy(world, house, person)];
		await first.ok("totp.begin");
		await setUp(world, second);
		const token = linkToken(world, person.email);
		expect(await house.visitor().refused("users.openEnrolment", { token })).toMatchObject({ refusal: "link_invalid" });
		expect((await first.refused("totp.begin")).refusal).toBe("challenge_gone");
	});

	it("works for 72 hours", async () => {
		const person = await house.person();
		await desk.send([person]);
		world.advance(hours72 - 1);
		await openedBy(world, house, person);
		world.advance(1);
		await expect(openedBy(world, house, person)).rejects.toThrow("link_invalid");
		desk = await deskOf(house);
	});

	it("the newest link alone works, also for a browser that has opened the older", async () => {
		const person = await house.person();
		await desk.send([person]);
		const older = linkToken(world, person.email);
		const browser = await openedBy(world, house, person);
		await desk.send([person]);
		expect(await house.visitor().refused("users.openEnrolment", { token: older })).toMatchObject({
			refusal: "link_invalid",
		});
		await expect(setUp(world, browser)).rejects.toThrow("link_invalid");
		expect(await world.rows("select 1 from totp_factors where user_id = ?", [person.id])).toEqual([]);
		await setUp(world, await openedBy(world, house, person));
	});

	it("a page that was reloaded at the codes shows the same codes once more", async () => {
		const person = await house.person();
		await desk.send([person]);
		const browser = await openedBy(world, house, person);
		const { recoveryCodes } = await setUp(world, browser);
		expect(await browser.ok("recoveryCodes.regenerate")).toEqual({ recoveryCodes });
		expect(await browser.ok("totp.finish", { saved: true })).toEqual({ next: "signIn" });
		expect(await browser.okQuery("login.state")).toBeNull();
	});

	it("a person who set up at the sign-in meanwhile has no use for the link", async () => {
		const person = await house.person({ requirement: "required" });
		await desk.send([person]);
		const browser = await openedBy(world, house, person);
		const other = await afterPassword(house, person);
		await setUp(world, other);
		await expect(openedBy(world, house, person)).rejects.toThrow("link_invalid");
		expect((await browser.refused("totp.begin")).refusal).toBe("challenge_gone");
	});
});
