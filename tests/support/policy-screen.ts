/**
 * What administrators find on the Policy page: the choice of the requirement, the preview, the versions, the rule in force.
 * Nothing here asserts.
 */
import type { Locator, Page } from "playwright-core";
import type { Account, EnrolledAccount, Flow, House } from "./flow.ts";
import { link, signIn } from "./on-screen.ts";
import { english as t } from "./said.ts";
import { openSettingsRoom } from "./settings-screen.ts";

/** Signs somebody in and opens Settings > Policy. */
export async function openPolicy(
	flow: Flow,
	page: Page,
	house: House,
	account: Account | EnrolledAccount,
): Promise<void> {
	await signIn(flow, page, house, account);
	await link(page, t.account.settings).click();
	await openSettingsRoom(page, "policy");
	await page.getByRole("group", { name: t.policy.title }).waitFor();
}

export const radio = (page: Page, name: string) => page.getByRole("radio", { name, exact: true });
/** What a change does, as it is shown before it is saved. */
export const preview = (page: Page) => page.getByRole("region", { name: t.policy.previewTitle });
export const versions = (page: Page) => page.getByRole("listitem").filter({ hasText: /^Version \d/ });

/** The line below a field that says which rule is in force. */
export function inForce(page: Page, label: string): Locator {
	return page
		.getByLabel(label, { exact: true })
		.locator("xpath=ancestor::div[following-sibling::span][1]/following-sibling::span");
}
