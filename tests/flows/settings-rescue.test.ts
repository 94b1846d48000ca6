/**
 * Helping whoever lost their phone, or typed too many wrong codes: Reset and Unlock in the section "2-factor authentication".
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wrongCode } from "../support/acts.ts";
import { type Flow, openFlow } from "../support/flow.ts";
import { arrives, button, link, reads, signIn, typeCode, typePassword } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { cellOf, choose, dialog, openUser, signInToUsers } from "../support/settings-screen.ts";

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

const factorSection = (page: Page) => page.getByRole("region", { name: "2-factor authentication" });

describe("2-factor authentication", () => {
	it("S180 S181 S182 S183 S184 S185 Reset is asked about; then the status is Off, the session goes on, set-up comes next", async () => {
		const { house, page, begin } = await atUsers();
		const nora = await house.enrolled({ name: "Nora Never", requirement: "required" });
		const { page: hers } = await flow.person();
		await signIn(flow, hers, house, nora);
		await begin();
		await openUser(page, "Nora Never");
		await factorSection(page).getByText("On", { exact: true }).waitFor();
		expect(await factorSection(page).getByRole("button", { name: t.person.unlock }).count()).toBe(0);
		await factorSection(page).getByRole("button", { name: "Reset…" }).click();
		const question = dialog(page, t.acts.questions.reset("Nora Never"));
		await question.getByRole("button", { name: t.acts.cancel }).click();
		await factorSection(page).getByText("On", { exact: true }).waitFor();

		await factorSection(page).getByRole("button", { name: "Reset…" }).click();
		await question.getByRole("textbox", { name: t.acts.reason }).fill("Lost her phone, called back");
		await question.getByRole("button", { name: "Reset", exact: true }).click();
		await reads(page, t.acts.said.reset("Nora Never"));
		await factorSection(page).getByText("Off", { exact: true }).waitFor();
		await factorSection(page).getByText(t.people.because.user).waitFor();
		await reads(page, "Lost her phone, called back");
		await hers.reload();
		await arrives(hers, t.account.account);
		const { page: anew } = await flow.person();
		await typePassword(anew, house, nora);
		await arrives(anew, t.setUp.title);
		await link(page, t.person.back).click();
		await expect.poll(() => cellOf(page, "Nora Never", "2FA status")).toBe("Off");
	});

	it("S184 ends the sessions too when that is ticked", async () => {
		const { house, page, begin } = await atUsers();
		const nora = await house.enrolled({ name: "Nora Never" });
		const { page: hers } = await flow.person();
		await signIn(flow, hers, house, nora);
		await begin();
		await openUser(page, "Nora Never");
		await choose(button(page, t.people.actionsHere), t.people.twoFactorMenu, t.people.reset);
		await page.getByRole("checkbox", { name: t.acts.endSessions }).check();
		await button(page, t.acts.confirms.reset).click();
		await reads(page, t.acts.said.reset("Nora Never"));
		await reads(page, t.person.noSessions);
		await hers.reload();
		await button(hers, t.login.signIn).waitFor();
	});
});

describe("a locked second factor", () => {
	it("can be unlocked, and only while it is locked", async () => {
		const { house, page, begin } = await atUsers();
		const nora = await house.enrolled({ name: "Nora Never" });
		const { page: hers } = await flow.person();
		// Five wrong codes end a sign-in; ten in a row lock the second factor.
		for (let tries = 0; tries < 10; tries += 1) {
			if (tries % 5 === 0) await typePassword(hers, house, nora);
			const answer = hers.waitForResponse(/login\.proveTotp/);
			await typeCode(hers, wrongCode(nora.phone, flow.world.catcher.now()));
			await answer;
		}
		await begin();
		await openUser(page, "Nora Never");
		await reads(page, t.people.isLocked);
		await factorSection(page).getByRole("button", { name: t.person.unlock }).click();
		await reads(page, t.acts.said.unlock("Nora Never"));
		await expect.poll(() => factorSection(page).getByRole("button", { name: t.person.unlock }).count()).toBe(0);
		const { page: anew } = await flow.person();
		await signIn(flow, anew, house, nora);
	});
});
