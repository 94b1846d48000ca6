/**
 * Settings > Realms: custom and automatic ones, making one by hand, adding people inside one, and who may do that.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { arrives, button, field, link, reads, signIn } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { choose, openSettingsRoom } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const list = (page: Page) => page.getByRole("list", { name: t.realms.list });
const entry = (page: Page, name: string) =>
	list(page)
		.getByRole("listitem")
		.filter({ has: page.getByRole("heading", { name, exact: true }) });

async function openRealms(page: Page): Promise<void> {
	await link(page, t.account.settings).click();
	await openSettingsRoom(page, "realms");
	await list(page).waitFor();
}

describe("realms", () => {
	it("S80 S84 S85 are made by hand with the icon beside the heading; what is missing or taken is said at its field", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const { page } = await flow.person();
		await signIn(flow, page, house, olga);
		await openRealms(page);
		const plus = button(page, "Create custom realm");
		const [title, icon] = [await page.getByRole("heading", { name: "Realms" }).boundingBox(), await plus.boundingBox()];
		expect(
			Math.abs((icon?.y ?? 0) + (icon?.height ?? 0) / 2 - ((title?.y ?? 0) + (title?.height ?? 0) / 2)),
		).toBeLessThan(8);
		await plus.click();
		const dialog = page.getByRole("dialog", { name: "Create custom realm" });
		await dialog.getByRole("button", { name: "Save" }).click();
		await reads(page, t.realms.keyMissing);
		await reads(page, t.realms.nameMissing);
		await field(page, "Realm ID").fill("warehouse");
		await field(page, "Realm Name").fill("The warehouse");
		await page.getByLabel("Category").selectOption({ label: "Service" });
		expect(await flawsOf(page)).toEqual([]);
		await dialog.getByRole("button", { name: "Save" }).click();
		await reads(page, t.realms.created("The warehouse"));
		await entry(page, "The warehouse").getByText(t.realms.nobody).waitFor();
		const shown = await entry(page, "The warehouse").textContent();
		for (const value of ["warehouse", "Service", "Custom"]) expect(shown).toContain(value);

		await plus.click();
		await field(page, "Realm ID").fill("WAREHOUSE");
		await field(page, "Realm Name").fill("Another one");
		await dialog.getByRole("button", { name: "Save" }).click();
		await dialog.getByText(t.refusals.fields.taken).waitFor();
		expect(await field(page, "Realm ID").getAttribute("aria-invalid")).toBe("true");
		await dialog.getByRole("button", { name: t.frame.cancel }).click();
		expect(await entry(page, "Another one").count()).toBe(0);
	});

	it("S76 S81 S82 S87 tell automatic from custom, show their people, and take in new ones", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const realmId = await house.realm({ key: "lab", name: "Custom Realm" });
		await house.account({ name: "Test User", realmId });
		await house.account({ name: "Test", requirement: "required" });
		const { page } = await flow.person();
		await signIn(flow, page, house, olga);
		await openRealms(page);
		const [automatic, custom] = [entry(page, `${house.slug}.example`), entry(page, "Custom Realm")];
		expect(await automatic.textContent()).toContain(t.realms.kinds.automatic);
		expect(await custom.textContent()).toContain(t.realms.kinds.custom);
		// The sign differs as well as the word.
		const signOf = (realm: typeof custom) => realm.locator("p svg path").first().getAttribute("d");
		expect(await signOf(automatic)).not.toBe(await signOf(custom));
		for (const text of ["2 people", "1 protected", "1 missing"]) expect(await automatic.textContent()).toContain(text);
		await button(page, `${house.slug}.example`).click();
		await automatic.getByRole("link", { name: "Olga Owner" }).waitFor();
		await automatic.getByRole("link", { name: "Test", exact: true }).waitFor();
		await button(page, "Custom Realm").click();
		await custom.getByRole("link", { name: "Test User" }).waitFor();
		expect(await page.getByRole("link", { name: "Olga Owner" }).count()).toBe(0);
		expect(await flawsOf(page)).toEqual([]);
		await custom.getByText("Add user…", { exact: true }).click();
		await page.waitForURL(`**${house.at(`/settings/users/new?realm=${realmId}`)}`);
		await expect.poll(() => page.getByLabel(t.people.realm, { exact: true }).inputValue()).toBe(realmId);
	});

	it("S76 S80 are renamed, led to their people and their rules, and removed only while nobody is in them", async () => {
		const house = await flow.house();
		const adam = await house.enrolled({ role: "admin", name: "Adam Admin" });
		const realmId = await house.realm({ key: "lab", name: "Lab" });
		await house.account({ name: "Lena Lab", realmId });
		await house.realm({ key: "attic", name: "Attic" });
		const { page } = await flow.person();
		await signIn(flow, page, house, adam);
		await openRealms(page);
		await choose(button(page, t.realms.acts("Lab")), t.realms.rename);
		await field(page, t.realms.name).fill("Laboratory");
		await page.getByRole("dialog").getByRole("button", { name: t.realms.save }).click();
		await reads(page, t.realms.renamed("Laboratory"));
		await button(page, t.realms.acts("Laboratory")).click();
		expect(await page.getByRole("menuitem", { name: t.realms.remove }).count()).toBe(0);
		await page.keyboard.press("Escape");
		await choose(button(page, t.realms.acts("Attic")), t.realms.remove);
		await page.getByRole("dialog").getByText(t.realms.removeBody("Attic")).waitFor();
		await page.getByRole("dialog").getByRole("button", { name: t.realms.remove }).click();
		await reads(page, t.realms.removed("Attic"));
		await expect.poll(() => entry(page, "Attic").count()).toBe(0);
		await entry(page, "Laboratory")
			.getByRole("link", { name: /1 person/ })
			.click();
		await reads(page, "Lena Lab");
		await page.goBack();
		await choose(button(page, t.realms.acts("Laboratory")), t.realms.editRules);
		await arrives(page, t.policy.title);
		await expect.poll(() => page.getByLabel(t.policy.scope).inputValue()).toBe(realmId);
	});

	it("S80 are neither made nor renamed by a realm administrator, who sees only the named ones, nor by an auditor", async () => {
		const house = await flow.house();
		const rea = await house.enrolled({ role: "realmAdmin", name: "Rea Realm" });
		const ada = await house.enrolled({ role: "auditor", name: "Ada Auditor" });
		await house.realm({ key: "lab", name: "Lab" }, rea);
		await house.realm({ key: "attic", name: "Attic" });
		for (const { person, sees, adds } of [
			{ person: rea, sees: ["Lab"], adds: 1 },
			{ person: ada, sees: ["Attic", "Lab", `${house.slug}.example`].sort(), adds: 0 },
		]) {
			const { page } = await flow.person();
			await signIn(flow, page, house, person);
			await openRealms(page);
			expect([...(await list(page).getByRole("heading").allTextContents())].sort()).toEqual(sees);
			expect(await button(page, t.realms.create).count()).toBe(0);
			await button(page, "Lab").click();
			await reads(page, t.realms.nobody);
			expect(await entry(page, "Lab").getByText(t.realms.addUser, { exact: true }).count()).toBe(adds);
			await button(page, t.realms.acts("Lab")).click();
			expect(await page.getByRole("menuitem").allTextContents()).toEqual([t.realms.editRules]);
		}
	});
});
