/**
 * Settings > Overview: today in numbers, the pictures and the tables behind them, whom to look after, and what an empty
 * house is taught.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Account, type EnrolledAccount, type Flow, type House, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { field, fillPassword, link, reads, signIn, typeCode, typePassword } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { namesInList, openSettingsRoom } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function openOverview(page: Page, house: House, account: Account | EnrolledAccount): Promise<void> {
	await signIn(flow, page, house, account);
	await link(page, t.account.settings).click();
	await openSettingsRoom(page, "overview");
	await page.getByRole("heading", { name: t.overview.coverage }).waitFor();
}

const part = (page: Page, name: string) =>
	page
		.locator("section")
		.filter({ has: page.getByRole("heading", { level: 3, name, exact: true }) })
		.last();

/** The figures of a picture's table, the newest day first. */
async function figuresOf(page: Page, name: string): Promise<string[]> {
	const around = part(page, name);
	await around.getByText(t.overview.asTable).click();
	const row = around.getByRole("row").nth(1);
	await row.waitFor();
	return row.getByRole("cell").allTextContents();
}

describe("the overview", () => {
	it("S83 shows who is protected, who is missing and who is locked, and leads to each of them", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const lea = await house.enrolled({ name: "Lea Locked" });
		await house.account({ name: "Rita Required", requirement: "required" });
		await house.account({ name: "Otto Off" });
		const { page: theirs } = await flow.person();
		await flow.world.database.client.execute({
			sql: `insert into attempts (tenant_id, subject, count, window_started_at, last_at)
				select tenant_id, 'factor:' || id, 10, ?1, ?1 from users where id = ?2`,
			args: [flow.world.catcher.now(), lea.id],
		});
		await typePassword(theirs, house, lea);
		await typeCode(theirs, flow.code(lea.phone));
		await reads(theirs, t.refusals.troubles.second_factor_locked.say);

		const { page } = await flow.person();
		await openOverview(page, house, olga);
		await reads(page, t.overview.protectedOf("2", "4"));
		const shares = page.getByRole("list", { name: t.overview.sharesLabel });
		expect(await shares.getByRole("link").allTextContents()).toEqual(["On1", "On, never used1", "Off2"]);
		await part(page, t.overview.missingTitle).getByRole("link", { name: "Rita Required" }).waitFor();
		expect(await part(page, t.overview.missingTitle).textContent()).toContain(t.overview.noDate);
		expect(await part(page, t.overview.missingTitle).getByRole("link", { name: "Otto Off" }).count()).toBe(0);
		await part(page, t.overview.lockedTitle).getByRole("link", { name: "Lea Locked" }).waitFor();
		expect(await flawsOf(page)).toEqual([]);
		await link(page, t.overview.missing("1")).click();
		await expect.poll(() => namesInList(page)).toEqual(["Rita Required"]);
		await page.goBack();
		await shares.getByRole("link", { name: /Off/ }).click();
		await expect.poll(() => namesInList(page)).toEqual(["Otto Off", "Rita Required"]);
	});

	it("draws coverage and sign-ins as pictures that say what they show, and as tables", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const sam = await house.account({ name: "Sam Stone" });
		const { page: theirs } = await flow.person();
		await theirs.goto(house.at("/signin"));
		await fillPassword(theirs, { ...sam, password: "not-the-password" });
		await reads(theirs, t.refusals.troubles.credentials_wrong.say);
		await signIn(flow, theirs, house, sam);
		const { page } = await flow.person();
		await openOverview(page, house, olga);
		await page.getByRole("img", { name: /^Coverage from .* at the end 1 of 2\.$/ }).waitFor();
		await page.getByRole("img", { name: t.overview.signInsSays("2", "1") }).waitFor();
		expect(await figuresOf(page, t.overview.coverage)).toEqual(["1", "0", "2"]);
		expect(await figuresOf(page, t.overview.signIns)).toEqual(["1", "0", "0", "1", "1"]);
		// Every kind has a pattern of its own, so that the picture is read without colours.
		const patterns = await page.evaluate(() =>
			[...document.querySelectorAll("svg[role=img] pattern")].map((pattern) =>
				pattern.lastElementChild?.getAttribute("d"),
			),
		);
		expect(new Set(patterns).size).toBe(5);
		expect(await flawsOf(page)).toEqual([]);
	});

	it("teaches the first steps where there is nothing to show yet", async () => {
		const house = await flow.house();
		const olga = await house.account({ role: "owner", name: "Olga Owner" });
		const { page } = await flow.person();
		await openOverview(page, house, olga);
		await reads(page, t.overview.protectedNone);
		await reads(page, t.overview.alone);
		await reads(page, t.overview.coverageBegins);
		await reads(page, t.overview.lockedTeach);
		expect(await flawsOf(page)).toEqual([]);
		await link(page, t.overview.toPolicy).click();
		await page.getByRole("heading", { level: 2, name: t.policy.title }).waitFor();
		await page.goBack();
		await link(page, t.overview.addOne).click();
		await field(page, t.people.name).waitFor();
	});
});

describe("the menu of Settings", () => {
	it("keeps its links while the page looks anew who is signed in, so that no click is lost between press and release", async () => {
		const house = await flow.house();
		const { page } = await flow.person();
		await openOverview(page, house, await house.enrolled({ role: "owner" }));
		const links = page.getByRole("navigation", { name: t.settings.menu }).getByRole("link");
		const before = await links.elementHandles();
		const looked = page.waitForResponse(/sessions\.current/);
		await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
		await (await looked).finished();
		await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
		for (const element of before) expect(await element.evaluate((node) => node.isConnected)).toBe(true);
		expect(before.length).toBeGreaterThan(3);
	});
});
