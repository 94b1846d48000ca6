/**
 * Enrolment links under haste: confirmed ten times at once, sent again in the very moment, opened by scanners, sent by twenty
 * at once. One effect each time, and never both a factor and a living link (T105).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUp, tokenIn } from "../support/acts.ts";
import { PATIENT, rounds, storm } from "../support/crowd.ts";
import { type Desk, deskOf, linkMessages, linkToken, openedBy } from "../support/links.ts";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Desk;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	house = await world.tenant();
	desk = await deskOf(house);
});
afterAll(() => world.stop());

const linked = async (): Promise<Person> => {
	const person = await house.person();
	await desk.send([person]);
	return person;
};

describe("once", () => {
	it("T105 ten confirmations at once give one factor, every round", async () => {
		for (let round = 0; round < rounds(20); round += 1) {
			const person = await linked();
			const browser = await openedBy(world, house, person);
			const { uri } = await browser.ok<{ uri: string }>("totp.begin");
			const code = phoneFrom(uri).code(world.now());
			const twins = Array.from({ length: 10 }, () => browser.copy());
			const answers = await storm(twins.map((twin) => () => twin.mutate("totp.confirm", { code })));
			expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
			expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
			await Promise.all(twins.map((twin) => twin.settle()));
			const done = (await world.audit(person.id)).filter(({ event }) => event === "enrolment.completed");
			expect(done).toHaveLength(1);
			const token = linkToken(world, person.email);
			expect((await house.visitor().refused("users.openEnrolment", { token })).refusal).toBe("link_invalid");
		}
	});

	it("T105 a confirmation beside a newer link: never both a factor and a living link, every round", async () => {
		for (let round = 0; round < rounds(20); round += 1) {
			const person = await linked();
			const browser = await openedBy(world, house, person);
			const { uri } = await browser.ok<{ uri: string }>("totp.begin");
			const code = phoneFrom(uri).code(world.now());
			const [confirmed] = await Promise.all([browser.mutate("totp.confirm", { code }), desk.send([person])]);
			await browser.settle();
			const factors = await world.rows("select 1 from totp_factors where user_id = ?", [person.id]);
			expect(factors).toHaveLength(confirmed.status === 200 ? 1 : 0);
			const opened = await house.visitor().mutate("users.openEnrolment", { token: linkToken(world, person.email) });
			expect(opened.status).toBe(factors.length === 1 ? 400 : 200);
		}
	});

	it("T105 a scanner that only looks uses nothing up, and opening alone does not either", async () => {
		const person = await linked();
		const token = linkToken(world, person.email);
		for (const method of ["GET", "HEAD"]) {
			const asked = `?input=${encodeURIComponent(JSON.stringify({ token }))}`;
			const answer = await house.visitor().request(`/t/${house.slug}/trpc/users.openEnrolment${asked}`, { method });
			expect(answer.status).toBe(405);
		}
		const opened = await storm(
			Array.from({ length: 20 }, () => () => house.visitor().mutate("users.openEnrolment", { token })),
		);
		expect(opened.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
		await setUp(world, await openedBy(world, house, person));
	});

	it("twenty administrators at once: at most five messages, and only the newest link lives and is there", async () => {
		const person = await house.person();
		const copies = Array.from({ length: 20 }, () => desk.visitor.copy());
		const answers = await storm(
			copies.map((copy) => () => copy.mutate("users.sendEnrolment", { ids: [person.id], by: "email" })),
		);
		await Promise.all(copies.map((copy) => copy.settle()));
		expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
		const sent = answers.filter(({ body }) => JSON.stringify(body).includes('"sent":true'));
		expect(sent.length).toBeGreaterThan(0);
		expect(sent.length).toBeLessThanOrEqual(5);
		// A letter whose link was replaced before it left does not leave; the one whose link lives does.
		expect(world.mails(person.email).length).toBeLessThanOrEqual(sent.length);
		const opened = await Promise.all(
			linkMessages(world, person.email).map((letter) =>
				house.visitor().mutate("users.openEnrolment", { token: tokenIn(letter) }),
			),
		);
		expect(opened.filter(({ status }) => status === 200)).toHaveLength(1);
		const living = await world.rows("select 1 from mailed_tokens where user_id = ? and used_at is null", [person.id]);
		expect(living).toHaveLength(1);
	});
});
