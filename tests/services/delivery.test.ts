/**
 * Letters on their way to a provider that is ill: it refuses, hangs, or takes a letter and cuts the connection. Every letter
 * that still means something arrives once, in order, and nobody waits for anybody else (T140).
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../worker/sweep.ts";
import { afterPassword, tokenIn } from "../support/acts.ts";
import { deskOf, linkMessages, someNumber } from "../support/links.ts";
import { openPostOffice, type PostOffice } from "../support/post-office.ts";
import type { Provider } from "../support/provider.ts";
import { PASSWORD, type World } from "../support/world.ts";

let office: PostOffice;
let provider: Provider;
let world: World;
beforeAll(async () => {
	office = await openPostOffice();
	({ provider, world } = office);
});
afterEach(() => office.tidy());
afterAll(() => office.stop());

const minute = 60_000;
const subjects = (email: string) => world.mails(email).map(({ subject }) => subject);
const waiting = () => world.rows("select kind, recipient, tries from outbox where sealed_letter is not null");

describe("a provider that is ill", () => {
	it.each(["refusing", "hanging", "cutting"] as const)(
		"T140 and is %s for ten minutes delays letters: each arrives once, and no request fails",
		async (health) => {
			const house = await world.tenant();
			const phone = someNumber();
			const alice = await house.enrolled();
			const bob = await house.person({ requirement: "required", method: "phoneLink", phone });
			office.heal(health);
			const visitor = await afterPassword(house, alice);
			await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
			const other = await afterPassword(house, bob);
			expect(await other.ok("login.sendLink")).toEqual({ sent: true });
			await office.askReset(house, alice.email);
			await Promise.all([visitor, other].map((one) => one.settle()));
			for (let passed = 0; passed < 10; passed += 1) {
				world.advance(minute);
				await sweep(world.deps);
			}
			office.heal("up");
			for (let passed = 0; passed < 16; passed += 1) {
				world.advance(minute);
				await sweep(world.deps);
			}
			expect(subjects(alice.email).filter((subject) => subject.includes("trusted"))).toHaveLength(1);
			expect(subjects(alice.email).filter((subject) => subject.includes("new password"))).toHaveLength(1);
			expect(linkMessages(world, phone)).toHaveLength(1);
			expect(await waiting()).toEqual([]);
		},
	);

	it("T140 sends every letter under one key, however often it is tried", async () => {
		const house = await world.tenant();
		const person = await house.person();
		office.heal("cutting");
		await office.askReset(house, person.email);
		office.heal("up");
		world.advance(minute);
		await sweep(world.deps);
		const keys = provider.handovers.filter(({ to }) => to === person.email).map(({ key }) => key);
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(1);
		expect(world.mails(person.email)).toHaveLength(1);
	});

	it("T140 drops what it refuses for good, logs kind and status, and neither address nor text", async () => {
		const house = await world.tenant();
		const person = await house.person();
		provider.refuses = (to) => (to === person.email ? 422 : undefined);
		await office.askReset(house, person.email);
		world.advance(minute);
		await sweep(world.deps);
		expect(provider.handovers.filter(({ to }) => to === person.email)).toHaveLength(1);
		expect(await waiting()).toEqual([]);
		const lines = world.log.filter(({ event }) => event === "mail.refused");
		expect(lines).toEqual([
			{ event: "mail.refused", letter: expect.stringMatching(/^ltr_/), kind: "passwordReset", tries: 1, status: 422 },
		]);
		expect(JSON.stringify(world.log)).not.toContain(person.email);
	});
});

describe("one address that the provider does not take", () => {
	it.each([422, 503])("T140 makes the status page say nothing about mail while others leave (%s)", async (status) => {
		const house = await world.tenant();
		const [odd, other] = [await house.person(), await house.person()];
		provider.refuses = (to) => (to === odd.email ? status : undefined);
		await office.askReset(house, odd.email);
		for (let passed = 0; passed < 20; passed += 1) {
			world.advance(minute);
			await sweep(world.deps);
		}
		await office.askReset(house, other.email);
		const { parts } = await world.platform().okQuery<{ parts: unknown[] }>("service.status");
		expect(parts).toContainEqual({ name: "mail", state: "up" });
		expect(world.mails(other.email)).toHaveLength(1);
		expect(await waiting()).toHaveLength(status === 422 ? 0 : 1);
	});
});

describe("a letter whose time is over", () => {
	/** Has something posted that cannot leave, then ends what it carries; answers how many reach the reader after that. */
	async function lateAfter(
		to: string,
		posting: () => Promise<unknown>,
		ending: () => Promise<unknown>,
	): Promise<number> {
		office.heal("refusing");
		await posting();
		office.heal("up");
		await ending();
		const already = world.mails(to).length;
		world.advance(2 * minute);
		await sweep(world.deps);
		expect((await waiting()).filter(({ recipient }) => recipient === to)).toEqual([]);
		return world.mails(to).length - already;
	}

	it("T140 does not arrive when a newer link took the place of the older one, or the person is gone or disabled", async () => {
		const house = await world.tenant();
		const desk = await deskOf(house, "owner");
		const ended: Record<string, number> = {};
		const [superseded, disabled, removed, reset] = await Promise.all(Array.from({ length: 4 }, () => house.person()));
		if (!superseded || !disabled || !removed || !reset) throw new Error("nobody");
		const send = (person: { id: string }) => () => desk.send([person]);
		ended.superseded = await lateAfter(superseded.email, send(superseded), send(superseded));
		ended.disabled = await lateAfter(disabled.email, send(disabled), () =>
			desk.visitor.ok("users.disable", { id: disabled.id }),
		);
		ended.removed = await lateAfter(removed.email, send(removed), () =>
			desk.visitor.ok("users.remove", { id: removed.id }),
		);
		ended.reset = await lateAfter(
			reset.email,
			() => office.askReset(house, reset.email),
			() => world.rows("update users set epoch = epoch + 1 where id = ?", [reset.id]),
		);
		expect(ended).toEqual({ superseded: 0, disabled: 0, removed: 0, reset: 0 });
	});

	it("T140 does not arrive when the number changed, or a newer code took the place of the older one", async () => {
		const house = await world.tenant({ policy: { textRecovery: true } });
		const desk = await deskOf(house, "owner");
		const number = someNumber();
		const moved = await house.person({ phone: number });
		const late = await lateAfter(
			number,
			() => desk.send([moved], "sms"),
			() => desk.visitor.ok("users.update", { id: moved.id, phone: someNumber() }),
		);
		expect(late).toBe(0);
		const other = someNumber();
		const alice = await house.enrolled({ phone: other });
		const visitor = await afterPassword(house, alice);
		const ask = async () => {
			await visitor.ok("login.requestResetCode");
			await visitor.settle();
		};
		expect(await lateAfter(other, ask, ask)).toBe(0);
		expect(world.mails(other)).toHaveLength(1);
	});

	it("T140 is looked at once more right before it is sent", async () => {
		const house = await world.tenant();
		const emails = await office.waitFor(house, 8, 10 * minute);
		const started = provider.handovers.length;
		provider.onMessage = () => world.advance(3 * minute);
		await sweep(world.deps);
		expect(provider.handovers.length - started).toBeLessThan(8);
		expect(office.arrived(emails)).toBe(provider.handovers.length - started);
	});

	it("T140 after an outage only living links arrive, the oldest first", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		office.heal("refusing");
		await office.askReset(house, alice.email);
		world.advance(20 * minute);
		const inside = await house.signedIn(alice);
		await inside.ok("recoveryCodes.regenerate", { password: PASSWORD });
		await inside.settle();
		await office.askReset(house, alice.email);
		world.advance(minute);
		await office.askReset(house, alice.email);
		world.advance(12 * minute);
		office.heal("up");
		await sweep(world.deps);
		const mails = [...world.mails(alice.email)].reverse();
		expect(mails.map(({ subject }) => subject.split(" ").slice(0, 4).join(" "))).toEqual([
			"New recovery codes –",
			"Choose a new password",
			"Choose a new password",
		]);
		await house.visitor().ok("passwords.reset", { token: tokenIn(mails[2]), password: "another-river-stone" });
	});
});
