/**
 * Settings > Policy: seeing whom a change hits before it is saved, which rule is in force, what cannot be saved, and the
 * versions with their differences.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { arrives, button, field, proveAnew, reads, typePassword } from "../support/on-screen.ts";
import { inForce, openPolicy, preview, radio, versions } from "../support/policy-screen.ts";
import { english as t } from "../support/said.ts";
import { openSettingsRoom } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

/** Waits until the line below a field says this. */
const holds = (page: Page, label: string, text: string) =>
	expect.poll(() => inForce(page, label).textContent()).toBe(text);

describe("the policy", () => {
	it("S62 shows whom it hits before it is saved with a fresh proof, and then holds", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const rita = await house.account({ name: "Rita Reyes" });
		await house.account({ name: "Sam Stone" });
		const { page } = await flow.person();
		await openPolicy(flow, page, house, olga);
		await button(page, t.policy.preview).click();
		await reads(page, t.policy.nothingChanged);

		flow.passMinutes(11);
		await radio(page, "Required").check();
		await field(page, t.rules.names.trustedBrowserDays).fill("7");
		await button(page, t.policy.preview).click();
		await preview(page).waitFor();
		const said = await preview(page).textContent();
		expect(said).toContain(t.policy.asked("2", false));
		expect(said).toContain(t.policy.already("1", true));
		expect(said).toContain("Trusted browsers, days");
		for (const name of ["Rita Reyes", "Sam Stone"]) await preview(page).getByRole("link", { name }).waitFor();
		expect(await preview(page).getByRole("link", { name: "Olga Owner" }).count()).toBe(0);
		await preview(page).getByText(t.policy.backupHint).waitFor();
		expect(await flawsOf(page)).toEqual([]);

		await button(page, t.policy.save).click();
		await proveAnew(flow, page, olga.phone);
		await reads(page, t.policy.saved);
		await holds(page, t.rules.names.trustedBrowserDays, "In force: 7 days, the rule of the organization.");
		const version = await versions(page).first().textContent();
		expect(version).toContain("Olga Owner");
		expect(version).toContain("Before: 30 days → After: 7 days");
		expect(version).toContain("Before: Optional → After: Required");

		const { page: theirs } = await flow.person();
		await typePassword(theirs, house, rita);
		await arrives(theirs, t.setUp.installTitle);
	});

	it("what nobody could meet is named and cannot be saved", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const { page } = await flow.person();
		await openPolicy(flow, page, house, olga);
		await field(page, t.rules.names["session.idleMinutes"]).fill("1500");
		await button(page, t.policy.preview).click();
		await preview(page).getByText(t.policy.unmeetable).waitFor();
		await preview(page).getByText(t.policy.unmeetableBecause["session.idleMinutes"]).waitFor();
		expect(await button(page, t.policy.save).count()).toBe(0);
		expect(await flawsOf(page)).toEqual([]);
		await button(page, t.policy.back).click();
		await radio(page, "Required").check();
		await field(page, t.rules.names["session.idleMinutes"]).fill("60");
		await page.getByLabel(t.rules.names.requiredFromAt).fill("2020-01-01");
		await button(page, t.policy.preview).click();
		await preview(page).getByText(t.policy.unmeetableBecause.requiredFromAt).waitFor();
		expect(await button(page, t.policy.save).count()).toBe(0);
	});

	it("S76 of a realm says for every field whether the realm or the organization decides; the tighter wins", async () => {
		const house = await flow.house({ policy: { trustedBrowserDays: 10 } });
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const realmId = await house.realm({ key: "vault", name: "Vault" });
		await house.account({ name: "Vera Vault", realmId });
		await house.account({ name: "Sam Stone" });
		const { page } = await flow.person();
		await openPolicy(flow, page, house, olga);
		await page.getByLabel(t.policy.scope).selectOption({ label: "Vault" });
		await radio(page, t.policy.requirements.inherit.text).waitFor();
		const days = t.rules.names.trustedBrowserDays;
		await holds(page, days, "In force: 10 days, the rule of the organization.");
		await field(page, days).fill("20");
		await holds(page, days, "In force: 10 days, the rule of the organization, which is tighter.");
		await field(page, days).fill("3");
		await holds(page, days, "In force: 3 days, the rule of this realm.");
		await radio(page, "Required").check();
		await page.getByText(/^In force: Required, the rule of this realm\.$/).waitFor();
		await field(page, t.rules.names.graceDays).fill("14");
		await page.getByText(/^In force: Required with 14 days of grace, the rule of this realm\.$/).waitFor();
		await button(page, t.policy.preview).click();
		const said = await preview(page).textContent();
		expect(said).toContain(t.policy.asked("1", true));
		expect(said).toContain("Vera Vault");
		expect(said).not.toContain("Sam Stone");
		await button(page, t.policy.save).click();
		await reads(page, t.policy.saved);
		expect(await versions(page).first().textContent()).toContain(t.policy.forRealm("Vault"));
		await page.getByLabel(t.policy.scope).selectOption({ label: t.policy.wholeHouse });
		await holds(page, days, "In force: 10 days, the rule of the organization. Tighter by a rule of their own: Vault.");
		await openSettingsRoom(page, "realms");
		await reads(page, t.realms.rules.trustDays(3));
	});

	it("is read, not changed, by an auditor", async () => {
		const house = await flow.house();
		const ada = await house.enrolled({ role: "auditor" });
		const { page } = await flow.person();
		await openPolicy(flow, page, house, ada);
		await reads(page, t.policy.readOnly);
		expect(await radio(page, "Required").isDisabled()).toBe(true);
		expect(await field(page, t.rules.names.trustedBrowserDays).isDisabled()).toBe(true);
		expect(await button(page, t.policy.preview).count()).toBe(0);
		expect(await flawsOf(page)).toEqual([]);
	});
});
