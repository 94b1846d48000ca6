/**
 * What administrators do to several people at once, and sending enrolment links: questions before, counts and reasons after.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type EnrolledAccount, type Flow, type House, linkIn, openFlow } from "../support/flow.ts";
import { button, proveAnew, reads } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { cellOf, choose, dialog, menuOf, namesInList, rowOf, signInToUsers, tick } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const forTicked = t.people.actionsForTicked;

async function atUsers(more: (house: House, olga: EnrolledAccount) => Promise<unknown>) {
	const house = await flow.house();
	const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
	await more(house, olga);
	const { page } = await flow.person();
	await signInToUsers(flow, page, house, olga);
	await rowOf(page, "Olga Owner").waitFor();
	return { house, olga, page };
}

describe("several at once", () => {
	it("S106 S107 S103 ticks users, then 2FA > Enable > an option applies it to all and says how many", async () => {
		const { page } = await atUsers(async (house) => {
			await house.account({ name: "Otto Off" });
			await house.account({ name: "Paula Off", phone: "+421987654321" });
		});
		await tick(page, "Otto Off", "Paula Off");
		await reads(page, t.lists.selected(2));
		await choose(button(page, forTicked), t.people.twoFactorMenu, t.people.enable, t.people.methods.phoneLink);
		const sending = dialog(page, t.acts.sendTitle);
		await sending.getByText("Done 2, failed 0.").waitFor();
		await sending.getByRole("button", { name: "Do not send", exact: true }).click();
		await sending.waitFor({ state: "hidden" });
		const { rows } = await flow.world.database.client.execute(
			"select count(*) as methods from users where method = 'phoneLink' and name in ('Otto Off', 'Paula Off')",
		);
		expect(rows[0]?.methods).toBe(2);
		await expect.poll(() => cellOf(page, "Otto Off", "2FA status")).toContain(t.people.pending);
		expect(await cellOf(page, "Paula Off", "2FA status")).toBe("Off");
	});

	it("S94 S95 S104 S105 sends one message for each ticked user: each address, its link, who failed and why", async () => {
		const { page, house } = await atUsers(async (house) => {
			await house.account({ name: "Otto Off", email: "otto@mail.example" });
			await house.account({ name: "Paula Off", phone: "+421987654321" });
			await house.enrolled({ name: "Nora Never" });
		});
		await tick(page, "Otto Off", "Paula Off", "Nora Never");
		await choose(button(page, forTicked), t.people.twoFactorMenu, t.people.send);
		await dialog(page, t.acts.sendTitle).getByRole("radio", { name: t.acts.byEmail }).check();
		await button(page, "Send").click();
		const result = dialog(page, t.acts.sentTitle);
		await result.getByText("Sent 2, failed 1.").waitFor();
		await result.getByText(t.acts.sentTo("otto@mail.example")).waitFor();
		await result.getByRole("listitem").filter({ hasText: t.acts.notSent.alreadyOn }).getByText("Nora Never").waitFor();
		const links = await result.getByRole("list", { name: t.acts.sentList }).locator("code").allTextContents();
		const letter = await flow.world.catcher.waitFor("otto@mail.example", /#token=/);
		expect(links).toContain(linkIn(letter.text).link);
		expect(new Set(links).size).toBe(2);
		await result.getByRole("button", { name: "Close" }).click();

		// The same by text message: who has no number is told apart.
		await choose(button(page, forTicked), t.people.twoFactorMenu, t.people.send);
		await dialog(page, t.acts.sendTitle).getByRole("radio", { name: t.acts.bySms }).check();
		await button(page, "Send").click();
		await result.getByText("Sent 1, failed 2.").waitFor();
		await result.getByRole("listitem").filter({ hasText: t.acts.notSent.noPhone }).getByText("Otto Off").waitFor();
		expect((await flow.world.catcher.waitFor("+421987654321", /#token=/)).text).toContain(house.name);
		await result.getByRole("button", { name: "Close" }).click();
	});

	it("S95 S107 disables, enables and removes with counts, and says for whom it failed and why", async () => {
		const { page, olga } = await atUsers(async (house) => {
			await house.account({ name: "Ada Admin", role: "admin" });
			await house.account({ name: "Otto Off" });
		});
		await tick(page, "Olga Owner", "Otto Off");
		flow.passMinutes(11);
		await choose(button(page, forTicked), t.people.disable);
		await button(page, t.acts.confirms.disable).click();
		await proveAnew(flow, page, olga.phone);
		const result = dialog(page, t.acts.doneTitle);
		await result.getByText("Done 1, failed 1.").waitFor();
		await result.getByText(t.refusals.troubles.forbidden.say).waitFor();
		await result.getByRole("button", { name: "Close" }).click();
		await rowOf(page, "Otto Off").getByText(t.people.statuses.disabled).waitFor();
		await choose(menuOf(page, "Otto Off"), t.people.reopen);
		await reads(page, t.acts.said.enable("Otto Off"));
		await choose(menuOf(page, "Otto Off"), t.people.remove);
		await dialog(page, t.acts.questions.remove("Otto Off")).getByRole("button", { name: t.acts.cancel }).click();
		expect(await rowOf(page, "Otto Off").count()).toBe(1);
		await choose(menuOf(page, "Otto Off"), t.people.remove);
		await button(page, t.acts.confirms.remove).click();
		await expect.poll(() => namesInList(page)).toEqual(["Ada Admin", "Olga Owner"]);
	});

	it("S76 S86 moves people to a realm", async () => {
		const { page } = await atUsers(async (house) => {
			await house.realm({ key: "tests", name: "Custom Realm" });
			await house.account({ name: "Otto Off" });
			await house.account({ name: "Paula Off" });
		});
		await tick(page, "Otto Off", "Paula Off");
		await choose(button(page, forTicked), t.people.move);
		await page.getByLabel(t.acts.newRealm).selectOption({ label: "Custom Realm" });
		await button(page, t.acts.confirms.move).click();
		await dialog(page, t.acts.doneTitle).getByText("Done 2, failed 0.").waitFor();
		await dialog(page, t.acts.doneTitle).getByRole("button", { name: "Close" }).click();
		await expect.poll(() => cellOf(page, "Paula Off", "Realm")).toBe("Custom Realm");
	});
});

describe("requiring", () => {
	it("S176 S103 asks first: Cancel changes nothing, Require changes it and offers Send, Do not send and Cancel", async () => {
		const { page } = await atUsers((house) => house.account({ name: "Otto Off", email: "otto-later@mail.example" }));
		const question = dialog(page, t.acts.questions.require("Otto Off"));
		await choose(menuOf(page, "Otto Off"), t.people.twoFactorMenu, t.people.require);
		await question.getByRole("button", { name: t.acts.cancel }).click();
		expect(await cellOf(page, "Otto Off", "2FA required")).toBe("No");
		await choose(menuOf(page, "Otto Off"), t.people.twoFactorMenu, t.people.require);
		await question.getByRole("button", { name: t.acts.confirms.require }).click();
		const sending = dialog(page, t.acts.sendTitle);
		await sending.waitFor();
		expect(await sending.getByRole("button").allTextContents()).toEqual(["Send", "Do not send", "Cancel"]);
		await sending.getByRole("button", { name: "Cancel", exact: true }).click();
		await expect.poll(() => cellOf(page, "Otto Off", "2FA required")).toContain("Yes");
		expect(flow.world.catcher.messages("otto-later@mail.example").filter(({ text }) => /#token=/.test(text))).toEqual(
			[],
		);

		// S104: it can be sent later.
		await choose(menuOf(page, "Otto Off"), t.people.twoFactorMenu, t.people.send);
		await sending.getByRole("button", { name: "Send", exact: true }).click();
		await dialog(page, t.acts.sentTitle).getByText("Sent 1, failed 0.").waitFor();
		await dialog(page, t.acts.sentTitle).getByRole("button", { name: "Close" }).click();
		await choose(menuOf(page, "Otto Off"), t.people.twoFactorMenu, t.people.notRequire);
		await button(page, t.acts.confirms.notRequire).click();
		await expect.poll(() => cellOf(page, "Otto Off", "2FA required")).toBe(`No${t.people.exempt}`);
	});
});
