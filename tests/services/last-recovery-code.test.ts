/**
 * After the last recovery code: a new set before anything else, on the screen and, where the tenant says so, by mail.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const mailing = { recoveryCodes: { delivery: "screenAndEmail" } } as const;
const codesIn = (text: string | undefined) => text?.match(/^\d{8}$/gm) ?? [];
const letterWithCodes = (email: string) => world.mails(email).filter(({ text }) => codesIn(text).length > 0);

/** Uses nine codes up by sign-ins and the tenth in one that is left open. */
async function useAll(house: TestTenant, alice: EnrolledPerson): Promise<Visitor> {
	for (const [index, code] of alice.recoveryCodes.entries()) {
		const visitor = await afterPassword(house, alice);
		const answer = await visitor.ok("login.proveRecoveryCode", { code });
		const remaining = 9 - index;
		expect(answer).toEqual({ next: remaining > 0 ? "signedIn" : "newRecoveryCodes", remaining });
		await visitor.settle();
		if (remaining === 0) return visitor;
	}
	throw new Error("there were no codes");
}

describe("the last code", () => {
	it("S172 leads to a new set, and nothing else is reachable before it is saved", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const visitor = await useAll(house, alice);
		expect(await visitor.okQuery("login.state")).toMatchObject({ step: "newRecoveryCodes", reason: "codesSpent" });
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect((await visitor.query("sessions.list")).status).toBe(401);
		expect(await visitor.refused("totp.begin")).toMatchObject({ refusal: "challenge_gone" });
		expect(await visitor.refused("totp.finish", { saved: true })).toMatchObject({ refusal: "challenge_gone" });
		expect(await visitor.refused("login.cancel")).toMatchObject({ refusal: "forbidden" });
		const { recoveryCodes } = await visitor.ok<{ recoveryCodes: string[] }>("recoveryCodes.regenerate");
		expect(new Set(recoveryCodes).size).toBe(10);
		expect(await visitor.okQuery("sessions.current")).toBeNull();
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			twoFactor: { recoveryCodesLeft: 10 },
			notices: [],
		});
		await visitor.settle();
		expect(letterWithCodes(alice.email)).toEqual([]);
	});

	it("S20 S21 a set-up mails the ten codes where the tenant says so, the same that are on the screen", async () => {
		const house = await world.tenant({ policy: mailing });
		const person = await house.person();
		const visitor = await house.signedIn(person);
		const { recoveryCodes } = await setUp(world, visitor, person.password);
		await visitor.settle();
		const letters = letterWithCodes(person.email);
		expect(letters).toHaveLength(1);
		expect(codesIn(letters[0]?.text)).toEqual(recoveryCodes);
		expect(letters[0]?.text).toContain("Keep them somewhere safe");
	});

	it("S22 a new set is mailed by itself after the tenth, and the old ones are refused", async () => {
		const house = await world.tenant({ policy: mailing });
		const alice = await house.enrolled();
		await useAll(house, alice);
		const [letter, ...others] = letterWithCodes(alice.email);
		expect(others).toEqual([]);
		const mailed = codesIn(letter?.text);
		expect(mailed).toHaveLength(10);
		expect(mailed.filter((code) => alice.recoveryCodes.includes(code))).toEqual([]);
		const again = await afterPassword(house, alice);
		expect(await again.refused("login.proveRecoveryCode", { code: alice.recoveryCodes[4] })).toMatchObject({
			refusal: "code_wrong",
		});
		expect(await again.ok("login.proveRecoveryCode", { code: mailed[0] })).toEqual({ next: "signedIn", remaining: 9 });
	});

	it("S22 the page then shows the set that was mailed, not another one", async () => {
		const house = await world.tenant({ policy: mailing });
		const alice = await house.enrolled();
		const visitor = await useAll(house, alice);
		const { recoveryCodes } = await visitor.ok("recoveryCodes.regenerate");
		expect(recoveryCodes).toEqual(codesIn(letterWithCodes(alice.email)[0]?.text));
		expect(await visitor.ok("totp.finish", { saved: true })).toEqual({ next: "signedIn" });
		await visitor.settle();
		expect(letterWithCodes(alice.email)).toHaveLength(1);
	});
});
