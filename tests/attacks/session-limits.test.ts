/**
 * How many sessions there can be, many requests at the moment of extension, what a copy of the database is worth as cookies, and
 * what a mailed reset ends (T071, T081, T084, T107). The numbers are the published ones.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MOST_SESSIONS } from "../../worker/features/sessions/mint.ts";
import { minutes, seconds } from "../../worker/lib/duration.ts";
import { afterPassword, tokenIn } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { PATIENT, rounds, sessionsOf, settleAll, storm, twinsOf, twoIsolates } from "../support/crowd.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	acme = await world.tenant();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";
interface Current {
	readonly session: { readonly id: string; readonly expiresAt: number; readonly idleUntilAt: number };
}
const current = (visitor: Visitor) => visitor.okQuery<Current | null>("sessions.current");

describe("the number of sessions", () => {
	it("T084 stays at fifty: the oldest ends first, also when eight sign in at once, every round", async () => {
		const carol = await acme.person();
		const input = { email: carol.email, password: carol.password };
		const gate = twoIsolates(world);
		const first = await acme.signedIn(carol);
		for (let made = 1; made < MOST_SESSIONS; made += 1) {
			world.advance(seconds(1));
			await acme.signedIn(carol);
		}
		expect([MOST_SESSIONS, await sessionsOf(world, carol.id)]).toEqual([50, 50]);
		expect(await current(first)).not.toBeNull();
		for (let round = 0; round < rounds(20); round += 1) {
			world.advance(seconds(1));
			const burst = Array.from({ length: 8 }, (_, index) => gate(acme, index));
			const answers = await storm(burst.map((visitor) => () => visitor.mutate("login.begin", input)));
			await settleAll(burst);
			expect(
				answers.map(({ status }) => status),
				`round ${round}`,
			).toEqual(burst.map(() => 200));
			expect(await sessionsOf(world, carol.id)).toBe(50);
			for (const visitor of burst) expect(await current(visitor)).not.toBeNull();
		}
		expect(await current(first)).toBeNull();
	});
});

describe("fifty requests at once at the moment of extension", () => {
	it("T081 lose no session and leave one end of it, every round", async () => {
		const house = await world.tenant({ policy: { session: { idleMinutes: 5, absoluteHours: 24 } } });
		const visitor = await house.signedIn(await house.person());
		const born = await current(visitor);
		const crowd = twinsOf(twoIsolates(world), house, visitor, 50);
		for (let round = 0; round < rounds(20); round += 1) {
			world.advance(minutes(5) - 1);
			await storm(
				crowd.map((twin) => async () => {
					expect((await current(twin))?.session.id, `round ${round}`).toBe(born?.session.id);
				}),
			);
			await settleAll(crowd);
			expect((await current(visitor))?.session).toMatchObject({
				expiresAt: born?.session.expiresAt,
				idleUntilAt: world.now() + minutes(5),
			});
		}
	});
});

describe("a copy of the database", () => {
	it("T071 holds nothing that is a cookie: ids with what is stored beside them open nothing and spare no code", async () => {
		world.nextStep();
		const alice = await acme.enrolled();
		const owner = await afterPassword(acme, alice);
		await owner.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await owner.settle();
		const stored = [];
		for (const table of ["sessions", "trusted_browsers", "known_browsers"])
			stored.push(...(await world.rows(`select id, secret_hash from ${table} where user_id = ?`, [alice.id])));
		expect(stored).toHaveLength(3);
		for (const { id, secret_hash: hash } of stored)
			for (const secret of [String(hash), String(hash).slice(0, 27), Buffer.from(String(hash)).toString("base64url")])
				for (const kind of ["session", "trusted", "browser", "challenge"]) {
					const thief = acme.visitor();
					thief.jar.set(`gh_${kind}_${acme.slug}`, `${alice.id}.${id}.${secret}`);
					expect(await current(thief)).toBeNull();
					const answer = await thief.ok("login.begin", { email: alice.email, password: PASSWORD });
					expect(answer.next, kind).toBe("secondFactor");
					await thief.settle();
				}
		expect(await current(owner)).not.toBeNull();
	});
});

describe("a mailed reset", () => {
	it("T107 ends sessions, half-done sign-ins, trust and older links, leaves the second factor, and signs nobody in", async () => {
		const alice = await acme.enrolled();
		const ask = async (): Promise<string> => {
			const visitor = acme.visitor();
			await visitor.ok("passwords.requestReset", { email: alice.email });
			await visitor.settle();
			return tokenIn(world.mails(alice.email)[0]);
		};
		const inside: Visitor[] = [];
		for (const trustBrowser of [true, true, false]) {
			world.nextStep();
			const visitor = await afterPassword(acme, alice);
			await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser });
			await visitor.settle();
			inside.push(visitor);
		}
		world.nextStep();
		const halfDone = [await afterPassword(acme, alice), await afterPassword(acme, alice)];
		const older = await ask();
		const token = await ask();
		const visitor = acme.visitor();
		expect(await visitor.ok("passwords.reset", { token, password: FRESH })).toEqual({ next: "signIn" });
		await visitor.settle();
		expect(await current(visitor)).toBeNull();
		expect(world.mails(alice.email)[0]?.subject).toContain("password was changed");
		for (const other of inside) {
			expect(await current(other)).toBeNull();
			expect((await other.ok("login.begin", { email: alice.email, password: FRESH })).next).toBe("secondFactor");
		}
		for (const other of halfDone)
			expect((await other.refused("login.proveTotp", { code: alice.code() })).refusal).toBe("challenge_gone");
		for (const link of [older, token])
			expect((await acme.visitor().refused("passwords.reset", { token: link, password: PASSWORD })).status).toBe(400);
		const [first] = inside;
		if (!first) throw new Error("Nobody was inside");
		expect(await first.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		const again = await afterPassword(acme, { email: alice.email, password: FRESH });
		expect(await again.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({ remaining: 9 });
	});
});
