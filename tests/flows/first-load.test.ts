/**
 * The sign-in page arrives first and alone: it can be typed into before its script and before any answer of the worker, and
 * it can be used while the rest of the app is held back (decision 025).
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow, PASSWORD } from "../support/flow.ts";
import { arrives, button, field, fillPassword, focused, reads, secretField, typeCode } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { holdBack, isPainted, outline, quietAgain, scripts } from "../support/slow-line.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

/** Paths of the files that the sign-in page names itself. */
async function filesOfTheDoor(address: string): Promise<readonly string[]> {
	const html = await (await fetch(`${flow.world.origin}${address}`, { headers: { accept: "text/html" } })).text();
	return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
}

describe("the first load of the sign-in page", () => {
	it("takes e-mail and password while no call to the worker is answered", async () => {
		const house = await flow.house();
		const { page } = await flow.person();
		const calls = await holdBack(page, (path) => path.includes("/trpc/"));
		await page.goto(house.at("/signin"));
		await expect.poll(() => focused(page)).toMatch(/^input: E-mail/);
		await page.keyboard.type("ada@example.com");
		await page.keyboard.press("Tab");
		await page.keyboard.type(PASSWORD);
		expect(await field(page, t.login.email).inputValue()).toBe("ada@example.com");
		expect(await secretField(page, t.login.password).inputValue()).toBe(PASSWORD);
		await expect.poll(() => calls.held.length).toBeGreaterThan(0);
		calls.letGo();
	});

	it("leads through password and code while the rest of the app is held back, and on when it comes", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const own = await filesOfTheDoor(house.at("/signin"));
		const { page, context } = await flow.person();
		const rest = await holdBack(page, (path) => {
			const isStep = /^\/assets\/(code|refusals|rolldown-runtime)-[\w-]+\.(js|css)$/.test(path);
			return path.startsWith("/assets/") && !own.includes(path) && !isStep;
		});
		await page.goto(house.at("/signin"));
		await fillPassword(page, alice);
		await typeCode(page, flow.code(alice.phone));
		const signedIn = () => context.cookies().then((cookies) => cookies.map(({ name }) => name).join());
		await expect.poll(signedIn).toMatch(/session/);
		expect(rest.held.some((path) => path.includes("/app-"))).toBe(true);
		rest.letGo();
		await arrives(page, t.account.account);
	});

	it("shows a refusal while the rest of the app is held back", async () => {
		const house = await flow.house();
		const alice = await house.account();
		const { page } = await flow.person();
		const rest = await holdBack(page, (path) => /^\/assets\/(app|account)/.test(path));
		await page.goto(house.at("/signin"));
		await fillPassword(page, { ...alice, password: "not-the-password" });
		await reads(page, t.refusals.troubles.credentials_wrong.say);
		rest.letGo();
	});

	it("loads the next page anew where the rest of the app cannot be had any more", async () => {
		const house = await flow.house();
		const alice = await house.account();
		const { page } = await flow.person();
		let isGone = true;
		await page.route(/\/assets\/app-/, (route) =>
			isGone ? route.fulfill({ status: 404, body: "" }) : route.continue(),
		);
		page.on("request", (request) => {
			if (request.isNavigationRequest() && request.url().endsWith("/account")) isGone = false;
		});
		await page.goto(house.at("/signin"));
		await fillPassword(page, alice);
		await arrives(page, t.account.account);
		await flow.goHome(/404/, /Failed to fetch dynamically/, /preload/);
	});

	it("follows its links without another load, and comes back", async () => {
		const house = await flow.house();
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		await page.evaluate("window.stillHere = true");
		await page.getByRole("link", { name: t.login.forgot }).click();
		await arrives(page, t.passwords.requestTitle);
		await page.goBack();
		await arrives(page, t.login.signIn);
		await expect.poll(() => focused(page)).toMatch(/^input: E-mail/);
		expect(await page.evaluate("window.stillHere")).toBe(true);
	});

	it("stands at a tenant's bare address, too", async () => {
		const house = await flow.house();
		const { page } = await flow.person();
		await page.goto(house.at(""));
		await arrives(page, t.login.signIn);
		expect(new URL(page.url()).pathname).toBe(house.at("/signin"));
	});
});

describe("before the script is here", () => {
	it.each([
		["a phone", { width: 360, height: 640 }, "en-GB"],
		["a laptop", { width: 1280, height: 800 }, "en-GB"],
		["a phone in Spanish", { width: 360, height: 640 }, "es-ES"],
	])(
		"the page that came on %s is the one that the script will draw, in its words and places",
		async (_name, viewport, locale) => {
			const house = await flow.house();
			const { page } = await flow.person({ viewport, locale });
			const script = await holdBack(page, scripts);
			await page.goto(house.at("/signin"), { waitUntil: "commit" });
			await page.locator("footer").waitFor();
			await isPainted(page);
			const [before, focusBefore] = [await outline(page), await focused(page)];
			expect(await page.evaluate("document.documentElement.lang")).toBe(locale.slice(0, 2));
			script.letGo();
			await reads(page, house.name);
			expect(before.length).toBeGreaterThan(25);
			expect(await outline(page)).toEqual(before);
			expect(await focused(page)).toBe(focusBefore);
			await quietAgain(page);
		},
	);

	it("takes e-mail and password, sends them nowhere, and hands them over with the focus", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		const script = await holdBack(page, scripts);
		await page.goto(house.at("/signin"), { waitUntil: "commit" });
		await expect.poll(() => focused(page)).toMatch(/^input: E-mail/);
		const asked: string[] = [];
		page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
		await page.keyboard.type(alice.email);
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		await page.keyboard.type(alice.password);
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: t.login.signIn }).click();
		await secretField(page, t.login.password).focus();
		expect(asked).toEqual([]);
		expect(page.url()).toMatch(/\/signin$/);
		script.letGo();
		await reads(page, house.name);
		expect(await field(page, t.login.email).inputValue()).toBe(alice.email);
		expect(await focused(page)).toMatch(/^input: Password/);
		await page.keyboard.press("Enter");
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.account);
	});

	it("shows no password form to somebody who is at the code already", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		await fillPassword(page, alice);
		await arrives(page, t.steps.codeTitle);
		const script = await holdBack(page, scripts);
		await page.reload({ waitUntil: "commit" });
		await page.locator("#root").waitFor({ state: "attached" });
		await isPainted(page);
		expect(await page.locator("input").count()).toBe(0);
		script.letGo();
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.account);
	});

	it("sends nothing anywhere where scripts are switched off, by no key and no button", async () => {
		const house = await flow.house();
		const { page } = await flow.person({ javaScriptEnabled: false });
		await page.goto(house.at("/signin"));
		const asked: string[] = [];
		page.on("request", (request) => asked.push(request.url()));
		await field(page, t.login.email).fill("ada@example.com");
		await secretField(page, t.login.password).fill(PASSWORD);
		await secretField(page, t.login.password).press("Enter");
		await button(page, t.login.signIn).click();
		await reads(page, t.login.forgot);
		expect(asked).toEqual([]);
		expect(page.url()).toMatch(/\/signin$/);
		// What is kept in a browser is read by scripts, which do not run here.
		await page.goto("about:blank");
	});
});
