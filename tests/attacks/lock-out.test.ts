/**
 * Wrong passwords of strangers: they are stopped at the published number, and lock nobody out who can show a browser or the
 * mailbox (T027, T031, T032). A known browser is no factor and opens nothing by itself.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../worker/lib/duration.ts";
import { afterPassword, setUp, tokenIn, wrongCode } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import { PATIENT, rounds, settleAll, storm } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { inviteGuest } from "../support/guests.ts";
import { createWorld, PASSWORD, type Person, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	acme = await world.tenant();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";

let strangers = 0;

/** Strangers guess until nobody without a known browser may try. */
async function blockedBy(email: string): Promise<Visitor> {
	strangers += 1;
	const stranger = acme.visitor({ address: `198.51.100.${strangers}` });
	for (let guess = 0; guess < 10; guess += 1)
		await stranger.mutate("login.begin", { email, password: `guess-${guess}-of-many` });
	expect((await stranger.refused("login.begin", { email, password: PASSWORD })).refusal).toBe("attempts_spent");
	await stranger.settle();
	return stranger;
}

/** A browser that has chosen a new password by mail. */
async function afterReset(person: Person): Promise<Visitor> {
	const visitor = acme.visitor();
	await visitor.ok("passwords.requestReset", { email: person.email });
	await visitor.settle();
	const token = tokenIn(world.mails(person.email)[0]);
	expect(await visitor.ok("passwords.reset", { token, password: FRESH })).toEqual({ next: "signIn" });
	await visitor.settle();
	return visitor;
}

