/**
 * The method that a set-up is about: named on the page with its mark, and any app of the standard works for it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { arrives, endConfiguration, fillPassword, reads, setUpFromApps } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("the method of a set-up", () => {
	it("S36 S53 is an authenticator app, named with its mark, and an app made by others to RFC 6238 completes it", async () => {
		const house = await flow.house();
		const rita = await house.account({ requirement: "required" });
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		await fillPassword(page, rita);
		await arrives(page, t.setUp.installTitle);
		const method = page.locator("p", { hasText: t.setUp.method });
		await reads(page, t.setUp.methodNote);
		expect(await method.locator("svg").isVisible()).toBe(true);
		await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, "My account");
	});
});
