/**
 * Where somebody is signed in, ending that from afar, and what is left on the screen after signing out.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/calls.ts";
import { type Flow, newTab, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	codesOnScreen,
	field,
	link,
	openRoom,
	reads,
	signIn,
	signOut,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

const FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("sessions", () => {
	it("T077 are listed with browser, times, strength and “this one”, and end from afar", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		const { page: elsewhere } = await flow.person({ userAgent: FIREFOX });
		await signIn(flow, elsewhere, house, alice);
		await openRoom(page, "sessions");
		const entries = page.getByRole("list", { name: t.sessions.label }).getByRole("listitem");
		await entries.first().waitFor();
		expect(await entries.count()).toBe(2);
		const here = entries.filter({ hasText: t.sessions.thisOne });
		expect(await here.textContent()).toContain("Chrome on Linux");
		const there = entries.filter({ hasText: "Firefox on macOS" });
		expect(await there.textContent()).toContain(t.sessions.assurance.secondFactor);
		await there.getByRole("button").click();
		const dialog = page.getByRole("dialog", { name: t.sessions.endTitle });
		await dialog.getByRole("button", { name: t.frame.cancel }).click();
		expect(await entries.count()).toBe(2);
		await there.getByRole("button").click();
		await dialog.getByRole("button", { name: t.sessions.end }).click();
		await reads(page, t.sessions.ended(1));
		await expect.poll(() => entries.count()).toBe(1);
		await reads(page, t.sessions.onlyThis);

		// The other browser learns of it with the next thing that it does.
		await link(elsewhere, t.account.tabs.sessions).click();
		await arrives(elsewhere, t.login.signIn);
	});

	it("T077 all others end at once", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		const others = [await flow.person(), await flow.person()];
		for (const other of others) await signIn(flow, other.page, house, carol);
		await openRoom(page, "sessions");
		await button(page, t.sessions.endOthers).click();
		await page.getByRole("dialog").getByRole("button", { name: t.sessions.endOthers }).click();
		await reads(page, t.sessions.ended(2));
		for (const other of others) {
			await other.page.reload();
			await arrives(other.page, t.login.signIn);
		}
	});

	it("ending this very session leads to the sign-in", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await openRoom(page, "sessions");
		await page.getByRole("list", { name: t.sessions.label }).getByRole("button").click();
		await page.getByRole("dialog").getByRole("button", { name: t.sessions.end }).click();
		await arrives(page, t.login.signIn);
		expect(await field(page, t.login.email).inputValue()).toBe("");
	});
});

describe("signing out", () => {
	it("T077 in one tab shows the sign-in in the others at once", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page, context } = await flow.person();
		await signIn(flow, page, house, carol);
		const second = await newTab(context, house.at("/account/profile"));
		await arrives(second, t.account.tabs.profile);
		const third = await newTab(context, house.at("/account/security"));
		await arrives(third, t.account.tabs.security);
		await signOut(page);
		for (const tab of [second, third]) {
			await arrives(tab, t.login.signIn);
			expect(await tab.getByText(carol.email).count()).toBe(0);
		}
	});

	it("T077 shows the sign-in in a tab that was not told, as soon as something is done there", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page, context } = await flow.person();
		await signIn(flow, page, house, carol);
		const second = await newTab(context, house.at("/account/profile"));
		await arrives(second, t.account.tabs.profile);
		const third = await newTab(context, house.at("/account/security"));
		await arrives(third, t.account.tabs.security);
		await call(page, house, "login.signOut", {});
		await field(second, t.users.name).fill("Carol Changed");
		await button(second, t.users.save).click();
		await arrives(second, t.login.signIn);
		await link(third, t.account.tabs.browsers).click();
		await arrives(third, t.login.signIn);
		expect(await third.getByText(carol.email).count()).toBe(0);
	});

	it("T077 shows the sign-in in a tab that was not told, as it comes back to the front", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page, context } = await flow.person();
		await signIn(flow, page, house, carol);
		const second = await newTab(context, house.at("/account/profile"));
		await arrives(second, t.account.tabs.profile);
		await call(page, house, "login.signOut", {});
		await second.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
		await arrives(second, t.login.signIn);
	});

	it("T089 leaves nothing private behind the Back button", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await openRoom(page, "security");
		await button(page, t.account.showCodes).click();
		await reads(page, "10 of 10 left");
		// What a browser that keeps the old page for Back would keep of it.
		await page.evaluate(() => {
			window.addEventListener("pagehide", () => sessionStorage.setItem("left", `[${document.body.innerHTML}]`));
		});
		await signOut(page);
		expect(await page.evaluate(() => sessionStorage.getItem("left"))).toBe("[]");
		await page.evaluate(() => sessionStorage.clear());
		for (let back = 0; back < 2; back += 1) {
			await page.goBack();
			expect(page.url()).toContain(house.at("/"));
			await arrives(page, t.login.signIn);
			// Codes are drawn in groups.
			const shown = (await page.content()) + (await page.locator("body").textContent());
			for (const secret of [alice.email, alice.name, ...alice.recoveryCodes]) expect(shown).not.toContain(secret);
		}
	});

	it("T089 leaves nothing in a page that the browser keeps whole for Back, and asks anew who is there", async () => {
		const house = await flow.house();
		const alice = await house.enrolled({ role: "owner" });
		const { page } = await flow.person();
		await typePassword(page, house, alice);
		await arrives(page, t.steps.codeTitle);
		const kept = async (secret: string) => {
			expect(await page.locator("body").textContent()).toContain(secret);
			await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
			expect(await page.evaluate(() => document.body.innerHTML)).toBe("");
			const loaded = page.waitForEvent("load");
			await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
			await loaded;
		};
		await kept(alice.email);
		await typeCode(page, flow.code(alice.phone));
		await button(page, t.account.showCodes).click();
		await reads(page, "10 of 10 left");
		const [shown = ""] = await codesOnScreen(page);
		expect(alice.recoveryCodes).toContain(shown);
		await kept(shown);
		await page.goto(house.at("/settings/users"));
		await reads(page, alice.email);
		await call(page, house, "login.signOut", {});
		await kept(alice.email);
		await arrives(page, t.login.signIn);
		expect(await page.content()).not.toContain(alice.email);

		// What is the same for everybody may stay as it is.
		await page.goto("/help");
		await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
		await arrives(page, t.help.title);
	});

	it("leads to the page that was wanted after signing in", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await page.goto(house.at("/account/sessions"));
		await arrives(page, t.login.signIn);
		await signIn(flow, page, house, carol);
		expect(new URL(page.url()).pathname).toBe(house.at("/account/sessions"));
	});
});
