/**
 * Recovery codes on paper and on screen: kept after the set-up, seen again with the used ones marked, replaced.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type EnrolledAccount, type Flow, type House, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	fillPassword,
	heading,
	openRoom,
	proveAnew,
	reads,
	secretField,
	setUpFromApps,
	signIn,
	signOut,
	typePassword,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function allowClipboard(page: Page): Promise<void> {
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: flow.world.origin });
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function downloaded(page: Page): Promise<{ name: string; text: string }> {
	const coming = page.waitForEvent("download");
	await button(page, t.codes.download).click();
	const file = await coming;
	return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Signs in with the first recovery code and opens Security. */
async function inWithFirstCode(house: House, alice: EnrolledAccount): Promise<Page> {
	const { page } = await flow.person();
	await typePassword(page, house, alice);
	await button(page, t.steps.useRecovery).click();
	await field(page, t.steps.recoveryCode).fill(alice.recoveryCodes[0] ?? "");
	await button(page, t.steps.useCode).click();
	await arrives(page, t.account.account);
	await openRoom(page, "security");
	return page;
}

describe("recovery codes right after the set-up", () => {
	it("S19 S20 S25 S157 S158 S159 S161 S169 S170 are ten, and can be copied, downloaded and printed before “End configuration”", async () => {
		const house = await flow.house({ policy: { requirement: "required" } });
		const bob = await house.account();
		const { page } = await flow.person();
		await allowClipboard(page);
		await page.addInitScript("window.print = () => { window.printed = (window.printed ?? 0) + 1; }");
		await typePassword(page, house, bob);
		const { recoveryCodes } = await setUpFromApps(flow, page);
		expect(recoveryCodes).toHaveLength(10);
		expect(new Set(recoveryCodes).size).toBe(10);
		for (const code of recoveryCodes) expect(code).toMatch(/^\d{8}$/);
		await reads(page, /Keep them somewhere safe/);

		await button(page, t.codes.copy).click();
		await reads(page, t.frame.copied);
		expect((await clipboard(page)).split(/\s+/)).toEqual(recoveryCodes);

		const { name, text } = await downloaded(page);
		expect(name).toMatch(/^blue-kite-\d+-recovery-codes\.txt$/);
		expect(text).toContain(house.name);
		expect(text).toContain(bob.email);
		expect(text.match(/^\d{8}\r?$/gm)?.map((line) => line.trim())).toEqual(recoveryCodes);

		await button(page, t.codes.print).click();
		expect(await page.evaluate("window.printed")).toBe(1);
		await page.emulateMedia({ media: "print" });
		expect(await heading(page, t.codes.paperTitle(house.name)).isVisible()).toBe(true);
		await page.emulateMedia({ media: "screen" });

		expect(await button(page, "End configuration").isDisabled()).toBe(true);
		await page.getByRole("checkbox", { name: "I have saved them" }).check();
		expect(await button(page, "End configuration").isDisabled()).toBe(false);
		await button(page, "End configuration").click();
		await page.getByText("On", { exact: true }).waitFor();
	});
});

