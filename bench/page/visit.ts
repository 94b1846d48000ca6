/**
 * One visit to a sign-in page in a real browser with a slow line and a slow processor, watched from inside the page: when
 * it is first painted, when its e-mail field can be typed into, when its form can be sent, and whether anything moved.
 * The page is told nothing and asked for nothing; what is watched was put there before its first byte.
 */
import type { Browser, BrowserContext } from "playwright-core";

export interface Line {
	readonly name: string;
	/** Bits per second to the browser; half of it the other way. */
	readonly bitsPerSecond: number;
	readonly roundTripMs: number;
	/** How many times slower than this machine. */
	readonly cpuSlowdown: number;
}

export interface Visit {
	/** Milliseconds from the start of the navigation. */
	readonly firstPaintMs: number;
	readonly typableMs: number;
	readonly sendableMs: number;
	/** Files that had arrived when the field could be typed into, the page itself among them. */
	readonly filesUntilTypable: number;
	/** Bytes on the line, headers included: until then, and in all. */
	readonly bytesUntilTypable: number;
	readonly bytesInAll: number;
	/** When the first file was asked for that the page does not name itself. */
	readonly restFromMs: number;
	/** Cumulative layout shift until the network was quiet. */
	readonly shift: number;
}

interface Watched {
	typable?: number;
	sendable?: number;
	shift: number;
}

/** Runs in the page, before anything of it. */
function watch(): void {
	const seen: Watched = { shift: 0 };
	Object.assign(window, { benchSeen: seen });
	const listen = EventTarget.prototype.addEventListener;
	EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: Parameters<typeof listen>) {
		if (args[0] === "submit") seen.sendable ??= performance.now();
		listen.apply(this, args);
	};
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) seen.shift += Number(Reflect.get(entry, "value"));
	}).observe({ type: "layout-shift", buffered: true });
	// A frame in which the field is there and nothing is still to be styled is one in which a key would be seen.
	const look = () => {
		const field = document.querySelector("input[type=email]");
		if (field !== null && field.getBoundingClientRect().height > 0) seen.typable ??= performance.now();
		else requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
}

/** Runs in the page when all is quiet. */
function read() {
	const seen: Watched = Reflect.get(window, "benchSeen");
	const { typable = Number.NaN, sendable = Number.NaN, shift } = seen;
	const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
	const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
	const all = [...(page ? [page] : []), ...files];
	const isCall = ({ initiatorType }: PerformanceResourceTiming) =>
		initiatorType === "fetch" || initiatorType === "xmlhttprequest";
	// Answers of an API may be here as well by then, but nothing waits for them: see `needsNoCall`.
	const before = all.filter((one) => one.responseEnd <= typable && !isCall(one));
	const bytes = (some: readonly PerformanceResourceTiming[]) => some.reduce((sum, one) => sum + one.transferSize, 0);
	const named = [...document.head.querySelectorAll("script,link")].map((one) =>
		String(Reflect.get(one, "src") || Reflect.get(one, "href")),
	);
	const rest = files.filter((one) => !isCall(one) && !named.includes(one.name)).map(({ startTime }) => startTime);
	return {
		firstPaintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
		typableMs: typable,
		sendableMs: Math.max(typable, sendable),
		filesUntilTypable: before.length,
		bytesUntilTypable: bytes(before),
		bytesInAll: bytes(all),
		restFromMs: Math.min(...rest, Number.POSITIVE_INFINITY),
		shift,
	};
}

async function visitIn(context: BrowserContext, address: string, line: Line): Promise<Visit> {
	const page = await context.newPage();
	try {
		const devtools = await context.newCDPSession(page);
		await devtools.send("Network.enable");
		await devtools.send("Network.emulateNetworkConditions", {
			offline: false,
			latency: line.roundTripMs,
			downloadThroughput: line.bitsPerSecond / 8,
			uploadThroughput: line.bitsPerSecond / 16,
		});
		await devtools.send("Emulation.setCPUThrottlingRate", { rate: line.cpuSlowdown });
		await page.addInitScript(watch);
		await page.goto(address);
		await page.locator("input[type=email]").waitFor();
		await page.waitForLoadState("networkidle");
		return await page.evaluate(read);
	} finally {
		await page.close();
	}
}

/** Visits a page with a fresh browser profile, and once more with what that profile has kept. */
export async function visitTwice(browser: Browser, address: string, line: Line): Promise<{ cold: Visit; warm: Visit }> {
	const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: "en-GB" });
	context.setDefaultTimeout(30_000);
	try {
		const cold = await visitIn(context, address, line);
		return { cold, warm: await visitIn(context, address, line) };
	} finally {
		await context.close();
	}
}

/** Whether the form can be typed into and sent while no call of an API is answered. */
export async function needsNoCall(browser: Browser, address: string): Promise<boolean> {
	const page = await browser.newPage();
	try {
		await page.route(/\/trpc\//, () => undefined);
		await page.addInitScript(watch);
		await page.goto(address);
		await page.locator("input[type=email]").fill("ada@example.com", { timeout: 5000 });
		await page.waitForFunction("benchSeen.sendable !== undefined", undefined, { timeout: 5000 });
		return true;
	} catch {
		return false;
	} finally {
		await page.close();
	}
}
