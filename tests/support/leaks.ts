/**
 * What a browser keeps after a flow, and whether any of it is a secret (T087): storage of every kind, cookies that scripts
 * can read, the history with its states, every address that was asked for and every referrer that was sent.
 * The page may remember one thing on the device, the chosen language; anything else is reported.
 */
import type { BrowserContext, Page, Request } from "playwright-core";

/** Addresses and referrers that a context sends from now on; fragments never leave the browser and are not counted. */
export function sentAddresses(context: BrowserContext): readonly string[] {
	const sent: string[] = [];
	context.on("request", (request: Request) => {
		sent.push(request.url().split("#")[0] ?? "");
		const { referer } = request.headers();
		if (referer !== undefined) sent.push(referer);
	});
	return sent;
}

interface Kept {
	readonly local: readonly string[];
	readonly session: readonly string[];
	readonly databases: readonly string[];
	readonly caches: readonly string[];
	readonly cookie: string;
	readonly windowName: string;
	readonly address: string;
	readonly state: string;
}

/** What scripts of the page could read of what is kept. */
function readKept(page: Page): Promise<Kept> {
	return page.evaluate(async () => ({
		local: Object.entries(localStorage).map((pair) => pair.join("=")),
		session: Object.entries(sessionStorage).map((pair) => pair.join("=")),
		databases: (await indexedDB.databases()).map(({ name }) => String(name)),
		caches: await caches.keys(),
		cookie: document.cookie,
		windowName: window.name,
		address: location.href,
		state: JSON.stringify(history.state),
	}));
}

async function historyOf(page: Page): Promise<readonly string[]> {
	const devtools = await page.context().newCDPSession(page);
	try {
		const { entries } = await devtools.send("Page.getNavigationHistory");
		return entries.flatMap(({ url, title }) => [url, title]);
	} finally {
		await devtools.detach();
	}
}

/** Everything that was found where nothing should be; empty when the browser keeps nothing of these secrets. */
export async function leaksOf(page: Page, secrets: readonly string[], sent: readonly string[]): Promise<string[]> {
	if (!page.url().startsWith("http")) return [];
	const kept = await readKept(page);
	const history = await historyOf(page);
	const cookies = (await page.context().cookies()).map(({ value }) => value);
	const wanted = [...secrets, ...cookies].filter((secret) => secret.length >= 6);
	const places: Record<string, readonly string[]> = {
		history: [...history, kept.state],
		sent,
		address: [kept.address],
	};
	const inPlaces = Object.entries(places).flatMap(([place, texts]) =>
		texts.filter((text) => wanted.some((secret) => text.includes(secret))).map((text) => `${place}: ${text}`),
	);
	const strange = [
		...kept.local.filter((pair) => !/^gatehouse\.language=(en|es)$/.test(pair)).map((pair) => `localStorage: ${pair}`),
		...kept.session.map((pair) => `sessionStorage: ${pair}`),
		...kept.databases.map((name) => `IndexedDB: ${name}`),
		...kept.caches.map((name) => `Cache: ${name}`),
		...[kept.cookie].filter(Boolean).map((pair) => `document.cookie: ${pair}`),
		...[kept.windowName].filter(Boolean).map((name) => `window.name: ${name}`),
		...[...history, kept.address].filter((url) => /[#&?]token=/.test(url)).map((url) => `token in the history: ${url}`),
	];
	return [...inPlaces, ...strange];
}