describe("recovery codes in the account", () => {
	it("S167 S168 S169 S170 are shown after a fresh proof, with used ones struck through and said, and the number left", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const page = await inWithFirstCode(house, alice);
		await allowClipboard(page);
		flow.passMinutes(11);
		await button(page, "Show recovery codes").click();
		await page.getByRole("dialog", { name: t.sessions.proofTitle }).waitFor();
		expect(await page.getByRole("list", { name: t.codes.listLabel }).count()).toBe(0);
		await proveAnew(flow, page, alice.phone);

		await reads(page, "9 of 10 left");
		expect(await codesOnScreen(page)).toEqual(alice.recoveryCodes);
		const [first, second] = await page.getByRole("list", { name: t.codes.listLabel }).getByRole("listitem").all();
		expect(await first?.locator("s").textContent()).toBe(alice.recoveryCodes[0]);
		expect(await first?.locator("s").evaluate((used) => getComputedStyle(used).textDecorationLine)).toBe(
			"line-through",
		);
		expect(await first?.ariaSnapshot()).toContain(t.codes.usedWhen);
		expect(await second?.ariaSnapshot()).not.toContain(t.codes.usedWhen);
		expect(await second?.locator("s").count()).toBe(0);

		const left = alice.recoveryCodes.slice(1);
		await button(page, t.codes.copy).click();
		await reads(page, t.frame.copied);
		expect((await clipboard(page)).split(/\s+/)).toEqual(left);
		const { text } = await downloaded(page);
		for (const code of left) expect(text).toContain(code);
		expect(text).toContain(house.name);
		expect(text).toContain(alice.email);
	});

	it("S167 shows nothing when the proof is not given", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await openRoom(page, "security");
		flow.passMinutes(11);
		await button(page, t.account.showCodes).click();
		const dialog = page.getByRole("dialog", { name: t.sessions.proofTitle });
		await dialog.getByRole("textbox").fill("000000");
		await dialog.getByRole("button", { name: t.sessions.proofConfirm }).click();
		await reads(page, t.refusals.troubles.code_wrong.say);
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "hidden" });
		await arrives(page, t.account.security);
		expect(await page.getByText(alice.recoveryCodes[1] ?? "").count()).toBe(0);
	});

	it("S26 S27 S28 S29 S171 are replaced by the password from the row of two-factor authentication, and the old ones are dead", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await openRoom(page, "security");
		await button(page, "Reset backup codes").click();
		await button(page, t.codes.regenerate).click();
		await reads(page, t.codes.passwordMissing);
		await secretField(page, t.codes.password).fill("not-the-password");
		await button(page, t.codes.regenerate).click();
		await reads(page, t.frame.wrongPassword);
		await secretField(page, t.codes.password).fill(alice.password);
		await button(page, t.codes.regenerate).click();
		await arrives(page, t.codes.saveTitle);
		const fresh = await codesOnScreen(page);
		flow.secret(...fresh);
		expect(fresh).toHaveLength(10);
		expect(fresh.filter((code) => alice.recoveryCodes.includes(code))).toEqual([]);
		await endConfiguration(page);
		await reads(page, t.account.regenerated);

		await signOut(page);
		await fillPassword(page, alice);
		await button(page, t.steps.useRecovery).click();
		await field(page, t.steps.recoveryCode).fill(alice.recoveryCodes[5] ?? "");
		await button(page, t.steps.useCode).click();
		await reads(page, t.refusals.troubles.code_wrong.say);
		await field(page, t.steps.recoveryCode).fill(fresh[5] ?? "");
		await button(page, t.steps.useCode).click();
		await arrives(page, t.account.account);
	});

	it("S162 are not shown again where the tenant shows them once, and the words say so", async () => {
		const house = await flow.house({ policy: { requirement: "required", recoveryCodes: { viewing: "once" } } });
		const bob = await house.account();
		const { page } = await flow.person();
		await typePassword(page, house, bob);
		const { recoveryCodes } = await setUpFromApps(flow, page);
		await reads(page, t.codes.viewing.once);
		await endConfiguration(page);
		await arrives(page, t.account.security);
		await button(page, t.account.showCodes).click();
		await reads(page, t.codes.onceNote);
		expect(await page.getByText(recoveryCodes[0] ?? "").count()).toBe(0);
	});

	it("S168 warns in the bar when few are left, and the bar leads to new ones", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		await flow.world.database.client.execute({
			sql: "update recovery_codes set used_at = ? where user_id = ? and position > 2",
			args: [flow.world.catcher.now(), alice.id],
		});
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await reads(page, t.account.recoveryCodesLow(3));
		await button(page, t.account.makeNew).click();
		await arrives(page, t.codes.regenerateTitle);
	});
});
