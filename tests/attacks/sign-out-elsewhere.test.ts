/**
 * "Sign out everywhere else" means everywhere: sessions, half-done sign-ins, links on their way, trusted and known browsers.
 * What the person holds in this browser goes on, under a new secret (T064, T075, T082).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, tokenIn } from "../support/acts.ts";
import { PATIENT, rounds, sessionsOf } from "../support/crowd.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld(PATIENT);
	acme = await world.tenant();
});
afterAll(() => world.stop());

describe("signing out everywhere else", () => {
	it("T082 T075 ends all other sessions, and gives this one a new secret with the same rights and times", async () => {
		const alice = await acme.enrolled();
		const others = [];
		for (let number = 0; number < 3; number += 1) {
			others.push(await acme.signedIn(alice));
			world.nextStep();
		}
		const own = await acme.signedIn(alice);
		const copy = own.copy();
		const before = await own.okQuery("sessions.current");
		expect(await own.ok("sessions.revokeOthers")).toEqual({ revoked: 3 });
		expect(await own.okQuery("sessions.current")).toEqual(before);
		for (const dead of [copy, ...others]) expect(await dead.okQuery("sessions.current")).toBeNull();
		expect(await own.okQuery("recoveryCodes.list")).toMatchObject({ remaining: 10 });
	});

	it("T082 ends half-done sign-ins at the code and at the set-up", async () => {
		const alice = await acme.enrolled();
		const half = await afterPassword(acme, alice);
		const own = await acme.signedIn(alice);
		world.nextStep();
		await own.ok("sessions.revokeOthers");
		expect((await half.refused("login.proveTotp", { code: alice.code() })).refusal).toBe("challenge_gone");
		expect((await half.refused("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).refusal).toBe(
			"challenge_gone",
		);
		const carol = await acme.person();
		const inside = await acme.signedIn(carol);
		await world.rows("update users set requirement = 'required' where id = ?", [carol.id]);
		const atSetUp = await afterPassword(acme, carol);
		await world.rows("update users set requirement = 'inherit' where id = ?", [carol.id]);
		await inside.ok("sessions.revokeOthers");
		expect((await atSetUp.refused("totp.begin")).refusal).toBe("challenge_gone");
		await setUp(world, inside, PASSWORD);
	});

	it("T082 T107 ends a reset link that is on its way, and the next one works", async () => {
		const alice = await acme.enrolled();
		const own = await acme.signedIn(alice);
		const stranger = acme.visitor();
		const ask = async () => {
			await stranger.ok("passwords.requestReset", { email: alice.email });
			await stranger.settle();
			return { token: tokenIn(world.mails(alice.email)[0]), password: "another-river-stone" };
		};
		const link = await ask();
		await own.ok("sessions.revokeOthers");
		expect((await stranger.refused("passwords.reset", link)).refusal).toBe("link_invalid");
		expect(await stranger.ok("passwords.reset", await ask())).toEqual({ next: "signIn" });
	});

	it("T064 T082 carries the trust of this browser over, and no other's", async () => {
		const alice = await acme.enrolled();
		const trusting = async () => {
			const visitor = await afterPassword(acme, alice);
			await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
			await visitor.settle();
			world.nextStep();
			return visitor;
		};
		const [other, own] = [await trusting(), await trusting()];
		await own.ok("sessions.revokeOthers");
		const begin = { email: alice.email, password: PASSWORD };
		expect(await own.ok("login.begin", begin)).toEqual({ next: "signedIn" });
		expect(await other.ok("login.begin", begin)).toMatchObject({ next: "secondFactor" });
	});

	it("T064 revives no trust that had ended before", async () => {
		const alice = await acme.enrolled();
		const own = await afterPassword(acme, alice);
		await own.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await own.settle();
		await world.rows("update trusted_browsers set epoch = '0.0.999' where user_id = ?", [alice.id]);
		await own.ok("sessions.revokeOthers");
		expect(await own.ok("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			next: "secondFactor",
		});
	});

	it("T082 leaves no session of a code that is proved in the same moment, every round", async () => {
		for (let round = 0; round < rounds(20); round += 1) {
			const alice = await acme.enrolled();
			const own = await acme.signedIn(alice);
			world.nextStep();
			const half = await afterPassword(acme, alice);
			const [, answer] = await Promise.all([
				own.ok("sessions.revokeOthers"),
				half.mutate("login.proveTotp", { code: alice.code() }),
			]);
			expect([200, 401, 409]).toContain(answer.status);
			expect(await sessionsOf(world, alice.id)).toBe(1);
			expect(await own.okQuery("sessions.current")).not.toBeNull();
			expect(await half.okQuery("sessions.current")).toBeNull();
		}
	});
});
