/**
 * Whether a screen is fit for people: no serious finding of axe-core in light and in dark, nothing wider than a small
 * phone's window, one first heading, a title, a language. The window and the scheme are as before afterwards.
 */
import type { Page } from "playwright-core";
import { accessibilityFindings, overflowAside } from "./screen.ts";

/** CSS pixels of the narrowest window that the pages are made for. */
const narrow = { width: 320, height: 640 };

async function findingsIn(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
	await page.emulateMedia({ colorScheme });
	const findings = await accessibilityFindings(page);
	return findings.map(({ rule, help, where }) => `${colorScheme}: ${rule} (${help}) at ${where.join(" | ")}`);
}

async function overflowWhenNarrow(page: Page): Promise<string[]> {
	const size = page.viewportSize();
	await page.setViewportSize(narrow);
	const aside = await overflowAside(page);
	if (size !== null) await page.setViewportSize(size);
	return aside === 0 ? [] : [`${aside} px wider than a window of ${narrow.width} px`];
}

/** Waits until the screen itself is there: its room may still be on the way. */
export const isDrawn = (page: Page): Promise<void> => page.locator("h1").first().waitFor();

async function outlineOf(page: Page): Promise<string[]> {
	const { title, language, headings } = await page.evaluate(() => ({
		title: document.title,
		language: document.documentElement.lang,
		headings: [...document.querySelectorAll("h1")].map((heading) => heading.textContent),
	}));
	return [
		...(title !== "" ? [] : ["no title"]),
		...(language === "en" || language === "es" ? [] : [`language "${language}"`]),
		...(headings.length === 1 ? [] : [`first headings: ${headings.join(", ") || "none"}`]),
	];
}

/** What is wrong with the screen as it is now; empty when it is fine. */
export async function flawsOf(page: Page): Promise<readonly string[]> {
	await isDrawn(page);
	const flaws = [
		...(await outlineOf(page)),
		...(await findingsIn(page, "dark")),
		...(await findingsIn(page, "light")),
		...(await overflowWhenNarrow(page)),
	];
	return flaws.map((flaw) => `${page.url()} — ${flaw}`);
}
