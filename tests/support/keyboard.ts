/**
 * Somebody who has no mouse: moves by Tab alone and acts by Enter. What cannot be reached by Tab cannot be used here, and
 * a focus that is not visible is an error (WCAG 2.4.7).
 */
import type { Page } from "playwright-core";

/** More than any page of ours has places to stop at. */
const mostStops = 80;

export class Keyboard {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Types into whatever has the focus. */
	async type(text: string): Promise<void> {
		await this.#page.keyboard.type(text);
	}

	/** Moves on by Tab until the focus is on this. */
	async to(role: "link" | "button" | "textbox" | "checkbox", name: string): Promise<void> {
		const wanted =
			role === "textbox"
				? this.#page.getByLabel(name, { exact: true })
				: this.#page.getByRole(role, { name, exact: true });
		await wanted.first().waitFor();
		for (let stop = 0; stop < mostStops; stop += 1) {
			await this.#page.keyboard.press("Tab");
			if (await wanted.first().evaluate((element) => element === document.activeElement)) return this.#demandVisible();
		}
		throw new Error(`No ${role} "${name}" can be reached by Tab.`);
	}

	/** Moves to a link or button and presses it. */
	async press(role: "link" | "button", name: string): Promise<void> {
		await this.to(role, name);
		await this.#page.keyboard.press("Enter");
	}

	async #demandVisible(): Promise<void> {
		const isVisible = await this.#page.evaluate(() => {
			const element = document.activeElement;
			if (!(element instanceof HTMLElement)) return false;
			const ring = (of: Element) => {
				const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(of);
				return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
			};
			// A field may show the focus on the frame around it.
			return ring(element) || (element.parentElement !== null && ring(element.parentElement));
		});
		if (!isVisible) throw new Error("The focus cannot be seen.");
	}
}
