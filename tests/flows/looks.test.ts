/**
 * Every page and every step once, in English: readable by assistive tools in light and dark, no wider than a small phone,
 * and the focus where the step begins. `PICTURES=1` also saves the README's picture.
 */
import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../dev/root.ts";
import { type Flow, linkIn, openFlow, PASSWORD } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	fillPassword,
	focused,
	openRoom,
	openTwoFactor,
	reads,
	scan,
	secretField,
	signIn,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome(/status of 404/));
afterAll(() => flow.close());

async function fine(page: Page, focus?: RegExp): Promise<void> {
	if (focus !== undefined) await expect.poll(() => focused(page)).toMatch(focus);
	expect(await flawsOf(page)).toEqual([]);
}

describe("pages for anyone", () => {
	it("front page, sign-up, help and dead ends are fine", async () => {
		const { page } = await flow.person();
		await page.goto("/");
		await arrives(page, t.tenants.homeTitle);
		await fine(page);
		await page.goto("/signup");
		await arrives(page, t.tenants.signUpTitle);
		await fine(page, /^input: Name of the organization/);
		await button(page, t.tenants.create).click();
		await reads(page, t.tenants.organizationMissing);
		await fine(page, /^input: Name of the organization/);
		await field(page, t.tenants.organization).fill("Fine House");
		await field(page, t.tenants.name).fill("Fay Fine");
		await field(page, t.tenants.email).fill("fay@fine.example");
		await secretField(page, t.tenants.password).fill(PASSWORD);
		await button(page, t.tenants.create).click();
		await arrives(page, t.tenants.sentTitle);
		await fine(page, /^h1: Check your mail/);
		await page.goto("/help");
		await arrives(page, t.help.title);
		await fine(page);
		await page.goto("/nothing-here");
		await arrives(page, t.tenants.notFoundTitle);
		await fine(page);
		await page.goto("/t/no-such-house/signin");
		await reads(page, t.refusals.troubles.tenant_unknown.say);
		await fine(page);
	});

	it("the pages behind letters are fine, with and without a link", async () => {
		const house = await flow.house();
		const { link: address } = await house.invited();
		const { page } = await flow.person();
		await page.goto(house.at("/verify"));
		await reads(page, t.users.noToken);
		await fine(page, /^h1: /);
		await page.goto(house.at("/verify#token=broken"));
		await reads(page, t.users.verifyReason(house.name));
		await fine(page, /^h1: /);
		await button(page, t.users.verify(house.name)).click();
		await reads(page, t.refusals.troubles.link_invalid.say);
		await fine(page);
		await page.goto(house.at("/enrol#token=broken"));
		await reads(page, t.enrolment.asked(house.name));
		await fine(page, /^h1: /);
		await button(page, t.enrolment.begin(house.name)).click();
		await arrives(page, t.enrolment.deadTitle);
		await fine(page, /^h1: /);
		await page.goto(house.at("/reset"));
		await fine(page, /^input: E-mail/);
		await field(page, t.passwords.email).fill("nobody@nowhere.example");
		await button(page, t.passwords.request).click();
		await arrives(page, t.passwords.sentTitle);
		await fine(page, /^h1: Check your mail/);
		await page.goto(house.at("/reset#token=broken"));
		await arrives(page, t.passwords.chooseTitle);
		await fine(page, /^input: New password/);
		await page.goto(address);
		await arrives(page, t.users.invitationTitle);
		await fine(page, /^input: Name/);
		expect(linkIn(address).token).not.toBe("");
	});
});

