/**
 * Every screen of Settings > Users once, in both languages: readable by assistive tools in light and dark, and no wider than
 * a small phone. What an administrator can open on them, menus and dialogs, belongs to them.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { arrives, button, link, reads } from "../support/on-screen.ts";
import { spanish, english as t } from "../support/said.ts";
import { choose, dialog, menuOf, openUser, rowOf, signInToUsers, tick } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function fine(page: Page): Promise<void> {
	expect(await flawsOf(page)).toEqual([]);
}

async function atUsers(): Promise<Page> {
	const house = await flow.house();
	const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
	await house.account({ name: "Otto Off", method: "phoneLink", requirement: "required" });
	await house.account({
		name: "Maximiliane von der Hohenburg-Unterstein",
		email: `${"m".repeat(60)}@${"long.".repeat(8)}example`,
	});
	const { page } = await flow.person();
	await signInToUsers(flow, page, house, olga);
	await rowOf(page, "Otto Off").waitFor();
	return page;
}

describe("Settings > Users", () => {
	it("the list, its menus and its dialogs are fine", async () => {
		const page = await atUsers();
		await fine(page);
		await tick(page, "Otto Off", "Olga Owner");
		await fine(page);
		await menuOf(page, "Otto Off").click();
		await page.getByRole("menuitem", { name: t.people.twoFactorMenu }).click();
		await page.getByRole("menuitem", { name: t.people.enable, exact: true }).click();
		await fine(page);
		await page.keyboard.press("Escape");
		await choose(button(page, t.people.actionsForTicked), t.people.twoFactorMenu, t.people.inherit);
		await fine(page);
		await button(page, t.acts.confirms.inherit).click();
		await dialog(page, t.acts.doneTitle).waitFor();
		await fine(page);
		await button(page, t.acts.close).click();
		await choose(button(page, t.people.actionsForTicked), t.people.twoFactorMenu, t.people.send);
		await fine(page);
		await button(page, t.acts.sendNow).click();
		await dialog(page, t.acts.sentTitle).waitFor();
		await fine(page);
		await button(page, t.acts.close).click();
		await page.getByRole("searchbox").fill("nobody of this name");
		await reads(page, t.people.emptyFiltered);
		await fine(page);
	});

	it("one person, creating and importing are fine", async () => {
		const page = await atUsers();
		await openUser(page, "Otto Off");
		await reads(page, t.person.missingPhone);
		await fine(page);
		await choose(button(page, t.people.actionsHere), t.people.move);
		await page.getByLabel(t.acts.newRealm).waitFor();
		await fine(page);
		await button(page, t.acts.cancel).click();
		await link(page, t.person.back).click();
		await link(page, t.people.add).click();
		await arrives(page, t.person.createTitle);
		await button(page, t.person.create).click();
		await reads(page, t.person.nameMissing);
		await fine(page);
		await link(page, t.person.back).click();
		await link(page, t.people.importPeople).click();
		await page.getByLabel(t.imports.paste).fill("email,name\nana@mail.example,Ana\nbroken,Bela\n");
		await fine(page);
		await button(page, t.imports.look).click();
		await arrives(page, t.imports.previewTitle);
		await fine(page);
	});

	it("somebody who is not there is told apart from nothing", async () => {
		const page = await atUsers();
		await page.goto(page.url().replace(/users$/, "users/usr_nobody"));
		await reads(page, t.refusals.troubles.not_found.say);
		await fine(page);
	});

	it("speaks Spanish", async () => {
		const page = await atUsers();
		await button(page, "Español").click();
		await arrives(page, spanish.people.title);
		await page.getByRole("columnheader", { name: spanish.people.twoFactor }).waitFor();
		await choose(
			button(page, spanish.people.actsFor("Otto Off")),
			spanish.people.twoFactorMenu,
			spanish.people.inherit,
		);
		await reads(page, spanish.acts.explain.inherit);
		await button(page, spanish.acts.confirms.inherit).click();
		await reads(page, spanish.acts.said.inherit("Otto Off"));
		await fine(page);
	});
});
