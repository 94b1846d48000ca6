/**
 * The sign-in page stands still while the rest of it comes in, and who comes again pays for one small answer (decision 025).
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { arrives, button, field, reads, signIn } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { holdBack, isPainted, outline, quietAgain, scripts, slowNetwork, watchShifts } from "../support/slow-line.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("nothing moves", () => {
	it.each([
		["a phone", { width: 360, height: 640 }],
		["a laptop", { width: 1280, height: 800 }],
	])("on %s with a slow network, whatever the name and the colour of the house", async (_name, viewport) => {
		const house = await flow.house({ name: "The Most Honourable Company of Lamplighters" });
		const { page } = await flow.person({ viewport });
		await slowNetwork(page);
		const shifts = await watchShifts(page);
		await page.goto(house.at("/signin"));
		await field(page, t.login.email).fill("ada@example.com");
		await reads(page, house.name);
		await quietAgain(page);
		expect(await shifts()).toEqual([]);
	});

	it.each([
		["a phone", { width: 360, height: 640 }],
		["a laptop", { width: 1280, height: 800 }],
	])("on %s for a person who is signed in already", async (_name, viewport) => {
		const house = await flow.house();
		const alice = await house.account({ email: `a-rather-long-address-of-alice@${house.slug}.example` });
		const { page } = await flow.person({ viewport });
		await signIn(flow, page, house, alice);
		await slowNetwork(page);
		const shifts = await watchShifts(page);
		await page.goto(house.at("/signin"));
		await reads(page, t.login.alreadySignedIn(alice.email));
		await quietAgain(page);
		expect(await shifts()).toEqual([]);
		await page.getByRole("link", { name: t.login.openAccount }).click();
		await arrives(page, t.account.account);
	});
});

describe("a page that has come in part", () => {
	it.each([
		["a phone", { width: 360, height: 640 }],
		["a laptop", { width: 1280, height: 800 }],
	])("has on %s each thing where it will stand when the rest is here", async (_name, viewport) => {
		const house = await flow.house();
		const { page } = await flow.person({ viewport });
		const script = await holdBack(page, scripts);
		await page.goto(house.at("/signin"), { waitUntil: "commit" });
		await page.locator("footer").waitFor();
		await isPainted(page);
		const whole = await outline(page);
		const parts = await page.evaluate(() => {
			// From the end of the page backwards: what a browser draws of it when the network or the parser takes a breath.
			const places: string[] = [];
			for (const late of ["footer", ".frame-aside", "form > button", "form > div:nth-child(2)", "form"]) {
				document.querySelector(late)?.remove();
				const { x, y } = document.querySelector("h1")?.getBoundingClientRect() ?? { x: 0, y: 0 };
				places.push([x, y].map(Math.round).join(" "));
			}
			return places;
		});
		const heading = whole
			.find((line) => line.startsWith("H1"))
			?.split(" ")
			.slice(1, 3)
			.join(" ");
		expect(new Set(parts)).toEqual(new Set([heading]));
		script.letGo();
		await reads(page, house.name);
		await quietAgain(page);
	});
});

describe("who comes again", () => {
	it("pays for one small answer before typing: the page is still the same, and its files are at hand", async () => {
		const house = await flow.house();
		const { page, context } = await flow.person();
		await page.goto(house.at("/signin"));
		await button(page, t.login.signIn).waitFor();
		await quietAgain(page);
		const again = await context.newPage();
		const devtools = await context.newCDPSession(again);
		await devtools.send("Network.enable");
		const paths = new Map<string, string>();
		const sent: { path: string; bytes: number }[] = [];
		const fromCache = new Set<string>();
		devtools.on("Network.requestWillBeSent", ({ requestId, request }) =>
			paths.set(requestId, new URL(request.url).pathname),
		);
		devtools.on("Network.requestServedFromCache", ({ requestId }) => fromCache.add(requestId));
		devtools.on("Network.responseReceived", ({ requestId, response }) => {
			if (response.fromDiskCache) fromCache.add(requestId);
		});
		devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
			sent.push({ path: paths.get(requestId) ?? requestId, bytes: fromCache.has(requestId) ? 0 : encodedDataLength }),
		);
		await again.goto(house.at("/signin"));
		await quietAgain(again);
		const paid = sent.filter(({ path, bytes }) => bytes > 0 && !path.includes("/trpc/"));
		expect(paid.map(({ path }) => path)).toEqual([house.at("/signin")]);
		// Headers alone: the security policy is the most of them.
		expect(paid[0]?.bytes).toBeLessThan(1500);
		expect(sent.filter(({ path }) => path.startsWith("/assets/")).length).toBeGreaterThan(3);
	});
});
