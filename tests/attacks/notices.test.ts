/**
 * What the owner of an account hears of codes: of a used recovery code each time, of wrong codes behind the right password once
 * a day and at the next sign-in, and that no stranger can make more letters of it (T043, T058).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CODE_NOTICE } from "../../worker/features/attempts/limits.ts";
import { hours } from "../../worker/lib/duration.ts";
import { afterPassword, wrongCode } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
});
afterAll(() => world.stop());

interface Told {
	readonly notices: readonly string[];
	readonly session: { readonly codesRefused: number };
}
const told = async (visitor: Visitor) => {
	const { notices, session } = await visitor.okQuery<Told>("sessions.current");
	return [notices, session.codesRefused];
};
const letters = ({ email }: EnrolledPerson, subject: string) =>
	world.mails(email).filter((letter) => letter.subject.toLowerCase().includes(subject));

/** So many wrong codes, each behind the right password. */
async function guess(alice: EnrolledPerson, times: number): Promise<void> {
	for (let typed = 0; typed < times; typed += 1) {
		const visitor = await afterPassword(acme, alice);
		await visitor.refused("login.proveTotp", { code: wrongCode(alice.phone, world.now()) });
		await visitor.settle();
	}
}

describe("wrong codes behind the right password", () => {
	it("T058 are one letter a day, and a line at the next sign-in for an hour", async () => {
		const alice = await acme.enrolled();
		await guess(alice, 4);
		expect(letters(alice, "wrong code after your password")).toHaveLength(1);
		const visitor = await acme.signedIn(alice);
		expect(await told(visitor)).toEqual([["codesRefused"], 4]);
		world.nextStep();
		expect(await told(await acme.signedIn(alice))).toEqual([[], 0]);
		await guess(alice, 2);
		expect(letters(alice, "wrong code after your password")).toHaveLength(1);
		world.advance(CODE_NOTICE);
		await guess(alice, 2);
		expect(letters(alice, "wrong code after your password")).toHaveLength(2);
		world.nextStep();
		const later = await acme.signedIn(alice);
		expect(await told(later)).toEqual([["codesRefused"], 4]);
		world.advance(hours(1) / 2);
		await told(later);
		await later.settle();
		world.advance(hours(1) / 2);
		expect(await told(later)).toEqual([[], 4]);
	});

	it("T058 are no letter where the password was wrong, and none of one's own right code", async () => {
		const alice = await acme.enrolled();
		await acme.visitor().mutate("login.begin", { email: alice.email, password: "not-the-one-at-all" });
		const visitor = await acme.signedIn(alice);
		await visitor.settle();
		expect(await told(visitor)).toEqual([[], 0]);
		expect(world.mails(alice.email)).toEqual([]);
	});
});

describe("recovery codes", () => {
	it("T043 are a letter each with time, browser and what to do, a warning at the end, and the app works without any", async () => {
		const alice = await acme.enrolled();
		for (const [used, code] of alice.recoveryCodes.entries()) {
			const visitor = await afterPassword(acme, alice);
			const { next } = await visitor.ok("login.proveRecoveryCode", { code });
			await visitor.settle();
			const left = alice.recoveryCodes.length - used - 1;
			expect(letters(alice, "recovery code was used")).toHaveLength(used + 1);
			const text = letters(alice, "recovery code was used")[0]?.text ?? "";
			const now = new Date(world.now()).toISOString().slice(0, 16).replace("T", " ");
			for (const part of [`Codes left: ${left}`, `When: ${now} UTC`, "Firefox on Linux", "If this was not you"])
				expect(text).toContain(part);
			if (left === 0) expect(next).toBe("newRecoveryCodes");
			else expect(await told(visitor)).toEqual([left <= 3 ? ["recoveryCodesLow"] : [], 0]);
		}
		const visitor = await acme.signedIn(alice);
		expect(await told(visitor)).toEqual([["recoveryCodesGone"], 0]);
	});
});
