/**
 * A real headless browser for the flow tests: one per file, a fresh context (cookies, storage) per person.
 * It watches what a person would not see: console errors, uncaught exceptions, failed and foreign requests.
 * Tests end with `expectQuiet`, for console noise and a request to another host are defects.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";

export interface Person {
	readonly context: BrowserContext;
	readonly page: Page;
	/** Console errors and warnings and uncaught exceptions, as they came. */
	readonly noise: string[];
	/** Requests to any other origin than the one under test. */
	readonly foreign: string[];
	/** Throws when there was noise or a foreign request; texts matching one of these are expected. */
	expectQuiet(...expected: readonly RegExp[]): void;
	close(): Promise<void>;
}

export interface RealBrowser {
	readonly browser: Browser;
	/** A person with a browser of their own: nothing is shared with others. */
	person(options?: BrowserContextOptions): Promise<Person>;
	close(): Promise<void>;
}

function watch(page: Page, origin: string, noise: string[], foreign: string[]): void {
	page.on("console", (message) => {
		const { url } = message.location();
		// The browser itself reports every 4xx answer; for calls of ours those are refusals, which the page shows as sentences.
		if (/ status of 4\d\d /.test(message.text()) && url.includes("/trpc/")) return;
		if (message.type() === "error" || message.type() === "warning") noise.push(`${message.text()} (${url})`);
	});
	page.on("pageerror", (error) => noise.push(String(error)));
	page.on("request", (request) => {
		const url = new URL(request.url());
		if (url.protocol.startsWith("http") && url.origin !== origin) foreign.push(request.url());
	});
}

/** Starts the browser for pages of this origin. Callers must `close()` it in `afterAll`. */
export async function openRealBrowser(origin: string): Promise<RealBrowser> {
	const browser = await launchChromium();
	return {
		browser,
		async person(options = {}) {
			const context = await browser.newContext({
				baseURL: origin,
				locale: "en-GB",
				timezoneId: "UTC",
				viewport: { width: 1024, height: 768 },
				reducedMotion: "reduce",
				...options,
			});
			context.setDefaultTimeout(10_000);
			const noise: string[] = [];
			const foreign: string[] = [];
			context.on("page", (page) => watch(page, origin, noise, foreign));
			const page = await context.newPage();
			return {
				context,
				page,
				noise,
				foreign,
				expectQuiet(...expected) {
					const unexpected = noise.filter((line) => !expected.some((pattern) => pattern.test(line)));
					const heard = [...unexpected, ...foreign.map((url) => `request to another host: ${url}`)];
					if (heard.length > 0) throw new Error(`The page was not quiet:\n${heard.join("\n")}`);
				},
				close: () => context.close(),
			};
		},
		close: () => browser.close(),
	};
}
