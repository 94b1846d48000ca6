/**
 * Somebody trusts a browser, is let in with the password alone there and nowhere else, and takes it back.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	fillPassword,
	openRoom,
	reads,
	signOut,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

/** Somebody who has just signed in and trusted this browser. */
async function trusting() {
	const house = await flow.house();
	const alice = await house.enrolled();
	const person = await flow.person();
	const { page } = person;
	await typePassword(page, house, alice);
	const box = page.getByRole("checkbox", { name: /Trust this browser/ });
	await box.waitFor();
	const isTickedAtFirst = await box.isChecked();
	await box.check();
	await typeCode(page, flow.code(alice.phone));
	await arrives(page, t.account.account);
	return { house, alice, page, context: person.context, isTickedAtFirst };
}

describe("a trusted browser", () => {
	it("S132 S133 S134 is offered unticked, then asks only for the password here, and still for a code elsewhere", async () => {
		const { house, alice, page, isTickedAtFirst } = await trusting();
		expect(isTickedAtFirst).toBe(false);
		await signOut(page);
		// The phone is gone from here on; the browser lets its owner in all the same.
		await fillPassword(page, alice);
		await arrives(page, t.account.account);
		await openRoom(page, "sessions");
		await reads(page, t.sessions.assurance.trustedBrowser);

		const { page: elsewhere } = await flow.person();
		await typePassword(elsewhere, house, alice);
		await arrives(elsewhere, t.steps.codeTitle);
	});

	it("S132 S133 is not remembered when the box stays unticked, nor after its cookies are cleared", async () => {
		const { house, alice, page, context } = await trusting();
		await context.clearCookies();
		await typePassword(page, house, alice);
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.account);
		await signOut(page);
		await fillPassword(page, alice);
		await arrives(page, t.steps.codeTitle);
	});

	it("T061 is listed with browser, times and “this one”, and asks again after it is revoked in the page", async () => {
		const { house, alice, page } = await trusting();
		const { page: elsewhere } = await flow.person({
			userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0",
		});
		await typePassword(elsewhere, house, alice);
		await page.waitForLoadState();
		await elsewhere.getByRole("checkbox", { name: /Trust this browser/ }).check();
		await typeCode(elsewhere, flow.code(alice.phone));
		await arrives(elsewhere, t.account.account);

		await openRoom(page, "browsers");
		const entries = page.getByRole("list", { name: t.browsers.label }).getByRole("listitem");
		await entries.first().waitFor();
		expect(await entries.count()).toBe(2);
		const here = entries.filter({ hasText: t.browsers.thisOne });
		expect(await here.count()).toBe(1);
		expect(await here.textContent()).toMatch(/Chrome on Linux/);
		expect(await here.textContent()).toMatch(/Last used (now|\d+ \w+ ago|this minute)/);
		expect(await entries.filter({ hasText: "Firefox on macOS" }).count()).toBe(1);

		await here.getByRole("button").click();
		await page
			.getByRole("dialog", { name: t.browsers.forgetTitle })
			.getByRole("button", { name: t.browsers.forget })
			.click();
		await reads(page, t.browsers.forgotten(1));
		await expect.poll(() => entries.count()).toBe(1);
		await signOut(page);
		await fillPassword(page, alice);
		await arrives(page, t.steps.codeTitle);

		await openRoom(elsewhere, "browsers");
		await button(elsewhere, t.browsers.forgetAll).click();
		await elsewhere.getByRole("dialog").getByRole("button", { name: t.browsers.forgetAll }).click();
		await reads(elsewhere, t.browsers.none);
	});

	it("S132 is not offered where the tenant does not allow it", async () => {
		const house = await flow.house({ policy: { trustedBrowserDays: 0 } });
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await typePassword(page, house, alice);
		await arrives(page, t.steps.codeTitle);
		expect(await page.getByRole("checkbox").count()).toBe(0);
	});

	it("S133 ends after its days", async () => {
		const { alice, page } = await trusting();
		await signOut(page);
		flow.passMinutes(31 * 24 * 60);
		await fillPassword(page, alice);
		await arrives(page, t.steps.codeTitle);
	});
});
