/**
 * The help: found by searching, in two languages, without anything being sent, and reachable from where it is needed.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { helpSlugs } from "../../web/features/help/content.ts";
import { texts as englishHelp } from "../../web/features/help/english.ts";
import { texts as spanishHelp } from "../../web/features/help/spanish.ts";
import { type Flow, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { arrives, button, heading, reads, signIn } from "../support/on-screen.ts";
import { english, spanish } from "../support/said.ts";
import { overflowAside } from "../support/screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const languages = [
	{ locale: "en-GB", t: english, texts: englishHelp, question: "clock wrong", finds: "clock" },
	{ locale: "es-ES", t: spanish, texts: spanishHelp, question: "codigo reloj", finds: "clock" },
] as const;

describe("the help", () => {
	for (const { locale, t, texts, question, finds } of languages) {
		it(`S34 is searched in the page in ${locale}, with or without accents, and nothing is sent`, async () => {
			const { page } = await flow.person({ locale });
			await page.goto("/help");
			await arrives(page, t.help.title);
			const pages = page.getByRole("main").getByRole("listitem").getByRole("link");
			expect(await pages.allTextContents()).toEqual(helpSlugs.map((slug) => texts[slug].title));
			await page.waitForLoadState("networkidle");
			const sent: string[] = [];
			page.on("request", (request) => sent.push(request.url()));
			const box = page.getByRole("searchbox", { name: t.help.search });
			await box.fill(question);
			await page.getByRole("link", { name: texts[finds].title, exact: true }).waitFor();
			await expect.poll(() => pages.count()).toBeLessThan(helpSlugs.length);
			await box.fill("xyzzy");
			await reads(page, t.help.nothing);
			await box.fill(texts[finds].title);
			await page.keyboard.press("Enter");
			await arrives(page, texts[finds].title);
			expect(sent).toEqual([]);
		});

		it(`S34 S108 S112 has every page in ${locale}, fit for a small phone`, async () => {
			const { page } = await flow.person({ locale, viewport: { width: 320, height: 640 } });
			for (const slug of helpSlugs) {
				await page.goto(`/help/${slug}`);
				await arrives(page, texts[slug].title);
				expect(await overflowAside(page), slug).toBe(0);
			}
			expect(await page.title()).toContain(texts.scripts.title);
		});
	}

	it("S54 S108 names the tested apps with their stores, and instructions for each system", async () => {
		const { page } = await flow.person();
		await page.goto("/help/apps");
		for (const app of ["Google Authenticator", "Microsoft Authenticator", "Authy", "LastPass Authenticator"]) {
			expect(await page.getByRole("link", { name: `${app} for Android` }).getAttribute("href")).toMatch(
				/play\.google\.com/,
			);
			expect(await page.getByRole("link", { name: `${app} for iPhone` }).getAttribute("href")).toMatch(
				/apps\.apple\.com/,
			);
		}
		expect(await flawsOf(page)).toEqual([]);
		await page.goto("/help/devices");
		for (const system of [/Android/, /iPhone/, /Windows/, /macOS/, /Linux/])
			expect(
				await heading(page, system)
					.or(page.getByRole("listitem").filter({ hasText: system }))
					.count(),
			).toBeGreaterThan(0);
		expect(await flawsOf(page)).toEqual([]);
	});

	it("S46 S47 S109 tells an administrator about networks, proxies and programs, with the way to the list of hosts", async () => {
		const { page } = await flow.person();
		await page.goto("/help");
		await page.getByRole("searchbox").fill("firewall proxy");
		await page.getByRole("link", { name: englishHelp.network.title, exact: true }).click();
		await arrives(page, englishHelp.network.title);
		await reads(page, /depends on no proxy setting/);
		expect(await flawsOf(page)).toEqual([]);
		await page.getByRole("link", { name: english.help.status }).click();
		await arrives(page, english.service.title);
		await page.goto("/help/scripts");
		await reads(page, /cannot be used unattended/);
		await reads(page, /service account or an API key/);
	});

	it("S65 S90 S91 S92 S110 S111 tells how phone numbers are typed, who changes them, and what follows", async () => {
		const { page } = await flow.person();
		await page.goto("/help/create-and-import");
		for (const example of [
			/\+421987654321 is taken/,
			/0987654321 with Slovakia/,
			/201-321-4567 with the United States/,
		])
			await reads(page, example);
		await page.goto("/help/phone-number");
		await reads(page, /you cannot change the number yourself/);
		await reads(page, /its codes are refused at once/);
		await reads(page, /delete the old entry/);
		expect(await flawsOf(page)).toEqual([]);
	});

	it("S112 tells how an old entry is deleted from the app", async () => {
		const { page } = await flow.person();
		await page.goto("/help/old-entry");
		await reads(page, /Tap the tile/i);
		await reads(page, /swipe to the left/i);
		await button(page, "Español").click();
		await arrives(page, spanishHelp["old-entry"].title);
		await reads(page, /desliza a la izquierda/i);
	});

	it("S34 leads from a screen of the account or the settings to the page about it", async () => {
		const house = await flow.house();
		const auditor = await house.enrolled({ role: "auditor" });
		const { page, context } = await flow.person();
		await signIn(flow, page, house, auditor);
		for (const [path, slug] of [
			["/account/browsers", "trusted-browsers"],
			["/settings/users", "users-and-roles"],
			["/settings/audit", "audit"],
			["/settings/policy", "policy"],
		] as const) {
			await page.goto(house.at(path));
			const opened = context.waitForEvent("page");
			await page.getByRole("contentinfo").getByRole("link", { name: english.frame.help }).click();
			await arrives(await opened, englishHelp[slug].title);
		}
	});

	it("S34 opens beside a sign-in, so that nothing typed is lost", async () => {
		const house = await flow.house();
		const { page, context } = await flow.person();
		await page.goto(house.at("/signin"));
		const opened = context.waitForEvent("page");
		await page.getByRole("contentinfo").getByRole("link", { name: english.frame.help }).click();
		await arrives(await opened, english.help.title);
		await arrives(page, english.login.signIn);
	});
});
