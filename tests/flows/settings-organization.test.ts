/**
 * Settings > Organization: name, contact and colour, the state of text messages, and the way back of an owner.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type EnrolledAccount, type Flow, type House, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { button, field, link, proveAnew, reads, signIn } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { openSettingsRoom } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function openOrganization(page: Page, house: House, account: EnrolledAccount): Promise<void> {
	await signIn(flow, page, house, account);
	await link(page, t.account.settings).click();
	await openSettingsRoom(page, "organization");
	await field(page, t.organization.name).waitFor();
}

const hue = (page: Page) =>
	page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent-hue"));

describe("the organization", () => {
	it("S45 S62 S109 gets a name, a contact and a colour that can be read, and is led to hosts, ports and backup", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner" });
		const { page } = await flow.person();
		await openOrganization(page, house, olga);
		await field(page, t.organization.name).fill("Green Kite");
		await field(page, t.organization.contact).fill("desk@kite.example");
		await field(page, t.organization.accentCode).fill("#12345");
		await button(page, t.organization.save).click();
		await page.getByRole("alert").getByText(t.organization.accentWrong).waitFor();
		await field(page, t.organization.accentCode).fill("#ff00ff");
		await reads(page, t.organization.accentSoftened);
		await field(page, t.organization.accentCode).fill("#3a5a9b");
		await reads(page, t.organization.accentFine);
		expect(await flawsOf(page)).toEqual([]);
		const before = await hue(page);
		flow.passMinutes(11);
		await button(page, t.organization.save).click();
		await proveAnew(flow, page, olga.phone);
		await reads(page, t.organization.saved);
		expect(await hue(page)).not.toBe(before);
		await link(page, "Green Kite").waitFor();
		await reads(page, t.organization.backupText);
		expect(await flawsOf(page)).toEqual([]);
		const { page: door } = await flow.person();
		await door.goto(house.at("/signin"));
		await reads(door, "Green Kite");
		await expect.poll(() => hue(door)).toBe(await hue(page));
		await link(page, t.organization.status).click();
		await page.waitForURL("**/status");
	});

	it("tells of a way back for an owner: who, why and when; any owner stops it, an administrator cannot", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner" });
		const otto = await house.enrolled({ role: "owner", name: "Otto Olson" });
		const adam = await house.enrolled({ role: "admin" });
		const now = flow.world.catcher.now();
		await flow.world.database.client.execute({
			sql: `insert into owner_returns (tenant_id, id, user_id, operator, reason, requested_at, ready_at)
				select tenant_id, 'ret_1', id, 'ops', 'Lost phone and codes', ?, ? from users where id = ?`,
			args: [now - 3_600_000, now + 2 * 86_400_000, otto.id],
		});
		const { page: theirs } = await flow.person();
		await openOrganization(theirs, house, adam);
		const entry = (page: Page) => page.getByRole("list", { name: t.organization.returnsList }).getByRole("listitem");
		const said = await entry(theirs).textContent();
		for (const text of ["Otto Olson", otto.email, "Lost phone and codes", "1 hour ago"]) expect(said).toContain(text);
		await reads(theirs, t.organization.onlyOwners);
		expect(await button(theirs, t.organization.cancelNamed("Otto Olson")).count()).toBe(0);
		const { page } = await flow.person();
		await openOrganization(page, house, olga);
		await button(page, t.organization.cancelNamed("Otto Olson")).click();
		const dialog = page.getByRole("dialog", { name: t.organization.cancelTitle("Otto Olson") });
		await dialog.getByText(t.organization.cancelBody("Otto Olson", otto.email)).waitFor();
		await dialog.getByRole("button", { name: t.organization.cancel }).click();
		await reads(page, t.organization.cancelled("Otto Olson"));
		await reads(page, t.organization.returnsNone);
	});
});
