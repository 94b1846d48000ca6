/**
 * A line that is slow, or on which some of the answers do not come; and what a page does meanwhile: what moves, and where
 * everything stands. It watches from outside or from before the page's first byte, and asks nothing of the page.
 */
import type { CDPSession, Page } from "playwright-core";

/** Holds back every request that `isHeld` says, until it is let go; hanging is no failure, so the page hears nothing of it. */
export async function holdBack(
	page: Page,
	isHeld: (path: string) => boolean,
): Promise<{ letGo(): void; held: string[] }> {
	const held: string[] = [];
	let letGo = (): void => undefined;
	const gate = new Promise<void>((open) => {
		letGo = open;
	});
	await page.route(
		({ pathname }) => isHeld(pathname),
		async (route) => {
			held.push(new URL(route.request().url()).pathname);
			await gate;
			// The browser may be gone by then.
			await route.continue().catch(() => undefined);
		},
	);
	return { letGo, held };
}

/** A slow mobile line: 1.6 Mbit/s and 150 ms. */
export async function slowNetwork(page: Page): Promise<CDPSession> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send("Network.enable");
	const bytesPerSecond = 1.6e6 / 8;
	await devtools.send("Network.emulateNetworkConditions", {
		offline: false,
		latency: 150,
		downloadThroughput: bytesPerSecond,
		uploadThroughput: bytesPerSecond / 2,
	});
	return devtools;
}

/** Keeps every layout shift from the first paint on, whatever was typed meanwhile. */
export async function watchShifts(page: Page): Promise<() => Promise<readonly string[]>> {
	await page.addInitScript(() => {
		const seen: string[] = [];
		Object.assign(window, { shiftsSeen: seen });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) seen.push(JSON.stringify(entry));
		}).observe({ type: "layout-shift", buffered: true });
	});
	return () =>
		page.evaluate<string[]>("new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(shiftsSeen))))");
}

/** Waits until nothing is under way any more. */
export const quietAgain = (page: Page): Promise<void> => page.waitForLoadState("networkidle");

/** Every element of the sign-in page with what it is and where it stands; the name's plate is empty until there is a name. */
export function outline(page: Page): Promise<readonly string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll("#root *")]
			.filter((each) => each.closest(".frame-plate p, noscript") === null)
			.map((each) => {
				const { x, y, width, height } = each.getBoundingClientRect();
				const said = each.childElementCount === 0 ? each.textContent : "";
				const name = each.getAttribute("aria-label") ?? "";
				return `${each.tagName}.${each.className} ${[x, y, width, height].map(Math.round).join(" ")} ${name} ${said}`;
			}),
	);
}

/** No frame is drawn before the styles are here. */
export const isPainted = (page: Page): Promise<void> =>
	page.evaluate("new Promise((done) => requestAnimationFrame(() => done()))");

/** Whether a path is that of a script. */
export const scripts = (path: string): boolean => /\/assets\/.*\.js$/.test(path);
