/**
 * Somebody is signed in when a second factor becomes required: the bar is there within one page load, stays until the set-up is
 * done, and from the last day on nothing else opens.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/calls.ts";
import { type Flow, type House, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	openRoom,
	reads,
	scan,
	secretField,
	signIn,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const DAY = 86_400_000;
const longSessions = { idleMinutes: 43_200, absoluteHours: 720 };
const bar = (page: Page) => page.getByRole("region", { name: t.account.notices });
const inWords = (at: number) =>
	new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(at);

/** The bar says this, and nothing in it closes it. */
async function stays(page: Page, sentence: string): Promise<void> {
	await bar(page).getByText(sentence).waitFor();
	const names = await bar(page).getByRole("button").allTextContents();
	expect(names.filter((name) => name !== t.account.setUpNow)).toEqual([]);
}

/** From the password to the saved codes, in the account. */
async function setUpHere(page: Page, password: string): Promise<void> {
	await secretField(page, t.setUp.password).fill(password);
	await button(page, t.setUp.enable).click();
	await button(page, t.setUp.have).click();
	const { phone } = await scan(flow, page);
	await button(page, t.setUp.continue).click();
	await field(page, t.setUp.code).fill(flow.code(phone));
	await button(page, t.setUp.authenticate).click();
	await arrives(page, t.codes.saveTitle);
	flow.secret(...(await codesOnScreen(page)));
	await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
	await page.waitForLoadState("networkidle");
	await endConfiguration(page);
}

/** What the worker answers to the page's own question about its sessions. */
const listSessions = (page: Page, house: House) =>
	page.evaluate<string, string>(async (address) => (await fetch(address)).text(), house.at("/trpc/sessions.list"));

describe("a requirement while signed in", () => {
	it("S177 S178 T143 holds back everything but the set-up from the next click on, and opens again with it", async () => {
		const house = await flow.house();
		const admin = await house.enrolled({ role: "admin" });
		const carol = await house.account({ name: "Carol Cole" });
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await reads(page, t.account.setUpOffered);
		const desk = await flow.person();
		await signIn(flow, desk.page, house, admin);
		await call(desk.page, house, "users.setRequirement", { ids: [carol.id], requirement: "required" });

		await page.getByRole("navigation").getByRole("link", { name: t.account.tabs.sessions }).click();
		await arrives(page, t.account.setUpFirst);
		await reads(page, t.account.required.user);
		await stays(page, t.account.setUpLimited);
		expect(await listSessions(page, house)).toContain("second_factor_required");
		for (const path of ["/account/profile", "/account/security", "/account/browsers", "/settings/users"]) {
			await page.goto(house.at(path));
			await arrives(page, t.account.setUpFirst);
			await stays(page, t.account.setUpLimited);
			expect(await field(page, t.users.name).count()).toBe(0);
			expect(await button(page, /cancel|not now|later|close/i).count()).toBe(0);
		}
		await page.goto(house.at("/account/sessions"));
		await arrives(page, t.account.setUpFirst);
		expect(await flawsOf(page)).toEqual([]);
		await setUpHere(page, carol.password);
		await page.getByRole("list", { name: t.sessions.label }).waitFor();
		expect(await bar(page).count()).toBe(0);
		expect(await page.getByText(t.account.setUpFirst).count()).toBe(0);
		expect(await listSessions(page, house)).toContain(`"result"`);
	});

	it("S177 S178 T143 shows the last day in the days of grace on every page, and after it holds back", async () => {
		const house = await flow.house({
			policy: {
				requirement: "required",
				requiredFromAt: flow.world.catcher.now() - DAY,
				graceDays: 7,
				session: longSessions,
			},
		});
		const dan = await house.account({ role: "auditor" });
		const { page } = await flow.person();
		await signIn(flow, page, house, dan);
		const { dueAt } = await whenDue(page, house);
		for (const path of ["/account/profile", "/account/sessions", "/settings/users", "/settings/overview"]) {
			await page.goto(house.at(path));
			await stays(page, t.account.setUpDue(inWords(dueAt)));
			expect(await page.getByText(t.account.setUpFirst).count()).toBe(0);
		}
		expect(await flawsOf(page)).toEqual([]);
		flow.passMinutes(8 * 24 * 60);
		await page.goto(house.at("/account/profile"));
		await arrives(page, t.account.setUpFirst);
		await reads(page, t.account.required.tenant);
		await setUpHere(page, dan.password);
		await field(page, t.users.name).waitFor();
		expect(await bar(page).count()).toBe(0);
	});

	it("S178 names a date to come, cannot be closed, and goes with the set-up", async () => {
		const house = await flow.house({
			policy: { requirement: "required", requiredFromAt: flow.world.catcher.now() + 9 * DAY },
		});
		const eve = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, eve);
		const { dueAt } = await whenDue(page, house);
		await stays(page, t.account.setUpUpcoming(inWords(dueAt)));
		await openRoom(page, "sessions");
		await stays(page, t.account.setUpUpcoming(inWords(dueAt)));
		expect(await flawsOf(page)).toEqual([]);
		await bar(page).getByRole("button", { name: t.account.setUpNow }).click();
		await setUpHere(page, eve.password);
		await reads(page, t.account.configured);
		expect(await bar(page).count()).toBe(0);
	});
});

/** Until when the person who is signed in must have set up. */
async function whenDue(page: Page, house: House): Promise<{ dueAt: number }> {
	const answer = await page.evaluate<{ result: { data: { twoFactor: { dueAt: number } } } }, string>(
		async (address) => (await fetch(address)).json(),
		house.at("/trpc/sessions.current"),
	);
	return answer.result.data.twoFactor;
}
