/**
 * A known browser has a password budget of its own, so a stolen cookie of one is worth ten guesses in fifteen minutes. It ends
 * with the events by which somebody throws others out; the one at hand stays known (T032, T107).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenIn } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
});
afterAll(() => world.stop());

const FRESH = "another-river-stone";

const events: readonly (readonly [string, (visitor: Visitor, alice: EnrolledPerson) => Promise<unknown>])[] = [
	[
		"a mailed reset",
		async (visitor, alice) => {
			await visitor.ok("passwords.requestReset", { email: alice.email });
			await visitor.settle();
			await visitor.ok("passwords.reset", { token: tokenIn(world.mails(alice.email)[0]), password: FRESH });
		},
	],
	[
		"a change of password",
		(visitor, alice) => visitor.ok("passwords.change", { current: PASSWORD, password: FRESH, code: alice.code() }),
	],
	["signing out everywhere else", (visitor) => visitor.ok("sessions.revokeOthers")],
];

let strangers = 0;

/** Whether this browser may still try when strangers have used up the account's own budget. */
async function isKnown(browser: Visitor, { email }: EnrolledPerson): Promise<boolean> {
	strangers += 1;
	const stranger = acme.visitor({ address: `198.51.100.${strangers}` });
	for (let guess = 0; guess < 11; guess += 1)
		await stranger.mutate("login.begin", { email, password: `guess-${guess}-of-many` });
	return (await browser.refused("login.begin", { email, password: "not-the-one" })).refusal === "credentials_wrong";
}

describe.each(events)("after %s", (_how, happen) => {
	it("T032 T064 only the browser at hand is known, and of a stranger's copy of another one nothing is left", async () => {
		const alice = await acme.enrolled();
		const stolen = await acme.signedIn(alice);
		world.nextStep();
		const own = await acme.signedIn(alice);
		expect(await isKnown(stolen.copy(), alice)).toBe(true);
		world.nextStep();
		await happen(own, alice);
		expect([await isKnown(stolen, alice), await isKnown(own, alice)]).toEqual([false, true]);
		expect(await world.rows("select 1 from known_browsers where user_id = ?", [alice.id])).toHaveLength(1);
	});

	it("T032 a forged cookie of the own kind spares no other browser", async () => {
		const alice = await acme.enrolled();
		const other = await acme.signedIn(alice);
		world.nextStep();
		const own = await acme.signedIn(alice);
		const [id = ""] = (other.jar.get("gh_browser") ?? "").split(".");
		own.jar.set("gh_browser", (own.jar.get("gh_browser") ?? "").replace(/^[^.]*/, id));
		world.nextStep();
		await happen(own, alice);
		expect(await isKnown(other, alice)).toBe(false);
	});
});
