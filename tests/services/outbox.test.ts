/**
 * The outbox: a provider that is down delays a letter and nothing else; nothing is sent twice, too often or too late.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../worker/sweep.ts";
import { afterPassword } from "../support/acts.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const minute = 60_000;
const outboxOf = (email: string) =>
	world.rows(
		"select kind, tries, sent_at, sealed_letter is null as wiped from outbox where recipient = ? order by rowid",
		[email],
	);

/** Asks for a reset and waits for what happens behind the answer. */
async function askReset(house: Awaited<ReturnType<World["tenant"]>>, email: string): Promise<void> {
	const visitor = house.visitor();
	expect(await visitor.ok("passwords.requestReset", { email })).toEqual({});
	await visitor.settle();
}

describe("a provider that is down", () => {
	it("T140 fails no request; the sweep delivers later, exactly once, and wipes the content", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		world.failMails(true);
		const visitor = await afterPassword(house, alice);
		expect(await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true })).toEqual({
			next: "signedIn",
		});
		await visitor.settle();
		expect(world.mails(alice.email)).toEqual([]);
		const waiting = (await outboxOf(alice.email)).filter(({ kind }) => kind === "browserTrusted");
		expect(waiting).toEqual([{ kind: "browserTrusted", tries: 1, sent_at: null, wiped: 0 }]);
		await sweep(world.deps);
		expect(world.mails(alice.email)).toEqual([]);
		world.failMails(false);
		world.advance(2 * minute);
		await Promise.all([sweep(world.deps), sweep(world.deps)]);
		await sweep(world.deps);
		expect(world.mails(alice.email).filter(({ subject }) => subject.includes("trusted"))).toHaveLength(1);
		expect((await outboxOf(alice.email)).filter(({ kind }) => kind === "browserTrusted")).toEqual([
			{ kind: "browserTrusted", tries: 2, sent_at: world.now(), wiped: 1 },
		]);
	});

	it("is asked again with growing pauses, not each minute", async () => {
		const house = await world.tenant();
		const person = await house.person();
		world.failMails(true);
		await askReset(house, person.email);
		const tries: unknown[] = [];
		for (let passed = 0; passed < 20; passed += 1) {
			world.advance(minute);
			await sweep(world.deps);
			tries.push((await outboxOf(person.email))[0]?.tries);
		}
		world.failMails(false);
		expect(tries.at(-1)).toBeGreaterThan(3);
		expect(tries.at(-1)).toBeLessThan(8);
		expect(world.log.filter(({ event }) => event === "mail.delayed").length).toBeGreaterThan(0);
	});

	it("a letter whose link is dead is dropped, not sent", async () => {
		const house = await world.tenant();
		const person = await house.person();
		world.failMails(true);
		await askReset(house, person.email);
		world.failMails(false);
		world.advance(30 * minute);
		await sweep(world.deps);
		expect(world.mails(person.email)).toEqual([]);
		expect(await outboxOf(person.email)).toMatchObject([{ kind: "passwordReset", sent_at: null, wiped: 1 }]);
	});
});

describe("a letter that is on its way", () => {
	it("T140 is delivered by the sweep when the worker died right after the commit", async () => {
		const house = await world.tenant();
		const person = await house.person();
		const visitor = house.visitor();
		world.failMails(true);
		await visitor.ok("passwords.requestReset", { email: person.email });
		await visitor.settle();
		// As it stands when nothing behind the answer ever ran.
		await world.rows("update outbox set tries = 0, not_before_at = created_at where recipient = ?", [person.email]);
		world.failMails(false);
		await sweep(world.deps);
		expect(world.mails(person.email)).toHaveLength(1);
	});

	it("is one mail although it was handed over twice: the row's id is the provider's key", async () => {
		const house = await world.tenant();
		const person = await house.person();
		const [before] = [world.mails(person.email).length];
		await askReset(house, person.email);
		const [row] = await world.rows("select id from outbox where recipient = ?", [person.email]);
		// The provider took it, but the note of it was lost.
		const letter = world.mails(person.email)[0];
		const mail = {
			to: person.email,
			subject: letter?.subject ?? "",
			text: letter?.text ?? "",
			html: letter?.html ?? "",
		};
		expect(await world.deps.mailer.send(mail, String(row?.id))).toEqual({ is: "taken" });
		expect(world.mails(person.email)).toHaveLength(before + 1);
	});

	it("is sealed while it waits: a copy of the database holds no link", async () => {
		const house = await world.tenant();
		const person = await house.person();
		world.failMails(true);
		await askReset(house, person.email);
		world.failMails(false);
		const [row] = await world.rows("select sealed_letter from outbox where recipient = ?", [person.email]);
		expect(String(row?.sealed_letter)).toMatch(/^k1\./);
		expect(String(row?.sealed_letter)).not.toContain("token");
		world.advance(minute);
		await sweep(world.deps);
		expect(world.mails(person.email)).toHaveLength(1);
	});
});

describe("T030 the budget of a mailbox", () => {
	it("lets five letters an hour through that anyone can cause; the answer never tells", async () => {
		const house = await world.tenant();
		const person = await house.person();
		for (let asked = 0; asked < 8; asked += 1) await askReset(house, person.email);
		expect(world.mails(person.email)).toHaveLength(5);
		world.advance(60 * minute);
		await askReset(house, person.email);
		expect(world.mails(person.email)).toHaveLength(6);
	});

	it("holds back no notice of the person's own acts", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		for (let asked = 0; asked < 6; asked += 1) await askReset(house, alice.email);
		const before = world.mails(alice.email).length;
		const visitor = await house.signedIn(alice);
		await visitor.ok("recoveryCodes.regenerate", { password: PASSWORD });
		await visitor.settle();
		expect(world.mails(alice.email)).toHaveLength(before + 1);
	});

	it("is not widened by another house that writes to the same address", async () => {
		const houses = await Promise.all([world.tenant(), world.tenant()]);
		const email = "shared@acme.example";
		for (const house of houses) await house.person({ email });
		for (let asked = 0; asked < 4; asked += 1) for (const house of houses) await askReset(house, email);
		expect(world.mails(email)).toHaveLength(5);
	});
});
