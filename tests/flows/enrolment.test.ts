/**
 * A person sets up a second factor from My account > Security: by keyboard alone, by mouse, and with a typed key.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wrongCode } from "../support/acts.ts";
import { type Flow, openFlow } from "../support/flow.ts";
import { Keyboard } from "../support/keyboard.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	fillPassword,
	heading,
	openRoom,
	reads,
	scan,
	secretField,
	setUpFromApps,
	signIn,
	signOut,
	typeCode,
} from "../support/on-screen.ts";
import { phoneWithKey } from "../support/phone.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const currentStep = (page: Page) =>
	page.getByRole("list", { name: t.setUp.stepsLabel }).locator("[aria-current=step]").textContent();

describe("setting up from the account", () => {
	it("S7 S8 S9 T087 T117 S16 S18 S147 S150 S158 S159 is done by keyboard only, from My account > Security to On", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		const keys = new Keyboard(page);
		await keys.type(carol.email);
		await keys.to("textbox", "Password");
		await keys.type(carol.password);
		await page.keyboard.press("Enter");
		await arrives(page, "My account");
		await keys.press("link", "Security");
		await arrives(page, "Security");
		await keys.press("button", "Two-factor authentication");
		await reads(page, t.account.offText);
		await keys.press("button", "Configure 2FA");
		await arrives(page, t.setUp.enableTitle);
		expect(await currentStep(page)).toContain("Enable");
		await keys.type(carol.password);
		await page.keyboard.press("Enter");
		await arrives(page, t.setUp.installTitle);
		expect(await currentStep(page)).toContain("Install the app");
		await keys.press("button", t.setUp.have);
		const { phone, key } = await scan(flow, page);
		expect(await currentStep(page)).toContain("Set up");
		await keys.press("button", "Continue");
		await arrives(page, t.setUp.codeTitle);
		// The heading has the focus; the first digit typed goes to the field all the same.
		await keys.type(flow.code(phone));
		await keys.press("button", "Authenticate");
		await arrives(page, t.codes.saveTitle);
		const recoveryCodes = await codesOnScreen(page);
		flow.secret(...recoveryCodes);
		expect(await button(page, "End configuration").isDisabled()).toBe(true);
		await keys.to("checkbox", "I have saved them");
		await page.keyboard.press("Space");
		await keys.press("button", "End configuration");
		await reads(page, t.account.configured);
		await page.getByText("On", { exact: true }).waitFor();
		const left = await page.content();
		for (const secret of [key, ...recoveryCodes]) expect(left).not.toContain(secret);
	});

	it("S9 S10 S11 S54 S120 S123 S148 tells three numbered steps and names free apps with their stores before any QR code", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await openRoom(page, "security");
		await button(page, t.account.twoFactor).click();
		await reads(page, /Google Authenticator, Microsoft Authenticator or Authy/);
		await button(page, t.account.configure).click();
		await arrives(page, t.setUp.enableTitle);
		const steps = page.getByRole("list", { name: t.setUp.stepsLabel }).getByRole("listitem");
		expect(await steps.allTextContents()).toEqual([expect.stringMatching(/^1Enable/), "2Install the app", "3Set up"]);
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		await arrives(page, t.setUp.installTitle);
		expect(await page.getByRole("img").count()).toBe(0);
		await reads(page, /all are free/);
		await reads(page, /Windows Phone is no longer supported/);
		for (const app of ["Google Authenticator", "Microsoft Authenticator", "Authy", "LastPass Authenticator"]) {
			const stores = await page
				.getByRole("link", { name: app })
				.evaluateAll((links) => links.map((each) => each.getAttribute("href")));
			expect(stores).toEqual([
				expect.stringMatching(/^https:\/\/play\.google\.com\/store\/apps\/details\?id=/),
				expect.stringMatching(/^https:\/\/apps\.apple\.com\/app\/id\d+$/),
			]);
		}
	});

	it("S12 S13 S17 S18 S149 S152 S154 S156 stays off until a right code; the QR code on the screen holds a standard secret", async () => {
		const house = await flow.house({ name: "Blue Kite: Labs & Söhne" });
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await openRoom(page, "security");
		await button(page, t.account.configure).click();
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		const timer = page.getByRole("timer");
		const before = await timer.textContent();
		expect(before).toMatch(/^(10:00|9:5\d)$/);
		await expect.poll(() => timer.textContent()).not.toBe(before);
		await button(page, t.setUp.have).click();
		const { phone, uri } = await scan(flow, page);
		expect(uri).toMatch(/^otpauth:\/\/totp\//);
		expect(phone.issuer).toBe("Blue Kite  Labs & Söhne");
		expect(phone.label).toBe(carol.email);
		await button(page, "Continue").click();
		const code = field(page, t.setUp.code);
		for (const shape of ["12345", "1234567", "12345a"]) {
			await code.fill(shape);
			await button(page, "Authenticate").click();
			await reads(page, t.setUp.codeWrong);
		}
		await code.fill(wrongCode(phone, flow.world.catcher.now()));
		await button(page, "Authenticate").click();
		await reads(page, t.refusals.troubles.code_wrong.say);
		const { page: second } = await flow.person();
		await signIn(flow, second, house, carol);
		await code.fill(flow.code(phone));
		await button(page, "Authenticate").click();
		await arrives(page, t.codes.saveTitle);
		flow.secret(...(await codesOnScreen(page)));
	});

	it("S117 S125 S128 S155 shows the key beside the QR code, copies it, and the typed key gives the same secret", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page, context } = await flow.person();
		await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: flow.world.origin });
		await signIn(flow, page, house, carol);
		await openRoom(page, "security");
		await button(page, t.account.configure).click();
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		await button(page, t.setUp.have).click();
		const { key } = await scan(flow, page);
		await button(page, "Type code manually").click();
		const shown = await page.getByRole("definition").textContent();
		expect(shown).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
		expect(shown?.replaceAll(" ", "")).toBe(key);
		expect(await page.getByRole("img").isVisible()).toBe(true);
		await button(page, t.setUp.copyKey).click();
		await reads(page, t.frame.copied);
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
		const typed = phoneWithKey(shown ?? "");
		await button(page, t.setUp.continue).click();
		await field(page, t.setUp.code).fill(flow.code(typed));
		await button(page, t.setUp.authenticate).click();
		await arrives(page, t.codes.saveTitle);
		flow.secret(...(await codesOnScreen(page)));
	});

	it("S151 does not start with a wrong password", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await openRoom(page, "security");
		await button(page, t.account.configure).click();
		await secretField(page, t.setUp.password).fill("not-the-password");
		await button(page, t.setUp.enable).click();
		await reads(page, t.frame.wrongPassword);
		expect(await heading(page, t.setUp.installTitle).count()).toBe(0);
		await button(page, t.setUp.cancel).click();
		await page.getByText("Off", { exact: true }).waitFor();
	});

	it("S3 goes on in the session that switched it on, and asks for a code at the next sign-in", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await openRoom(page, "security");
		await button(page, t.account.configure).click();
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		const { phone } = await setUpFromApps(flow, page);
		await endConfiguration(page);
		await reads(page, t.account.configured);
		for (const room of ["profile", "sessions", "browsers", "security"] as const) await openRoom(page, room);
		await signOut(page);
		await fillPassword(page, carol);
		await arrives(page, t.steps.codeTitle);
		await typeCode(page, flow.code(phone));
		await arrives(page, t.account.account);
	});
});
