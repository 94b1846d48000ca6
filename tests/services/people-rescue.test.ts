/**
 * Helping people: unlock after too many wrong codes, and the reset of a second factor whose app and codes are lost. The
 * person is told by letter, the record says who did it and why, and the password alone opens nothing that was closed.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp, wrongCode } from "../support/acts.ts";
import { act, isInside, list, nextOf, storedPerson } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
let desk: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner" });
	desk = await house.signedIn(owner);
});
afterAll(() => world.stop());

const mistype = async (person: EnrolledPerson, times: number): Promise<void> => {
	for (let wrong = 0; wrong < times; wrong += 1) {
		const half = await afterPassword(house, person);
		await half.refused("login.proveTotp", { code: wrongCode(person.phone, world.now()) });
	}
};
const tryCode = async (person: EnrolledPerson): Promise<string> => {
	const half = await afterPassword(house, person);
	const answer = await half.mutate("login.proveTotp", { code: person.code() });
	return answer.status === 200 ? "in" : JSON.stringify(answer.body).includes("second_factor_locked") ? "locked" : "?";
};
const lockedNow = async () => (await list(desk, { status: "locked" })).users.map(({ id }) => id);

describe("unlock", () => {
	it("S60 nine wrong codes and a right one clear the count; ten wrong ones lock, for the right code too", async () => {
		const alice = await house.enrolled();
		await mistype(alice, 9);
		expect(await tryCode(alice)).toBe("in");
		world.nextStep();
		await mistype(alice, 9);
		expect(await lockedNow()).not.toContain(alice.id);
		await mistype(alice, 1);
		expect(await tryCode(alice)).toBe("locked");
		expect(await lockedNow()).toContain(alice.id);
	});

	it("S61 opens a locked factor and nothing else, once, with a letter and a record of who did it", async () => {
		const alice = await house.enrolled();
		await mistype(alice, 10);
		const before = await storedPerson(world, alice.id);
		expect(await act(desk, "users.unlock", { ids: [alice.id, owner.id] })).toEqual(["done", "forbidden"]);
		await desk.settle();
		expect(await storedPerson(world, alice.id)).toEqual(before);
		expect(await lockedNow()).not.toContain(alice.id);
		expect(await tryCode(alice)).toBe("in");
		expect(world.mails(alice.email)[0]?.subject).toMatch(/unlock/i);
		const rows = await world.rows("select actor_id from audit_events where event = 'user.unlocked' and target_id = ?", [
			alice.id,
		]);
		expect(rows).toEqual([{ actor_id: owner.id }]);
		expect(await act(desk, "users.unlock", { ids: [alice.id] })).toEqual(["unchanged"]);
	});
});

describe("a reset", () => {
	it("T135 S136 S180 S183 ends factor, codes, trust and challenges; the password alone then leads to a new set-up", async () => {
		const alice = await house.enrolled({ requirement: "required" });
		const trusted = await afterPassword(house, alice);
		await trusted.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await trusted.settle();
		await mistype(alice, 4);
		const half = await afterPassword(house, alice);
		const reason = "Lost phone; asked in person";
		expect(await act(desk, "users.resetSecondFactor", { ids: [alice.id], reason })).toEqual(["done"]);
		await desk.settle();
		expect((await list(desk, { search: alice.email })).users[0]).toMatchObject({
			twoFactor: "off",
			requirement: "required",
			required: true,
			locked: false,
		});
		for (const table of ["totp_factors", "recovery_codes", "trusted_browsers", "login_challenges", "totp_setups"])
			expect(await world.rows(`select user_id from ${table} where user_id = ?`, [alice.id]), table).toEqual([]);
		world.nextStep();
		expect(await half.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ status: 401 });
		expect(await half.refused("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({
			status: 401,
		});
		expect(world.mails(alice.email)[0]?.text).toContain(reason);
		expect(world.mails(alice.email)[0]?.text).toMatch(/If you did not ask for this/);
		expect(await world.audit(alice.id)).toContainEqual({
			event: "factor.resetByAdmin",
			evidence: { reason, endSessions: false },
		});

		const fresh = house.visitor();
		expect(await nextOf(house, alice, fresh)).toBe("setUp");
		expect(await isInside(fresh)).toBe(false);
		for (const query of ["sessions.list", "trustedBrowsers.list", "users.list"])
			expect((await fresh.query(query, query === "users.list" ? {} : undefined)).status, query).toBeGreaterThan(400);
		const { phone } = await setUp(world, fresh);
		await fresh.ok("totp.finish", { saved: true });
		world.nextStep();
		// T064: the browser that was trusted under the old factor is asked for a code of the new one.
		expect(await nextOf(house, alice, trusted)).toBe("secondFactor");
		expect(await trusted.refused("login.proveTotp", { code: alice.code() })).toMatchObject({ refusal: "code_wrong" });
		await trusted.ok("login.proveTotp", { code: phone.code(world.now()) });
	});

	it("S184 S185 leaves the person signed in, without a window for sensitive acts, and the requirement stays", async () => {
		const alice = await house.enrolled({ requirement: "required" });
		const visitor = await house.signedIn(alice);
		expect(await act(desk, "users.resetSecondFactor", { ids: [alice.id] })).toEqual(["done"]);
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			session: { assurance: "secondFactor", recentUntilAt: null },
			twoFactor: { on: false, required: true, limited: false },
			notices: ["setUpRequired"],
		});
		expect(await visitor.okQuery("sessions.list")).toMatchObject({ sessions: [{ current: true }] });
		expect(await nextOf(house, alice)).toBe("setUp");
	});

	it("revives no session that was dead before it", async () => {
		const alice = await house.enrolled();
		const old = await house.signedIn(alice);
		await world.rows("update users set epoch = epoch + 1 where id = ?", [alice.id]);
		expect(await act(desk, "users.resetSecondFactor", { ids: [alice.id] })).toEqual(["done"]);
		expect(await isInside(old)).toBe(false);
	});

	it("T135 ends the sessions too where that is asked for", async () => {
		const alice = await house.enrolled();
		const visitor = await house.signedIn(alice);
		expect(await act(desk, "users.resetSecondFactor", { ids: [alice.id], endSessions: true })).toEqual(["done"]);
		expect(await isInside(visitor)).toBe(false);
		expect(await world.rows("select id from sessions where user_id = ?", [alice.id])).toEqual([]);
	});

	it("of somebody without a factor changes nothing, and nobody resets themselves", async () => {
		const plain = await house.person();
		const before = await storedPerson(world, plain.id);
		expect(await act(desk, "users.resetSecondFactor", { ids: [plain.id, owner.id] })).toEqual([
			"unchanged",
			"forbidden",
		]);
		expect(await storedPerson(world, plain.id)).toEqual(before);
		expect((await list(desk, { role: "owner" })).users).toMatchObject([{ id: owner.id, twoFactor: "on" }]);
	});
});
