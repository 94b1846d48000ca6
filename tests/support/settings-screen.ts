/**
 * What administrators do on the screens of Settings, by role and name only: open a room, find somebody's row, choose from a
 * menu. Nothing here asserts; a step that the page does not offer ends in a timeout that names what was looked for.
 */
import type { Locator, Page } from "playwright-core";
import type { Account, EnrolledAccount, Flow, House } from "./flow.ts";
import { arrives, button, link, signIn } from "./on-screen.ts";
import { type Said, english as t } from "./said.ts";

/** Signs somebody in and goes to Settings > Users by the links that a person finds. */
export async function signInToUsers(
	flow: Flow,
	page: Page,
	house: House,
	account: Account | EnrolledAccount,
): Promise<void> {
	await signIn(flow, page, house, account);
	await link(page, "Settings").click();
	await openSettingsRoom(page, "users");
	await arrives(page, t.people.title);
}

/** Opens a room of Settings by its menu. */
export async function openSettingsRoom(page: Page, room: keyof Said["settings"]["tabs"]): Promise<void> {
	await page
		.getByRole("navigation", { name: t.settings.menu })
		.getByRole("link", { name: t.settings.tabs[room] })
		.click();
	await page.getByRole("heading", { level: 2 }).first().waitFor();
}

/** The row of somebody in the list of users. */
export const rowOf = (page: Page, name: string): Locator =>
	page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

/** The names in the list, from above. */
export async function namesInList(page: Page): Promise<readonly string[]> {
	const links = page.getByRole("table", { name: t.people.list }).getByRole("row").getByRole("link");
	return links.allTextContents();
}

/** What stands in somebody's row below a heading. */
export async function cellOf(page: Page, name: string, heading: string): Promise<string> {
	const headings = await page.getByRole("columnheader").allTextContents();
	const cell = rowOf(page, name).getByRole("cell").nth(headings.indexOf(heading));
	return (await cell.textContent()) ?? "";
}

/** Opens a menu and goes down the path to an act. */
export async function choose(opener: Locator, ...path: readonly string[]): Promise<void> {
	await opener.click();
	for (const text of path) await opener.page().getByRole("menuitem", { name: text, exact: true }).click();
}

/** The button of somebody's row menu. */
export const menuOf = (page: Page, name: string): Locator => button(page, t.people.actsFor(name));

/** Ticks somebody in the list. */
export async function tick(page: Page, ...names: readonly string[]): Promise<void> {
	for (const name of names) await page.getByRole("checkbox", { name: t.lists.tickOne(name), exact: true }).check();
}

/** The dialog that is open, by its heading. */
export const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole("dialog", { name });

/** Opens somebody's own page from the list. */
export async function openUser(page: Page, name: string): Promise<void> {
	await link(page, name).click();
	await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
}
