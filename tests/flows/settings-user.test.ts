/**
 * The page of one person: their profile as a form, and the way there.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Account, type Flow, openFlow } from "../support/flow.ts";
import { arrives, button, field, link, openRoom, reads } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { dialog, openSettingsRoom, openUser, rowOf, signInToUsers } from "../support/settings-screen.ts";

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

async function column(account: Pick<Account, "id">, name: string): Promise<unknown> {
	const { rows } = await flow.world.database.client.execute({
		sql: `select ${name} as it from users where id = ?`,
		args: [account.id],
	});
	return rows[0]?.it;
}

const factorSection = (page: Page) => page.getByRole("region", { name: "2-factor authentication" });

describe("the profile", () => {
	it("S48 S96 S97 S99 S173 S176 changes nothing before Save, asks before Required, and warns before changes are lost", async () => {
		const { house, page, begin } = await atUsers();
		const otto = await house.account({ name: "Otto Off" });
		await begin();
		await openUser(page, "Otto Off");
		await page.getByRole("radio", { name: "Gatehouse on the phone" }).waitFor();
		expect(await page.getByText(t.person.missingPhone).count()).toBe(0);
		await reads(page, t.people.recommended);
		await page.getByRole("radio", { name: "Authenticator app (third party)" }).waitFor();
		await field(page, t.people.name).fill("Otto Other");
		await openSettingsRoom(page, "realms").catch(() => undefined);
		const leaving = dialog(page, t.person.leaveTitle);
		await leaving.getByRole("button", { name: t.person.stay }).click();
		expect(await field(page, t.people.name).inputValue()).toBe("Otto Other");
		expect(await column(otto, "name")).toBe("Otto Off");

		await page.getByRole("radio", { name: "Required", exact: true }).check();
		await button(page, "Save").click();
		const question = dialog(page, t.person.requireTitle("Otto Off"));
		await question.getByRole("button", { name: t.person.cancel }).click();
		expect(await column(otto, "requirement")).toBe("inherit");
		await expect.poll(() => page.getByRole("radio", { name: "Required", exact: true }).isChecked()).toBe(false);

		await page.getByRole("radio", { name: "Required", exact: true }).check();
		await button(page, "Save").click();
		await question.getByRole("button", { name: t.person.requireConfirm }).click();
		await dialog(page, t.acts.sendTitle).getByRole("button", { name: "Do not send" }).click();
		await reads(page, t.person.saved);
		expect(await column(otto, "requirement")).toBe("required");
		expect(await column(otto, "name")).toBe("Otto Other");
		// Saved: leaving asks no more.
		await openSettingsRoom(page, "users");
		await rowOf(page, "Otto Other").waitFor();
	});

	it("S72 S100 S101 a missing number is a notice that names the field, and the profile is saved as pending", async () => {
		const { house, page, begin } = await atUsers();
		const otto = await house.account({ name: "Otto Off" });
		await begin();
		await openUser(page, "Otto Off");
		await page.getByRole("radio", { name: "Gatehouse on the phone" }).check();
		await reads(page, t.person.missingPhone);
		expect(t.person.missingPhone).toContain(t.phoneField.phone);
		await button(page, "Save").click();
		await dialog(page, t.acts.sendTitle).getByRole("button", { name: "Do not send" }).click();
		await factorSection(page).getByText(t.people.pending).waitFor();
		expect(await column(otto, "method")).toBe("phoneLink");

		await page.getByLabel(t.phoneField.country).selectOption("SK");
		await field(page, t.phoneField.phone).fill("0987 654 321");
		await button(page, "Save").click();
		await expect.poll(() => column(otto, "phone")).toBe("+421987654321");
		await expect.poll(() => factorSection(page).getByText(t.people.pending).count()).toBe(0);
		// The stored form of the number came from the worker: it is nobody's unsaved work.
		await openSettingsRoom(page, "users");
		await rowOf(page, "Otto Off").waitFor();
	});

	it("S110 another number ends the second factor that hangs on it, after a question, and offers the link again", async () => {
		const { house, page, begin } = await atUsers();
		const nora = await house.enrolled({ name: "Nora Never", method: "phoneLink", phone: "+421987654321" });
		await begin();
		await openUser(page, "Nora Never");
		await field(page, t.phoneField.phone).fill("+421987654322");
		await button(page, "Save").click();
		const question = dialog(page, t.person.phoneTitle("Nora Never"));
		await question.getByRole("button", { name: t.person.cancel }).click();
		expect(await column(nora, "phone")).toBe("+421987654321");
		await button(page, "Save").click();
		await question.getByRole("button", { name: t.person.phoneConfirm }).click();
		await dialog(page, t.acts.sendTitle).getByRole("button", { name: "Send", exact: true }).click();
		await dialog(page, t.acts.sentTitle).getByText("Sent 1, failed 0.").waitFor();
		await flow.world.catcher.waitFor("+421987654322", /#token=/);
		await dialog(page, t.acts.sentTitle).getByRole("button", { name: "Close" }).click();
		await factorSection(page).getByText("Off", { exact: true }).waitFor();
	});
});

describe("the way between the two halves", () => {
	it("S49 leads from My account to Settings and back", async () => {
		const { page, begin } = await atUsers();
		await begin();
		await link(page, t.settings.account).click();
		await openRoom(page, "profile");
		await link(page, "Settings").click();
		await openSettingsRoom(page, "users");
		await arrives(page, "Users");
	});
});
