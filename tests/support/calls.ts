/**
 * Calls a procedure from a page, as that page's own code does: same browser, same cookies, same origin. For the half of a story
 * that another test tells on the screen. A refusal is thrown by its code.
 */
import type { Page } from "playwright-core";
import type { House } from "./flow.ts";

interface Answer {
	readonly result?: { readonly data: unknown };
	readonly error?: { readonly data?: { readonly refusal?: string } };
}

/** Sends a mutation with the page's cookies. Callers must have the page on the house's own origin. */
export async function call(page: Page, house: House, procedure: string, input: unknown): Promise<unknown> {
	const answer = await page.evaluate<Answer, readonly [string, string]>(
		async ([address, body]) => {
			const headers = { "content-type": "application/json" };
			const response = await fetch(address, { method: "POST", headers, body });
			return (await response.json()) as Answer;
		},
		[house.at(`/trpc/${procedure}`), JSON.stringify(input)],
	);
	if (answer.result === undefined) throw new Error(`${procedure}: ${answer.error?.data?.refusal ?? "no answer"}`);
	return answer.result.data;
}
