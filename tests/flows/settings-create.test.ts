/**
 * Creating somebody in Settings > Users: into a chosen realm, with a phone number in whatever form, invited or not.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { arrives, button, field, link, reads } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { cellOf, dialog, signInToUsers } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function atUsers() {
	const house = await flow.house();
	const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
	const { page } = await flow.person();
	return { house, olga, page, begin: () => signInToUsers(flow, page, house, olga) };
}

describe("creating", () => {
	it("S48 S73 S86 S87 S88 S89 S90 S91 S173 somebody in a chosen realm, with a number in any form, and invites them", async () => {
		const { house, page, begin } = await atUsers();
		await house.realm({ key: "tests", name: "Custom Realm" });
		await begin();
		await page.getByLabel("Realm", { exact: true }).selectOption({ label: "Custom Realm" });
		await link(page, "Add user…").click();
		await arrives(page, t.person.createTitle);
		await button(page, "Create user").click();
		await reads(page, t.person.nameMissing);
		await field(page, "Name").fill("Test Person");
		await field(page, "E-mail").fill("test@mail.example");
		await page.getByLabel(t.phoneField.country).selectOption("");
		await field(page, "Phone number").fill("0987654321");
		await button(page, "Create user").click();
		await reads(page, /\+421987654321/);
		await page.getByLabel(t.phoneField.country).selectOption("SK");
		await page.getByRole("radio", { name: "Required", exact: true }).check();
		await button(page, "Create user").click();
		await dialog(page, t.person.requireTitle("Test Person")).getByRole("button", { name: "Require" }).click();
		await page.getByRole("heading", { level: 2, name: "Test Person", exact: true }).waitFor();
		await reads(page, t.person.created("Test Person", true));
		expect(await field(page, "Phone number").inputValue()).toBe("+421987654321");
		await flow.world.catcher.waitFor("test@mail.example", /#token=/);
		await link(page, t.person.back).click();
		await expect.poll(() => cellOf(page, "Test Person", "Realm")).toBe("Custom Realm");
		expect(await cellOf(page, "Test Person", "2FA required")).toContain("Yes");
	});

	it("S92 takes the dashes out of a number of the chosen country", async () => {
		const { page, begin } = await atUsers();
		await begin();
		await link(page, "Add user…").click();
		await field(page, "Name").fill("Test Person");
		await field(page, "E-mail").fill("uninvited@mail.example");
		await page.getByLabel(t.phoneField.country).selectOption("US");
		await field(page, "Phone number").fill("201-321-4567");
		await page.getByRole("checkbox", { name: t.person.inviteNow }).uncheck();
		await button(page, "Create user").click();
		await reads(page, t.person.created("Test Person", false));
		expect(await field(page, "Phone number").inputValue()).toBe("+12013214567");
		expect(flow.world.catcher.messages("uninvited@mail.example")).toEqual([]);
	});
});