describe("the steps of a sign-in", () => {
	it("password, code, recovery code and reset are fine, also with something wrong", async () => {
		const house = await flow.house({ name: "Blue Kite Labs", contact: "help@blue-kite.example" });
		const alice = await house.enrolled({ email: "alice@blue-kite.example" });
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		await fine(page, /^input: E-mail/);
		await fillPassword(page, { ...alice, password: "not-the-password" });
		await reads(page, t.refusals.troubles.credentials_wrong.say);
		await fine(page, /^input: Password/);
		await fillPassword(page, alice);
		await fine(page, /^h1: Enter your code/);
		if (process.env.PICTURES) await takePicture(page);
		await typeCode(page, "1");
		await fine(page, /^input: 6-digit code/);
		await button(page, t.steps.useRecovery).click();
		await fine(page, /^h1: Use a recovery code/);
		await button(page, t.steps.backToApp).click();
		await button(page, t.steps.resetFactor).click();
		await fine(page, /^h1: Reset two-factor authentication settings/);
	});

	it("set-up and codes are fine at every step", async () => {
		const house = await flow.house({ policy: { requirement: "required", setUpSheet: true } });
		const bob = await house.account();
		const { page } = await flow.person();
		await typePassword(page, house, bob);
		await fine(page, /^h1: Set up two-factor authentication/);
		await button(page, t.setUp.have).click();
		const { phone } = await scan(flow, page);
		await fine(page, /^h2: Scan this QR code/);
		await button(page, t.setUp.manual).click();
		await fine(page, /^button: Type code manually/);
		await button(page, t.setUp.continue).click();
		await fine(page, /^h2: Type the code/);
		await field(page, t.setUp.code).fill("12345");
		await button(page, t.setUp.authenticate).click();
		await fine(page, /^input: 6-digit code/);
		await field(page, t.setUp.code).fill(flow.code(phone));
		await button(page, t.setUp.authenticate).click();
		await arrives(page, t.codes.saveTitle);
		flow.secret(...(await codesOnScreen(page)));
		await fine(page, /^h2: Save your recovery codes/);
		await page.reload();
		await fine(page, /^h1: Your recovery codes are not saved yet/);
		await button(page, t.steps.showAgain).click();
		await fine(page, /^h1: Save your recovery codes/);
		await endConfiguration(page);
		await arrives(page, t.account.account);
	});
});

describe("the account", () => {
	it("its rooms and tasks are fine", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await typePassword(page, house, alice);
		await page.getByRole("checkbox").check();
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.security);
		await openTwoFactor(page);
		await fine(page);
		for (const room of ["profile", "browsers", "sessions"] as const) {
			await openRoom(page, room);
			await page.getByText(alice.email).first().waitFor();
			await fine(page);
		}
		await page.getByRole("list", { name: t.sessions.label }).getByRole("button").click();
		await page.getByRole("dialog").waitFor();
		await fine(page);
		await page.keyboard.press("Escape");
		await openRoom(page, "security");
		await openTwoFactor(page);
		const tasks = [
			[t.account.newPhone, t.setUp.newPhoneTitle],
			[t.account.disable, t.account.disableTitle],
			[t.account.changePassword, t.passwords.changeTitle],
			[t.account.resetCodes, t.codes.regenerateTitle],
		] as const;
		for (const [task, title] of tasks) {
			await button(page, task).click();
			await arrives(page, title);
			await fine(page, /^input: Current password/);
			await button(page, t.account.cancel).click();
			await openTwoFactor(page);
		}
		await button(page, t.account.showCodes).click();
		await reads(page, "10 of 10 left");
		await fine(page, /^h2: Recovery codes/);
		await button(page, t.codes.back).click();
		flow.passMinutes(11);
		await button(page, t.account.showCodes).click();
		await page.getByRole("dialog", { name: t.sessions.proofTitle }).waitFor();
		await fine(page);
	});

	it("set-up in the account and the bar are fine", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await reads(page, t.account.setUpOffered);
		await fine(page);
		await button(page, t.account.configure).click();
		await fine(page, /^input: Current password/);
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		await fine(page, /^h2: Install an authenticator app/);
	});
});

async function takePicture(page: Page): Promise<void> {
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.emulateMedia({ colorScheme: "light" });
	await field(page, t.steps.code).fill("287 082");
	writeFileSync(inRoot("docs/sign-in.png"), await page.screenshot({ fullPage: true, caret: "hide" }));
	await page.setViewportSize({ width: 1024, height: 768 });
}
