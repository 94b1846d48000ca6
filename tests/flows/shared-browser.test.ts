/**
 * One browser, one person after the other: what the first one's tabs show and do once somebody else has signed in beside them.
 * Where tabs hear nothing of each other, they must be just as safe.
 */
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/calls.ts";
import { type EnrolledAccount, type Flow, type House, newTab, openFlow } from "../support/flow.ts";
import { arrives, button, field, fillPassword, openRoom, reads, signIn, typeCode } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function houseOfTwo(): Promise<{ house: House; alice: EnrolledAccount; bob: EnrolledAccount }> {
	const house = await flow.house();
	const alice = await house.enrolled({ name: "Alice Archer", role: "owner" });
	return { house, alice, bob: await house.enrolled({ name: "Bob Builder", role: "owner" }) };
}

/** Alice signs out in a tab of her own, and Bob signs in there. */
async function handOver(context: BrowserContext, house: House, bob: EnrolledAccount): Promise<Page> {
	const tab = await newTab(context, house.at("/account/security"));
	await button(tab, t.account.signOut).click();
	await arrives(tab, t.login.signIn);
	await fillPassword(tab, bob);
	await typeCode(tab, flow.code(bob.phone));
	await arrives(tab, t.account.account);
	return tab;
}

/** From now on no tab of this browser hears of another. */
async function deaf(context: BrowserContext): Promise<void> {
	await context.addInitScript(() => {
		BroadcastChannel.prototype.postMessage = () => undefined;
	});
}

async function showsNothingOf(page: Page, alice: EnrolledAccount): Promise<void> {
	// Codes are drawn in groups.
	const shown = (await page.content()) + (await page.locator("body").textContent());
	for (const text of [alice.email, alice.name, ...alice.recoveryCodes]) expect(shown).not.toContain(text);
}

const nameOf = async ({ id }: EnrolledAccount): Promise<unknown> =>
	(await flow.world.database.client.execute({ sql: "select name from users where id = ?", args: [id] })).rows[0]?.name;

describe("a tab of somebody who has left", () => {
	it("T090 is empty before anybody looks at it: codes and users are gone, and the sign-in stands there", async () => {
		const { house, alice, bob } = await houseOfTwo();
		const { page, context } = await flow.person();
		await signIn(flow, page, house, alice);
		await button(page, t.account.showCodes).click();
		await reads(page, "10 of 10 left");
		const users = await newTab(context, house.at("/settings/users"));
		await reads(users, alice.email);
		await handOver(context, house, bob);
		for (const left of [page, users]) {
			await arrives(left, t.login.signIn);
			await showsNothingOf(left, alice);
		}
	});

	it("T090 that heard of nothing does not act for the next person, and is empty with its first answer", async () => {
		const { house, alice, bob } = await houseOfTwo();
		const { page, context } = await flow.person();
		await deaf(context);
		await signIn(flow, page, house, alice);
		await openRoom(page, "profile");
		const second = await newTab(context, house.at("/account/profile"));
		await arrives(second, t.account.tabs.profile);
		const bobs = await handOver(context, house, bob);
		await field(page, t.users.name).fill("Alice Again");
		await button(page, t.users.save).click();
		await arrives(page, t.login.signIn);
		await showsNothingOf(page, alice);
		expect([await nameOf(alice), await nameOf(bob)]).toEqual([alice.name, bob.name]);

		// Not even the sign-out of an old tab is the next person's.
		await button(second, t.account.signOut).click();
		await arrives(second, t.login.signIn);
		await bobs.reload();
		await reads(bobs, bob.email);
	});

	it("T090 shows nothing of the next person, either, when it only reads", async () => {
		const { house, alice, bob } = await houseOfTwo();
		const { page, context } = await flow.person();
		await deaf(context);
		await signIn(flow, page, house, alice);
		await handOver(context, house, bob);
		await page.getByRole("navigation").getByRole("link", { name: t.account.tabs.sessions, exact: true }).click();
		await arrives(page, t.login.signIn);
		await reads(page, t.login.alreadySignedIn(bob.email));
		expect(await page.getByRole("list", { name: t.sessions.label }).count()).toBe(0);
		await showsNothingOf(page, alice);
	});
});

describe("work that one person has begun", () => {
	it("T090 is not there for the next one who signs in in the same tab, and goes no further", async () => {
		const { house, alice, bob } = await houseOfTwo();
		await house.realm({ key: "tests", name: "Custom Realm" });
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await page.goto(house.at("/settings/users/import"));
		await page.getByLabel(t.imports.realm, { exact: true }).selectOption({ label: "Custom Realm" });
		await page.getByLabel(t.imports.paste).fill("email,name\nsecret-guest@import.example,Secret Guest\n");
		await button(page, t.imports.look).click();
		await reads(page, "secret-guest@import.example");

		await call(page, house, "login.signOut", {});
		await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
		await arrives(page, t.login.signIn);
		expect(await page.content()).not.toContain("Secret Guest");
		await fillPassword(page, bob);
		await typeCode(page, flow.code(bob.phone));
		await arrives(page, t.imports.title);
		await page.getByLabel(t.imports.paste).waitFor();
		expect(await page.content()).not.toContain("Secret Guest");
	});

	it("T090 is not there when the next one signs in without the first having signed out", async () => {
		const { house, alice, bob } = await houseOfTwo();
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await page.goto(house.at("/signin"));
		await reads(page, t.login.alreadySignedIn(alice.email));
		await page.evaluate("window.stillAlices = true");
		await fillPassword(page, bob);
		await typeCode(page, flow.code(bob.phone));
		await arrives(page, t.account.account);
		await reads(page, bob.email);
		expect(await page.evaluate("window.stillAlices")).toBeUndefined();
		await showsNothingOf(page, alice);
	});
});
