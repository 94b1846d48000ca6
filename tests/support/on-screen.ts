/**
 * What people do on the screens, step by step, by role and name only: type, click, read. Nothing here asserts; a step that
 * the page does not offer ends in a timeout that names what was looked for.
 */
import type { Locator, Page } from "playwright-core";
import type { Account, EnrolledAccount, Flow, House } from "./flow.ts";
import { type Phone, phoneFrom } from "./phone.ts";
import { english, type Said } from "./said.ts";
import { qrOnScreen } from "./screen.ts";

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole("button", { name, exact: true });
export const link = (page: Page, name: string | RegExp): Locator => page.getByRole("link", { name, exact: true });
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole("heading", { name, exact: true });
export const field = (page: Page, name: string | RegExp): Locator => page.getByRole("textbox", { name, exact: true });

/** A field for a password: it has no role of its own. */
export const secretField = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });

/** Waits until the page says this somewhere. */
export async function reads(page: Page, text: string | RegExp): Promise<void> {
	await page.getByText(text).first().waitFor();
}

/** Waits for the heading of a step. */
export async function arrives(page: Page, name: string | RegExp): Promise<void> {
	await heading(page, name).waitFor();
}

/** Types e-mail and password at the house's door and goes on. */
export async function typePassword(page: Page, house: House, account: Account, t: Said = english): Promise<void> {
	if (!page.url().endsWith(house.at("/signin"))) await page.goto(house.at("/signin"));
	await fillPassword(page, account, t);
}

/** Types e-mail and password into the form that is there. */
export async function fillPassword(
	page: Page,
	account: Pick<Account, "email" | "password">,
	t: Said = english,
): Promise<void> {
	await field(page, t.login.email).fill(account.email);
	await secretField(page, t.login.password).fill(account.password);
	await button(page, t.login.signIn).click();
}

/** Types a code where the sign-in asks for one. */
export async function typeCode(page: Page, code: string, t: Said = english): Promise<void> {
	await field(page, t.steps.code).fill(code);
	await button(page, t.steps.verify).click();
}

/** Signs in with whatever is asked for, up to the account. */
export async function signIn(flow: Flow, page: Page, house: House, account: Account | EnrolledAccount): Promise<void> {
	await typePassword(page, house, account);
	if ("phone" in account) await typeCode(page, flow.code(account.phone));
	await arrives(page, english.account.account);
}

export async function signOut(page: Page, t: Said = english): Promise<void> {
	await button(page, t.account.signOut).click();
	await arrives(page, t.login.signIn);
}

/** Opens one of the rooms of My account by its menu. */
export async function openRoom(page: Page, room: keyof Said["account"]["tabs"], t: Said = english): Promise<void> {
	await page.getByRole("navigation").getByRole("link", { name: t.account.tabs[room], exact: true }).click();
	await page.getByRole("heading", { level: 2, name: t.account.tabs[room], exact: true }).waitFor();
}

/** Opens the section that the name "Two-factor authentication" opens. */
export async function openTwoFactor(page: Page, t: Said = english): Promise<void> {
	const opener = button(page, t.account.twoFactor);
	if ((await opener.getAttribute("aria-expanded")) !== "true") await opener.click();
}

/** Scans the QR code that is on the screen with a new phone. */
export async function scan(flow: Flow, page: Page): Promise<{ phone: Phone; uri: string; key: string }> {
	const picture = page.getByRole("img");
	await picture.waitFor();
	await picture.scrollIntoViewIfNeeded();
	const uri = await qrOnScreen(page);
	if (uri === undefined) throw new Error("There is no QR code on the screen.");
	const key = new URL(uri).searchParams.get("secret") ?? "";
	flow.secret(key);
	return { phone: phoneFrom(uri), uri, key };
}

/** Follows an enrolment link and says that the second factor is to be set up here. */
export async function openEnrolment(page: Page, house: House, address: string, t: Said = english): Promise<void> {
	await page.goto(address);
	await button(page, t.enrolment.begin(house.name)).click();
}

/** From the step that names the apps to the recovery codes, with a new phone. */
export async function setUpFromApps(flow: Flow, page: Page, t: Said = english) {
	await button(page, t.setUp.have).click();
	const scanned = await scan(flow, page);
	await button(page, t.setUp.continue).click();
	await field(page, t.setUp.code).fill(flow.code(scanned.phone));
	await button(page, t.setUp.authenticate).click();
	await arrives(page, t.codes.saveTitle);
	const recoveryCodes = await codesOnScreen(page, t);
	flow.secret(...recoveryCodes);
	return { ...scanned, recoveryCodes };
}

/** The recovery codes that are shown. */
export async function codesOnScreen(page: Page, t: Said = english): Promise<readonly string[]> {
	const list = page.getByRole("list", { name: t.codes.listLabel }).locator("code");
	await list.first().waitFor();
	return list.allTextContents();
}

/** Says that the codes are saved, and ends. */
export async function endConfiguration(page: Page, t: Said = english): Promise<void> {
	await page.getByRole("checkbox", { name: t.codes.saved }).check();
	await button(page, t.codes.end).click();
}

/** Answers the dialog that asks for a fresh code. */
export async function proveAnew(flow: Flow, page: Page, phone: Phone, t: Said = english): Promise<void> {
	const dialog = page.getByRole("dialog", { name: t.sessions.proofTitle });
	await dialog.getByRole("textbox").fill(flow.code(phone));
	await dialog.getByRole("button", { name: t.sessions.proofConfirm }).click();
	await dialog.waitFor({ state: "hidden" });
}

/** What has the focus, as role or tag and name. */
export function focused(page: Page): Promise<string> {
	return page.evaluate(() => {
		const element = document.activeElement;
		if (!(element instanceof HTMLElement)) return "nothing";
		const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent;
		return `${element.tagName.toLowerCase()}: ${(element.getAttribute("aria-label") ?? label ?? "").trim()}`;
	});
}
