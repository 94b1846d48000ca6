/**
 * Forms as people use them: a code pasted as the app shows it, a password manager that fills in without a key, Enter, and a
 * second click because the line is slow. Whatever the hands do, one thing is sent once; and the address that one comes by,
 * whatever it asks for, leads nowhere but into the house.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/calls.ts";
import { type Flow, linkIn, openFlow } from "../support/flow.ts";
import { arrives, button, field, fillPassword, secretField } from "../support/on-screen.ts";
import { elsewhere, placesToGo } from "../support/redirects.ts";
import { english as t } from "../support/said.ts";
import { holdBack, quietAgain } from "../support/slow-line.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

/** Puts text into what has the focus as a clipboard does. */
async function paste(page: Page, text: string): Promise<void> {
	await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
	await page.keyboard.press("ControlOrMeta+V");
}

describe("a sign-in", () => {
	it("T118 by Enter, a pasted code with its space and impatient clicks on a slow line sends each step once", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		const { letGo, held } = await holdBack(page, (path) => path.endsWith("/login.begin"));
		await page.goto(house.at("/signin"));
		await field(page, t.login.email).fill(alice.email);
		await secretField(page, t.login.password).fill(alice.password);
		await page.keyboard.press("Enter");
		await expect.poll(() => held.length).toBe(1);
		await page.keyboard.press("Enter");
		await button(page, t.login.signIn).dblclick({ force: true });
		await secretField(page, t.login.password).press("Enter");
		expect(held).toHaveLength(1);
		letGo();
		await arrives(page, t.steps.codeTitle);
		expect(held).toHaveLength(1);

		const code = flow.code(alice.phone);
		const second = await holdBack(page, (path) => path.endsWith("/login.proveTotp"));
		await field(page, t.steps.code).focus();
		await paste(page, `${code.slice(0, 3)} ${code.slice(3)}`);
		await button(page, t.steps.verify).dblclick();
		await expect.poll(() => second.held.length).toBe(1);
		await page.keyboard.press("Enter");
		await button(page, t.steps.verify).dblclick({ force: true });
		second.letGo();
		await arrives(page, t.account.account);
		expect(second.held).toHaveLength(1);
		const sessions = await flow.world.database.client.execute({
			sql: "select id from sessions where user_id = ?",
			args: [alice.id],
		});
		expect(sessions.rows).toHaveLength(1);
		await page.evaluate(() => navigator.clipboard.writeText(""));
	});

	it("T118 takes what a password manager fills in without a key, and shows a password that asks to be read", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		const [email, password] = [field(page, t.login.email), secretField(page, t.login.password)];
		expect(await email.getAttribute("autocomplete")).toBe("username");
		expect(await password.getAttribute("autocomplete")).toBe("current-password");
		for (const [input, value] of [
			[email, alice.email],
			[password, alice.password],
		] as const) {
			await input.evaluate((element, filled) => Reflect.set(element, "value", filled), value);
		}
		await button(page, t.frame.showPassword).click();
		expect(await password.getAttribute("type")).toBe("text");
		expect(await password.inputValue()).toBe(alice.password);
		await button(page, t.frame.showPassword).click();
		expect(await password.getAttribute("type")).toBe("password");
		await button(page, t.login.signIn).click();
		await arrives(page, t.steps.codeTitle);
		expect(await field(page, t.steps.code).getAttribute("autocomplete")).toBe("one-time-code");
		expect(await field(page, t.steps.code).getAttribute("inputmode")).toBe("numeric");
	});

	it("T115 leads into the house whatever place to go on to its address names, and so does a page that asks for it", async () => {
		const house = await flow.house();
		const ann = await house.account();
		const { page } = await flow.person();
		const inside = new RegExp(`^${flow.world.origin}${house.at("/account")}(/|$)`);
		const chosen = elsewhere.filter((_, index) => index % 9 === 0);
		for (const target of chosen) {
			const query = placesToGo.map((name) => `${name}=${target}`).join("&");
			await page.goto(`${house.at("/signin")}?${query}#${target}`);
			await fillPassword(page, ann);
			await arrives(page, t.account.account);
			expect(page.url(), target).toMatch(inside);
			await page.context().clearCookies();
			await page.goto(`${house.at("/account/sessions")}?${query}#${target}`);
			await arrives(page, t.login.signIn);
			await fillPassword(page, ann);
			await arrives(page, t.account.account);
			expect(page.url(), target).toMatch(inside);
			await page.context().clearCookies();
		}
	});

	it("T115 stays in the house on every page, whatever its address names", async () => {
		const house = await flow.house();
		const { page } = await flow.person();
		for (const [index, path] of ["/", "/signup", "/help", "/status"]
			.concat(["signin", "verify", "invitation", "enrol", "reset"].map((name) => house.at(`/${name}`)))
			.entries()) {
			for (const target of elsewhere.filter((_, place) => place % 17 === index % 17)) {
				await page.goto(`${path}?${placesToGo.map((name) => `${name}=${target}`).join("&")}#${target}`);
				await page.getByRole("heading", { level: 1 }).first().waitFor();
				await page.waitForLoadState("networkidle");
				const { origin, pathname } = new URL(page.url());
				expect([origin, pathname], target).toEqual([flow.world.origin, path]);
			}
		}
	});
});

describe("the page behind a letter for a new password", () => {
	it("T108 takes the token out of the address at once, asks no other host and tells nobody where it came from", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		await call(page, house, "passwords.requestReset", { email: alice.email });
		const letter = await flow.world.catcher.waitFor(alice.email, /#token=/);
		const { link: address, token } = linkIn(letter.text);
		expect(token.length).toBeGreaterThan(20);
		const sent: string[] = [];
		page.on("request", (request) => {
			sent.push([request.url().split("#")[0], JSON.stringify(request.headers()), request.postData() ?? ""].join(" "));
		});
		const answer = await page.goto(address);
		expect(answer?.headers()["cache-control"]).toBe("no-store");
		expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
		await arrives(page, t.passwords.chooseTitle);
		expect(page.url()).toBe(`${flow.world.origin}${house.at("/reset")}`);
		await page.waitForLoadState("networkidle");
		expect(sent.length).toBeGreaterThan(1);
		for (const request of sent) {
			expect(new URL(request.split(" ")[0] ?? "").origin).toBe(flow.world.origin);
			expect(request).not.toContain(token);
			expect(request).not.toMatch(/"referer":"[^"]/);
		}
		await page.goBack();
		await page.goForward();
		await arrives(page, t.passwords.requestTitle);
		await quietAgain(page);
		expect(page.url()).not.toContain(token);
	});
});
