/**
 * Strangers who have our mails sent: to flood a mailbox, to keep somebody's own letters out of it, or to learn from what one
 * house is told about a mailbox whether its owner belongs to another (T030, T100, T128, T129, T139).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, tokenIn } from "../support/acts.ts";
import { settleAll } from "../support/crowd.ts";
import { type Desk, deskOf, someNumber } from "../support/links.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

/** The most mails of these kinds that a mailbox gets within an hour. */
const PUBLISHED = 5;
const spellings = (email: string): readonly string[] => [
	email,
	email.toUpperCase(),
	` ${email} `,
	email.replace(/^./, (first) => first.toUpperCase()),
];
const mailbox = (() => {
	let made = 0;
	return (name: string) => {
		made += 1;
		return `${name}-${made}@mailbox.example`;
	};
})();

async function askReset(house: TestTenant, email: string, times: number): Promise<readonly string[]> {
	const answers: string[] = [];
	for (let asked = 0; asked < times; asked += 1) {
		const visitor = house.visitor();
		const { status, body } = await visitor.mutate("passwords.requestReset", {
			email: spellings(email)[asked % spellings(email).length],
		});
		answers.push(JSON.stringify([status, body]));
		await visitor.settle();
	}
	return answers;
}

let signedUp = 0;
async function signUpWith(email: string, times: number): Promise<readonly string[]> {
	const answers: string[] = [];
	for (let asked = 0; asked < times; asked += 1) {
		signedUp += 1;
		const platform = world.platform();
		const slug = `flood-${signedUp}`;
		const { status, body } = await platform.mutate("tenants.signUp", {
			organization: "Flood",
			slug,
			name: "Mallory",
			email: spellings(email)[asked % spellings(email).length],
			password: PASSWORD,
		});
		answers.push(JSON.stringify([status, body]).replaceAll(slug, "SLUG"));
		await platform.settle();
	}
	return answers;
}

/** An administrator of a house of their own, who invites this mailbox again and again. */
async function inviteTo(email: string, times: number): Promise<void> {
	const desk = await deskOf(await world.tenant());
	const { id } = await desk.visitor.ok<{ id: string }>("users.create", { email, name: "Guest" });
	for (let asked = 1; asked < times; asked += 1) await desk.send([{ id }]);
	await desk.visitor.settle();
}

describe("T030 a mailbox that strangers flood", () => {
	it("gets five mails of 100 requests for a reset in mixed spellings; all answers are alike, and the newest link works", async () => {
		const house = await world.tenant();
		const alice = await house.person({ email: mailbox("alice") });
		const answers = await askReset(house, alice.email, 100);
		expect(new Set(answers).size).toBe(1);
		const mails = world.mails(alice.email);
		expect(mails).toHaveLength(PUBLISHED);
		await house.visitor().ok("passwords.reset", { token: tokenIn(mails[0]), password: "another-river-stone" });
	});

	it("gets two mails of 100 sign-ups, and the answers are alike", async () => {
		const email = mailbox("victim");
		const answers = await signUpWith(email, 100);
		expect(new Set(answers).size).toBe(1);
		expect(world.mails(email)).toHaveLength(2);
	});

	it("gets three mails of 100 invitations by several houses", async () => {
		const email = mailbox("guest");
		for (let houses = 0; houses < 5; houses += 1) await inviteTo(email, 20);
		expect(world.mails(email)).toHaveLength(3);
	});

	it("gets no more than what is published of all of that together", async () => {
		const house = await world.tenant();
		const alice = await house.person({ email: mailbox("alice") });
		await signUpWith(alice.email, 20);
		for (let houses = 0; houses < 3; houses += 1) await inviteTo(alice.email, 5);
		await askReset(house, alice.email, 20);
		expect(world.mails(alice.email)).toHaveLength(PUBLISHED);
		world.advance(3_600_000);
		await askReset(house, alice.email, 1);
		expect(world.mails(alice.email)).toHaveLength(PUBLISHED + 1);
	});
});

describe("T139 whoever writes to alice elsewhere", () => {
	it.each([
		["signs up with her address", (email: string) => signUpWith(email, 8).then(() => undefined)],
		["invites her", (email: string) => inviteTo(email, 8)],
		[
			"asks resets for her at another house of hers",
			async (email: string) => {
				const other = await world.tenant();
				await other.person({ email });
				await askReset(other, email, 12);
			},
		],
	] as const)("and %s keeps no reset and no enrolment link of her own house out", async (_how, flood) => {
		const house = await world.tenant();
		const alice = await house.person({ email: mailbox("alice") });
		const desk = await deskOf(house);
		await flood(alice.email);
		const before = world.mails(alice.email).length;
		await askReset(house, alice.email, 1);
		const [reset] = world.mails(alice.email);
		await desk.send([alice]);
		expect(world.mails(alice.email)).toHaveLength(before + 2);
		await house.visitor().ok("passwords.reset", { token: tokenIn(reset), password: "another-river-stone" });
	});
});

describe("what a house is told of a mailbox", () => {
	/** What B is told when it sends to this address seven times, after A was asked for resets for it. */
	async function toldTo(desk: Desk, a: TestTenant, b: TestTenant, email: string, status?: "invited"): Promise<unknown> {
		const { id } = await b.person({ email, ...(status ? { status } : {}) });
		await askReset(a, email, 7);
		const told: unknown[] = [];
		for (let asked = 0; asked < 7; asked += 1) {
			const { results, ...counts } = await desk.send([{ id }]);
			told.push(counts, ...results.map(({ sent, why }) => [sent, why]));
		}
		return told;
	}

	it.each([undefined, "invited"] as const)(
		"T100 T128 T129 is the same whether or not it belongs to somebody of another house (%s)",
		async (status) => {
			const [a, b] = [await world.tenant(), await world.tenant()];
			const desk = await deskOf(b);
			const [member, stranger] = [mailbox("dora"), mailbox("dora")];
			await a.person({ email: member });
			expect(await toldTo(desk, a, b, member, status)).toEqual(await toldTo(desk, a, b, stranger, status));
		},
	);

	it("T129 is the same for a number, at the sign-in too", async () => {
		const [a, b] = [await world.tenant(), await world.tenant()];
		const [shared, fresh] = [someNumber(), someNumber()];
		const family = await Promise.all(Array.from({ length: 6 }, () => a.person({ phone: shared })));
		await (await deskOf(a)).send(family, "sms");
		expect(world.mails(shared)).toHaveLength(PUBLISHED);
		const told = await Promise.all(
			[shared, fresh].map(async (phone) => {
				const person = await b.person({ requirement: "required", method: "phoneLink" });
				const visitor = await afterPassword(b, person);
				const answers: unknown[] = [await visitor.ok("login.providePhone", { phone })];
				for (let asked = 0; asked < 6; asked += 1) answers.push(await visitor.ok("login.sendLink"));
				await settleAll([visitor]);
				return JSON.stringify(answers).replaceAll(phone.slice(-3), "");
			}),
		);
		expect(told[0]).toBe(told[1]);
		expect(world.mails(shared)).toHaveLength(PUBLISHED);
	});

	it("T030 counts its own letters: the third invitation of an hour is the last, and the answer says so", async () => {
		const desk = await deskOf(await world.tenant());
		const email = mailbox("guest");
		const { id } = await desk.visitor.ok<{ id: string }>("users.create", { email, name: "Guest" });
		const told: unknown[] = [];
		for (let asked = 0; asked < 3; asked += 1) told.push((await desk.send([{ id }])).results[0]?.why ?? "sent");
		expect(told).toEqual(["sent", "sent", "tooMany"]);
	});
});
