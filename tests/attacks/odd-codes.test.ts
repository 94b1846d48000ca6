/**
 * Codes that could make something throw: each is a clear refusal, none is looked at, and none gives an attempt back (T034).
 * And the step-up of a signed-in person, which a stolen cookie must not make a way to guess (T161).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD_BUDGET } from "../../worker/features/attempts/limits.ts";
import { afterPassword, wrongCode } from "../support/acts.ts";
import type { Answer, Visitor } from "../support/browser.ts";
import { PATIENT, storm, tally, twinsOf, twoIsolates, wrongCodes, wrongCodesOf } from "../support/crowd.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	acme = await world.tenant();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";
const countOf = async ({ id }: EnrolledPerson) =>
	(await world.rows("select count from attempts where subject = ?", [`factor:${id}`]))[0]?.count ?? 0;

const deep = (levels: number): unknown => (levels === 0 ? "123456" : [deep(levels - 1)]);
const oddCodes: readonly unknown[] = [
	"1".repeat(1_000_000),
	"1".repeat(33),
	"\ud800\udc00".slice(0, 1).repeat(6),
	"12345\u0000",
	"123456\u0000",
	"１２３４５６",
	"-12345",
	"1e5",
	"",
	null,
	123_456,
	{},
	{ toString: "123456" },
	["123456"],
	deep(200),
	true,
];

const atCodeStep: readonly ((code: unknown) => readonly [string, unknown])[] = [
	(code) => ["login.proveTotp", { code }],
	(code) => ["login.proveRecoveryCode", { code }],
	(code) => ["login.resetSecondFactor", { code }],
];
const inside: readonly ((code: unknown) => readonly [string, unknown])[] = [
	(code) => ["sessions.prove", { code }],
	(code) => ["totp.disable", { password: PASSWORD, code }],
	(code) => ["passwords.change", { current: PASSWORD, password: FRESH, code }],
	(code) => ["totp.confirm", { code }],
];

async function sendOdd(visitor: Visitor, acts: typeof inside, times: number): Promise<void> {
	for (let sent = 0; sent < times; sent += 1)
		for (const act of acts)
			for (const code of oddCodes) {
				const { status } = await visitor.mutate(...act(code));
				expect([status >= 400, status < 500], JSON.stringify(act(code)).slice(0, 80)).toEqual([true, true]);
			}
}

describe("codes that are none", () => {
	it("T034 are refused a thousand times before the code step, are no attempts, and give none back", async () => {
		const alice = await acme.enrolled();
		const visitor = await afterPassword(acme, alice);
		await sendOdd(visitor, atCodeStep, 10);
		expect(await countOf(alice)).toBe(0);
		const code = wrongCode(alice.phone, world.now());
		const refusals: (string | undefined)[] = [];
		for (let typed = 0; typed < 4; typed += 1) {
			refusals.push((await visitor.refused("login.proveTotp", { code })).refusal);
			await sendOdd(visitor, atCodeStep, 1);
		}
		for (let typed = 0; typed < 3; typed += 1)
			refusals.push((await visitor.refused("login.proveTotp", { code })).refusal);
		expect(refusals).toEqual([
			...Array.from({ length: 4 }, () => "code_wrong"),
			...Array.from({ length: 3 }, () => "challenge_spent"),
		]);
		expect([await countOf(alice), await wrongCodesOf(world, alice.id)]).toEqual([5, 5]);
	});

	it("T034 T161 are refused a thousand times inside a session, and are no attempts", async () => {
		const alice = await acme.enrolled();
		const visitor = await acme.signedIn(alice);
		await sendOdd(visitor, inside, 10);
		expect(await countOf(alice)).toBe(0);
		world.nextStep();
		expect(await visitor.ok("sessions.prove", { code: alice.code() })).toHaveProperty("recentUntilAt");
	});
});

describe("a stolen session", () => {
	/** Guesses by turns at every act that asks for a code. */
	const guess = (index: number, code: string): readonly [string, unknown] => {
		if (index % 3 === 0) return ["sessions.prove", { code }];
		if (index % 3 === 1) return ["totp.disable", { password: PASSWORD, code }];
		return ["passwords.change", { current: PASSWORD, password: FRESH, code }];
	};

	it("T161 gets ten guesses with all its acts and all sign-ins together, one after the other", async () => {
		const alice = await acme.enrolled();
		const thief = await acme.signedIn(alice);
		world.nextStep();
		const [first = "", ...codes] = wrongCodes(world, alice, 60);
		const half = await afterPassword(acme, alice);
		for (let typed = 0; typed < 3; typed += 1) await half.refused("login.proveTotp", { code: first });
		await half.settle();
		for (const [index, code] of codes.entries()) await thief.mutate(...guess(index, code));
		await thief.settle();
		expect(await wrongCodesOf(world, alice.id)).toBe(10);
		// The password that came along has a budget of its own, which is spent too; the lock is there when that one ends.
		world.advance(PASSWORD_BUDGET.wait);
		for (const index of [0, 1, 2]) {
			const [procedure, input] = guess(index, alice.code());
			expect((await thief.refused(procedure, input)).refusal).toBe("second_factor_locked");
		}
		await thief.settle();
		expect(world.mails(alice.email).filter(({ subject }) => subject.includes("locked"))).toHaveLength(1);
	});

	it("T161 gets ten guesses with two hundred at once through two isolates", async () => {
		const alice = await acme.enrolled();
		const thief = await acme.signedIn(alice);
		world.nextStep();
		const codes = wrongCodes(world, alice, 200);
		const crowd = twinsOf(twoIsolates(world), acme, thief, codes.length);
		await world.database.rest();
		const answers: readonly Answer[] = await storm(
			crowd.map((twin, index) => () => twin.mutate(...guess(index, codes[index] ?? ""))),
		);
		for (const twin of crowd) await twin.settle();
		expect(
			answers.filter(({ status }) => status >= 500 || status < 400),
			JSON.stringify(tally(answers)),
		).toEqual([]);
		expect(await wrongCodesOf(world, alice.id)).toBe(10);
		expect((await thief.refused("sessions.prove", { code: alice.code() })).refusal).toBe("second_factor_locked");
		await thief.settle();
		expect(world.mails(alice.email).filter(({ subject }) => subject.includes("locked"))).toHaveLength(1);
	});

	it("T161 tries a set-up ten times and no more", async () => {
		const carol = await acme.person();
		const thief = await acme.signedIn(carol);
		await thief.ok("totp.begin", { password: PASSWORD });
		const refusals: (string | undefined)[] = [];
		for (let typed = 0; typed < 12; typed += 1)
			refusals.push((await thief.refused("totp.confirm", { code: String(100_000 + typed) })).refusal);
		expect(refusals.filter((refusal) => refusal !== "setup_expired")).toHaveLength(10);
		expect(refusals.slice(10)).toEqual(["setup_expired", "setup_expired"]);
	});
});
