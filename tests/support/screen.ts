/**
 * What eyes and assistive tools would find on the screen: a QR code read from the picture itself, accessibility findings,
 * and whether anything sticks out at the side.
 */
import axe, { type AxeResults } from "axe-core";
import decode from "jsqr";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";

/** The text of the QR code that is visible on the screen, read from a screenshot; undefined when there is none. */
export async function qrOnScreen(page: Page): Promise<string | undefined> {
	const picture = PNG.sync.read(await page.screenshot());
	const pixels = new Uint8ClampedArray(picture.data.buffer, picture.data.byteOffset, picture.data.byteLength);
	return decode(pixels, picture.width, picture.height)?.data;
}

export interface Finding {
	readonly rule: string;
	readonly impact: string;
	readonly help: string;
	/** Selectors of the elements concerned. */
	readonly where: readonly string[];
}

/** Serious and critical accessibility findings of axe-core on the present page. */
export async function accessibilityFindings(page: Page): Promise<readonly Finding[]> {
	// Evaluated over the debugging protocol, which the page's content security policy does not concern.
	if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
	const { violations } = await page.evaluate<AxeResults, undefined>(
		"axe.run(document, { resultTypes: ['violations'] })",
		undefined,
	);
	const findings = violations.map(({ id, impact, help, nodes }) => ({
		rule: id,
		impact: impact ?? "unknown",
		help,
		where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
	}));
	return findings.filter(({ impact }) => impact === "serious" || impact === "critical");
}

/** CSS pixels by which the page is wider than the window: 0 when nothing has to be scrolled sideways. */
export function overflowAside(page: Page): Promise<number> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return Math.max(0, scrollWidth - clientWidth);
	});
}
