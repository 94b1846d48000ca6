/**
 * The status page: for anyone, in both languages, with the published list of hosts and ports.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { LIST_VERSION } from "../../worker/features/service/endpoints.ts";
import { type Flow, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { arrives, button, link, reads } from "../support/on-screen.ts";
import { english, spanish } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome(/ERR_INTERNET_DISCONNECTED/));
afterAll(() => flow.close());

describe("the status page", () => {
	for (const { locale, t } of [
		{ locale: "en-GB", t: english },
		{ locale: "es-ES", t: spanish },
	] as const) {
		it(`S44 S45 S46 S109 lists in ${locale} each part, and hosts and ports in a versioned list, with no proxy among them`, async () => {
			const { page } = await flow.person({ locale });
			await page.goto("/status");
			await arrives(page, t.service.title);
			await reads(page, t.service.allUp);
			for (const part of Object.values(t.service.part)) await reads(page, part);
			await reads(page, t.service.list(LIST_VERSION));
			await reads(page, t.service.noProxy);
			const own = new URL(flow.world.origin);
			const row = page.getByRole("row").filter({ hasText: t.service.purposes.pages });
			expect(await row.getByRole("cell").allTextContents()).toEqual([own.hostname, own.port, t.service.purposes.pages]);
			for (const purpose of [t.service.purposes.database, t.service.purposes.mail])
				expect(await page.getByRole("row").filter({ hasText: purpose }).count()).toBe(1);
			expect(await flawsOf(page)).toEqual([]);
		});
	}

	it("S44 says plainly that the service cannot be reached, and finds it again", async () => {
		const { page, context } = await flow.person();
		await page.goto("/help/network");
		await link(page, english.help.status).click();
		await reads(page, english.service.allUp);
		await context.setOffline(true);
		await button(page, english.service.checkAgain).click();
		await reads(page, english.refusals.troubles.unreachable.say);
		await reads(page, english.refusals.troubles.unreachable.next);
		await context.setOffline(false);
		await button(page, english.service.checkAgain).click();
		await reads(page, english.service.allUp);
		await page.getByText(english.refusals.troubles.unreachable.say).waitFor({ state: "hidden" });
	});
});
