/**
 * Saving a policy: only what was shown is saved, with a fresh proof, and never over somebody else's change.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { button, field, reads } from "../support/on-screen.ts";
import { openPolicy, preview, versions } from "../support/policy-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("saving the policy", () => {
	it("changing anything after the preview needs another preview, and giving up the proof saves nothing", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const { page } = await flow.person();
		await openPolicy(flow, page, house, olga);
		await field(page, t.rules.names.trustedBrowserDays).fill("400");
		await button(page, t.policy.preview).click();
		await reads(page, t.policy.numberWrong("0", "365"));
		await field(page, t.rules.names.trustedBrowserDays).fill("0");
		await button(page, t.policy.preview).click();
		await preview(page).waitFor();
		await field(page, t.rules.names.trustedBrowserDays).fill("1");
		await expect.poll(() => preview(page).count()).toBe(0);
		expect(await button(page, t.policy.save).count()).toBe(0);
		flow.passMinutes(11);
		await button(page, t.policy.preview).click();
		await button(page, t.policy.save).click();
		await page
			.getByRole("dialog", { name: t.sessions.proofTitle })
			.getByRole("button", { name: t.sessions.cancel })
			.click();
		await reads(page, t.refusals.troubles.recent_proof_required.say);
		await page.reload();
		await reads(page, t.policy.noHistory);
	});

	it("shows no preview of what somebody went on changing meanwhile, and saves what was shown", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const { page } = await flow.person();
		await openPolicy(flow, page, house, olga);
		const held: (() => Promise<void>)[] = [];
		await page.route(/trpc\/policy\.preview/, (route) => void held.push(() => route.continue()));
		await field(page, t.rules.names.trustedBrowserDays).fill("3");
		await button(page, t.policy.preview).click();
		await expect.poll(() => held.length).toBe(1);
		await field(page, t.rules.names.trustedBrowserDays).fill("4");
		const late = page.waitForResponse(/policy\.preview/);
		await held[0]?.();
		await (await late).finished();
		await expect.poll(() => button(page, t.policy.preview).getAttribute("aria-busy")).toBe(null);
		expect(await preview(page).count()).toBe(0);
		await page.unrouteAll();
		await button(page, t.policy.preview).click();
		await button(page, t.policy.save).click();
		await reads(page, t.policy.saved);
		expect(await versions(page).first().textContent()).toContain("Before: 30 days → After: 4 days");
	});

	it("of two administrators the slower one is told, and sees the newest rules before trying again", async () => {
		const house = await flow.house();
		const [olga, adam] = [await house.enrolled({ role: "owner" }), await house.enrolled({ role: "admin" })];
		const [{ page: first }, { page: second }] = [await flow.person(), await flow.person()];
		await openPolicy(flow, first, house, olga);
		await openPolicy(flow, second, house, adam);
		for (const [page, days] of [
			[first, "5"],
			[second, "9"],
		] as const) {
			await field(page, t.rules.names.trustedBrowserDays).fill(days);
			await button(page, t.policy.preview).click();
			await preview(page).waitFor();
		}
		await button(first, t.policy.save).click();
		await reads(first, t.policy.saved);
		await button(second, t.policy.save).click();
		await reads(second, t.refusals.troubles.conflict.say);
		await button(second, t.policy.loadNewest).click();
		await expect.poll(() => field(second, t.rules.names.trustedBrowserDays).inputValue()).toBe("5");
	});
});
