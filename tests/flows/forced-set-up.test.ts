/**
 * Whoever must have a second factor sets it up at the next sign-in, with no way around it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, newTab, openFlow, PASSWORD } from "../support/flow.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	fillPassword,
	heading,
	link,
	reads,
	scan,
	secretField,
	setUpFromApps,
	signOut,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { qrOnScreen } from "../support/screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("set-up demanded at sign-in", () => {
	it("S14 S15 S69 S115 S118 S130 S156 S164 S175 S179 follows the password, shows the QR code there, and ends signed in", async () => {
		const house = await flow.house({ policy: { requirement: "required" } });
		const bob = await house.account();
		const { page } = await flow.person();
		await page.goto(house.at("/account/security"));
		await arrives(page, t.login.signIn);
		await typePassword(page, house, { ...bob, password: "not-the-password" });
		await reads(page, t.refusals.troubles.credentials_wrong.say);
		await fillPassword(page, bob);
		await arrives(page, t.setUp.title);
		await reads(page, t.steps.reasons.tenantRequired);
		const { phone } = await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, "My account");
		await page.getByText("On", { exact: true }).waitFor();

		await signOut(page);
		await fillPassword(page, bob);
		await arrives(page, t.steps.codeTitle);
		await page.getByText(`${t.steps.signingInAs} ${bob.email}`).waitFor();
		for (const choice of [t.steps.useRecovery, t.steps.resetFactor, t.steps.someoneElse])
			expect(await button(page, choice).isVisible()).toBe(true);
		await typeCode(page, flow.code(phone));
		await arrives(page, "My account");
	});

	it("S4 S5 S6 cannot be cancelled: other pages, Back, a new tab and another browser all lead back to it", async () => {
		const house = await flow.house();
		const rita = await house.account({ requirement: "required" });
		const { page, context } = await flow.person();
		await page.goto(house.at("/reset"));
		await link(page, t.passwords.backToSignIn).click();
		// The page that is left has a field for an address, too.
		await arrives(page, t.login.signIn);
		await fillPassword(page, rita);
		await arrives(page, t.setUp.installTitle);
		await reads(page, t.steps.reasons.userRequired);

		const demanded = async (at = page) => {
			await arrives(at, t.setUp.title);
			await arrives(at, t.setUp.installTitle);
			expect(new URL(at.url()).pathname).toBe(house.at("/signin"));
			expect(await at.getByRole("button", { name: /cancel|skip|not now|later|disable|someone else/i }).count()).toBe(0);
			expect(await at.getByRole("link", { name: /cancel|skip(?! to)|not now|later|account/i }).count()).toBe(0);
		};
		await demanded();
		await page.goBack();
		await demanded();
		for (const path of ["/account", "/account/sessions", "/account/profile", "/reset", "/verify", "/invitation", "/"]) {
			await page.goto(house.at(path));
			await demanded();
		}
		await demanded(await newTab(context, house.at("/account/security")));
		await page.reload();
		await demanded();

		const { page: another } = await flow.person();
		await typePassword(another, house, rita);
		await demanded(another);
		await another.goto(house.at("/account"));
		await demanded(another);
	});

	it("S5 leads back to it also from the QR code and the code, and shows the codes once more when they were left too early", async () => {
		const house = await flow.house();
		const rita = await house.account({ requirement: "required" });
		const { page } = await flow.person();
		await typePassword(page, house, rita);
		await button(page, t.setUp.have).click();
		await scan(flow, page);
		await page.reload();
		await arrives(page, t.setUp.installTitle);
		const { recoveryCodes } = await setUpFromApps(flow, page);
		await page.goto(house.at("/account"));
		await arrives(page, t.steps.unsavedTitle);
		await button(page, t.steps.showAgain).click();
		expect(await codesOnScreen(page)).toEqual(recoveryCodes);
		await endConfiguration(page);
		await arrives(page, t.account.account);
	});

	it("S119 S121 S122 tells which devices will do, that they should lock themselves, and about the clock", async () => {
		const house = await flow.house();
		const rita = await house.account({ requirement: "required" });
		const { page, context } = await flow.person();
		await typePassword(page, house, rita);
		await reads(page, /on a phone, a tablet, a laptop or a desktop computer/);
		await reads(page, /Let the device lock itself/);
		await reads(page, /Set its clock to automatic/);
		const opened = context.waitForEvent("page");
		await page.getByRole("link", { name: t.setUp.more }).click();
		await arrives(await opened, "Instructions for each system");

		await button(page, t.setUp.have).click();
		const { phone } = await scan(flow, page);
		await button(page, t.setUp.continue).click();
		phone.clockAheadMs = 5 * 60_000;
		await field(page, t.setUp.code).fill(flow.code(phone));
		await button(page, t.setUp.authenticate).click();
		await reads(page, /your phone's clock is about 5 minutes ahead/);
		await page.getByRole("link", { name: t.setUp.clockHelp }).waitFor();
		expect(await heading(page, t.codes.saveTitle).count()).toBe(0);
	});

	it("S124 goes from the invitation over the chosen password to the set-up in one flow", async () => {
		const house = await flow.house({ policy: { requirement: "required" } });
		const { email, link: address } = await house.invited();
		const { page } = await flow.person();
		await page.goto(address);
		await reads(page, t.users.invitationReason(house.name));
		await field(page, t.users.name).fill("Gwen Guest");
		await secretField(page, t.users.password).fill(PASSWORD);
		await button(page, t.users.accept).click();
		await arrives(page, t.setUp.title);
		const { phone } = await setUpFromApps(flow, page);
		expect(phone.label).toBe(email);
		await endConfiguration(page);
		await arrives(page, t.account.account);
		await reads(page, email);
	});

	it("S126 S127 prints QR code and key on a sheet where the tenant allows it, and what is printed works on a second device", async () => {
		const house = await flow.house({ policy: { requirement: "required", setUpSheet: true } });
		const bob = await house.account();
		const { page } = await flow.person();
		await page.addInitScript("window.print = () => { window.printed = (window.printed ?? 0) + 1; }");
		await typePassword(page, house, bob);
		await button(page, t.setUp.have).click();
		const { phone, uri, key } = await scan(flow, page);
		await button(page, t.setUp.print).click();
		expect(await page.evaluate("window.printed")).toBe(1);
		await page.emulateMedia({ media: "print" });
		expect(await qrOnScreen(page)).toBe(uri);
		const keyOnPaper = await page.getByRole("definition").innerText();
		expect(keyOnPaper.replaceAll(" ", "")).toBe(key);
		expect(await heading(page, t.setUp.sheetTitle(house.name)).isVisible()).toBe(true);
		expect(await button(page, t.setUp.print).isVisible()).toBe(false);
		await page.emulateMedia({ media: "screen" });
		await button(page, t.setUp.continue).click();
		await field(page, t.setUp.code).fill(flow.code(phone));
		await button(page, t.setUp.authenticate).click();
		await arrives(page, t.codes.saveTitle);
		flow.secret(...(await codesOnScreen(page)));
	});

	it("S126 offers no sheet where the tenant does not allow it", async () => {
		const house = await flow.house({ policy: { requirement: "required" } });
		const bob = await house.account();
		const { page } = await flow.person();
		await typePassword(page, house, bob);
		await button(page, t.setUp.have).click();
		await scan(flow, page);
		expect(await button(page, t.setUp.print).count()).toBe(0);
	});
});