describe("a thousand wrong passwords an hour from many addresses", () => {
	it("T032 keep an owner out of a known browser not once, whatever comes at the same moment", async () => {
		const olive = await acme.enrolled({ role: "owner" });
		const known = await acme.signedIn(olive);
		world.nextStep();
		const live = await acme.signedIn(olive);
		const [count, burst] = [rounds(5, 100), 20];
		const answered = new Map<string, number>();
		let inside = 0;
		for (let round = 0; round < count; round += 1) {
			world.advance(minutes(60 / (1000 / burst)));
			await known.ok("login.signOut");
			const strangers = Array.from({ length: burst }, (_, index) => {
				const number = round * burst + index;
				const address = `203.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
				return { visitor: acme.visitor({ address }), password: `guess-${number}-of-many` };
			});
			const [, ...refusals] = await Promise.all([
				afterPassword(acme, olive, known).then(() => known.ok("login.proveTotp", { code: olive.code() })),
				...strangers.map(({ visitor, password }) => visitor.mutate("login.begin", { email: olive.email, password })),
			]);
			for (const { refusal = "none" } of refusals.map(refusalOf))
				answered.set(refusal, (answered.get(refusal) ?? 0) + 1);
			if ((await known.okQuery("sessions.current")) !== null) inside += 1;
			expect(await live.okQuery("sessions.current")).not.toBeNull();
			await settleAll([known, live, ...strangers.map(({ visitor }) => visitor)]);
		}
		expect(inside).toBe(count);
		expect([...answered.keys()].sort()).toEqual(["attempts_spent", "credentials_wrong"]);
		const looked = answered.get("credentials_wrong") ?? 0;
		figure(
			"T032",
			`${count * burst} wrong passwords, 1000 an hour, each from another address: ${looked} looked at; owner in a known browser signed in ${inside} of ${count} times`,
		);
	}, 600_000);
});

describe("ten wrong passwords of strangers every five minutes", () => {
	it("T032 for two hours keep nobody out of a known browser, and touch no session", async () => {
		const alice = await acme.enrolled();
		const known = await acme.signedIn(alice);
		await known.ok("login.signOut");
		world.nextStep();
		const live = await acme.signedIn(alice);
		world.nextStep();
		for (let round = 0; round < 24; round += 1) {
			await blockedBy(alice.email);
			await afterPassword(acme, alice, known);
			expect(await known.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
			expect(await live.okQuery("sessions.current")).not.toBeNull();
			await live.settle();
			world.advance(minutes(5));
		}
	});

	it("T032 keep nobody out who has the mailbox: the browser of a mailed reset signs in at once", async () => {
		const alice = await acme.enrolled();
		await blockedBy(alice.email);
		const visitor = await afterReset(alice);
		await blockedBy(alice.email);
		expect(await visitor.ok("login.begin", { email: alice.email, password: FRESH })).toMatchObject({
			next: "secondFactor",
		});
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});

	it("T032 keep nobody out who has just joined by invitation, though the set-up was left half-way", async () => {
		const guest = await inviteGuest(world, acme, { requirement: "required" });
		const visitor = acme.visitor();
		await visitor.ok("users.acceptInvitation", { token: guest.token, password: PASSWORD });
		await blockedBy(guest.email);
		await afterPassword(acme, { email: guest.email, password: PASSWORD }, visitor);
		await setUp(world, visitor);
	});

	it("T031 are not looked at while it waits and do not make it longer", async () => {
		const alice = await acme.enrolled();
		const stranger = await blockedBy(alice.email);
		for (let minute = 0; minute < 5; minute += 1) {
			for (let guess = 0; guess < 3; guess += 1)
				expect((await stranger.refused("login.begin", { email: alice.email, password: "not-the-one" })).refusal).toBe(
					"attempts_spent",
				);
			world.advance(minutes(1));
		}
		await afterPassword(acme, alice);
	});
});

describe("a browser that is known by the mailbox alone", () => {
	it("T048 T032 has no session, skips no code and is known as nobody else", async () => {
		const [alice, bob] = [await acme.enrolled(), await acme.enrolled()];
		const visitor = await afterReset(alice);
		expect(visitor.jar.names().map((name) => name.replace(/^.*gh_([a-z]+)_.*$/, "$1"))).toEqual(["browser"]);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(await visitor.ok("login.begin", { email: alice.email, password: FRESH })).toMatchObject({
			next: "secondFactor",
		});
		await blockedBy(bob.email);
		expect((await visitor.refused("login.begin", { email: bob.email, password: PASSWORD })).refusal).toBe(
			"attempts_spent",
		);
	});

	it("T032 has ten tries of its own, and no more", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterReset(alice);
		for (let guess = 0; guess < 10; guess += 1)
			expect((await visitor.refused("login.begin", { email: alice.email, password: "not-the-one" })).refusal).toBe(
				"credentials_wrong",
			);
		expect((await visitor.refused("login.begin", { email: alice.email, password: FRESH })).refusal).toBe(
			"attempts_spent",
		);
	});
});

describe("a timed lock of the second factor", () => {
	it("T031 is not made longer by codes that come while it is closed, and the right one works when it is over", async () => {
		const house = await world.tenant({ policy: { lock: { after: 5, mode: "timed", minutes: 5 } } });
		const alice = await house.enrolled();
		const visitor = await afterPassword(house, alice);
		const code = wrongCode(alice.phone, world.now());
		for (let typed = 0; typed < 5; typed += 1) await visitor.refused("login.proveTotp", { code });
		for (let minute = 0; minute < 5; minute += 1) {
			const again = await afterPassword(house, alice);
			for (let typed = 0; typed < 3; typed += 1)
				expect((await again.refused("login.proveTotp", { code })).refusal).toBe("second_factor_locked");
			await again.settle();
			world.advance(minutes(1));
		}
		const later = await afterPassword(house, alice);
		expect(await later.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
	});
});

describe("a thousand addresses with a guess each", () => {
	it("T027 are stopped at the published number, in one line of the record, and write no mail", async () => {
		const alice = await acme.enrolled();
		const answers = await storm(
			Array.from({ length: 1000 }, (_, index) => async () => {
				const visitor = acme.visitor({ address: `203.${index >> 8}.113.${index & 255}` });
				const answer = await visitor.mutate("login.begin", { email: alice.email, password: `guess-${index}-of-many` });
				await visitor.settle();
				return refusalOf(answer).refusal;
			}),
		);
		expect(answers.filter((refusal) => refusal === "credentials_wrong")).toHaveLength(10);
		expect(new Set(answers)).toEqual(new Set(["credentials_wrong", "attempts_spent"]));
		const events = await world.audit(alice.id);
		expect(events.filter(({ event }) => event === "login.blocked")).toEqual([
			{ event: "login.blocked", evidence: { by: "account", failures: 10 } },
		]);
		expect(events.filter(({ event }) => event === "login.refused")).toHaveLength(10);
		expect(world.mails(alice.email)).toEqual([]);
	});
});
