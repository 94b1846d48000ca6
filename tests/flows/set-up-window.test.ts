/**
 * The ten minutes of a set-up, in the account and at sign-in: shown, counted down, over, begun anew with the password.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	endConfiguration,
	field,
	fillPassword,
	openRoom,
	reads,
	scan,
	secretField,
	setUpFromApps,
	signIn,
	typePassword,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("the ten minutes of a set-up", () => {
	it("S152 S153 asks for the password again after ten minutes and goes on with another QR code", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await openRoom(page, "security");
		await button(page, t.account.configure).click();
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		await button(page, t.setUp.have).click();
		const first = await scan(flow, page);
		await button(page, t.setUp.continue).click();
		flow.passMinutes(10);
		await field(page, t.setUp.code).fill(flow.code(first.phone));
		await button(page, t.setUp.authenticate).click();
		await reads(page, t.setUp.over);
		await reads(page, t.setUp.overPassword);
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		const second = await setUpFromApps(flow, page);
		expect(second.key).not.toBe(first.key);
		await endConfiguration(page);
		await reads(page, t.account.configured);
	});

	it("S152 S153 counts down in the page and says by itself when the time is over", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await page.clock.install();
		await signIn(flow, page, house, carol);
		await openRoom(page, "security");
		await button(page, t.account.configure).click();
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		await page.getByRole("timer").waitFor();
		await page.clock.fastForward("10:01");
		await reads(page, t.setUp.over);
		await arrives(page, t.setUp.enableTitle);
	});

	it("S152 S153 counts down at sign-in too, and at the end leads back to the password by itself", async () => {
		const house = await flow.house({ policy: { requirement: "required" } });
		const bob = await house.account();
		const { page } = await flow.person();
		await page.clock.install();
		await typePassword(page, house, bob);
		await button(page, t.setUp.have).click();
		await page.getByRole("timer").waitFor();
		await scan(flow, page);
		await page.clock.fastForward("10:01");
		await arrives(page, t.login.signIn);
		await reads(page, t.refusals.troubles.setup_expired.say);
	});

	it("S152 S153 refuses a code after ten minutes; the password opens another window", async () => {
		const house = await flow.house({ policy: { requirement: "required" } });
		const bob = await house.account();
		const { page } = await flow.person();
		await typePassword(page, house, bob);
		await button(page, t.setUp.have).click();
		const { phone } = await scan(flow, page);
		await button(page, t.setUp.continue).click();
		flow.passMinutes(10);
		await field(page, t.setUp.code).fill(flow.code(phone));
		await button(page, t.setUp.authenticate).click();
		await arrives(page, t.login.signIn);
		await reads(page, t.refusals.troubles.challenge_gone.say);
		await fillPassword(page, bob);
		await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, t.account.account);
	});
});
