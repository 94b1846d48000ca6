/**
 * The rooms of Settings in Spanish: no English sentence on them, nothing wider than a small phone, readable in light and dark.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { flawsInSpanish } from "../support/in-spanish.ts";
import { arrives, button, field, reads, typeCode, typePassword } from "../support/on-screen.ts";
import { spanish as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function isSpanish(page: Page): Promise<void> {
	expect(await flawsInSpanish(page)).toEqual([]);
}

describe("in Spanish", () => {
	it("S34 an owner goes through overview, realms, policy, audit and organization", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Olmo", locale: "es" });
		const realmId = await house.realm({ key: "almacen", name: "Almacén" });
		await house.account({ name: "Rita Reyes", requirement: "required", locale: "es", realmId });
		const { page } = await flow.person({ locale: "es-ES" });
		await typePassword(page, house, olga, t);
		await typeCode(page, flow.code(olga.phone), t);
		await arrives(page, t.account.account);

		await page.goto(house.at("/settings/overview"));
		await reads(page, t.overview.signInsLead);
		for (const opener of await page.getByText(t.overview.asTable).all()) await opener.click();
		await isSpanish(page);

		await page.goto(house.at("/settings/realms"));
		await button(page, "Almacén").click();
		await reads(page, "Rita Reyes");
		await isSpanish(page);
		await button(page, t.realms.create).click();
		await page.getByRole("dialog").getByRole("button", { name: t.realms.save }).click();
		await reads(page, t.realms.keyMissing);
		await isSpanish(page);

		await page.goto(house.at("/settings/policy"));
		await page.getByRole("radio", { name: t.policy.requirements.required.text, exact: true }).check();
		await field(page, t.rules.names.trustedBrowserDays).fill("7");
		await button(page, t.policy.preview).click();
		await reads(page, t.policy.previewTitle);
		await isSpanish(page);
		await button(page, t.policy.save).click();
		await reads(page, t.policy.saved);
		await page.getByLabel(t.policy.scope).selectOption({ label: "Almacén" });
		await page.getByRole("radio", { name: t.policy.requirements.inherit.text, exact: true }).waitFor();
		await isSpanish(page);

		await page.goto(house.at(`/settings/audit?target=${olga.id}`));
		await reads(page, /Olga Olmo inició sesión con un segundo factor/);
		await button(page, t.audit.csv).click();
		await reads(page, t.audit.headHint);
		await isSpanish(page);

		await page.goto(house.at("/settings/organization"));
		await field(page, t.organization.accentCode).fill("#ff00ff");
		await reads(page, t.organization.accentSoftened);
		await isSpanish(page);
	});
});
