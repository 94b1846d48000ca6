/**
 * A person who changes what the worker answers to their own page: the page may be fooled, the worker is not, and no data
 * comes that was not earned (T051).
 */
import type { Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { arrives, button, fillPassword, link, reads, typePassword } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const answer = (data: unknown) => ({
	status: 200,
	contentType: "application/json",
	body: JSON.stringify({ result: { data } }),
});

/** Every answer of the worker that the page got, as it came over the wire. */
function answersTo(page: Page): { url: string; status: number; text: Promise<string> }[] {
	const got: { url: string; status: number; text: Promise<string> }[] = [];
	page.on("response", (response) => {
		if (response.url().includes("/trpc/"))
			got.push({ url: response.url(), status: response.status(), text: response.text() });
	});
	return got;
}

describe("a manipulated answer", () => {
	it("T051 S116 “signed in” instead of “second factor” leads back to the code and gives no data", async () => {
		const house = await flow.house();
		const alice = await house.enrolled({ name: "Alice Archer" });
		const { page } = await flow.person();
		const got = answersTo(page);
		let real = "";
		await page.route("**/login.begin", async (route: Route) => {
			const response = await route.fetch();
			real = await response.text();
			await route.fulfill({ response, body: JSON.stringify({ result: { data: { next: "signedIn" } } }) });
		});
		await typePassword(page, house, alice);
		await arrives(page, t.steps.codeTitle);
		for (const secret of [alice.name, alice.key, ...alice.recoveryCodes]) expect(real).not.toContain(secret);
		const bodies = await Promise.all(got.map(({ text }) => text));
		for (const secret of [alice.name, alice.id, alice.key]) expect(bodies.join("\n")).not.toContain(secret);
	});

	it("T051 a made-up person in “who is signed in” draws an empty account whose every call is refused", async () => {
		const house = await flow.house();
		const alice = await house.enrolled({ name: "Alice Archer" });
		const { page } = await flow.person();
		const got = answersTo(page);
		const now = flow.world.catcher.now();
		const madeUp = {
			user: { id: alice.id, email: alice.email, name: "Made Up", role: "owner", locale: "en" },
			tenant: { slug: house.slug, name: house.name, contact: null },
			session: {
				id: "ses_0",
				assurance: "secondFactor",
				createdAt: now,
				expiresAt: now + 9e6,
				idleUntilAt: now + 9e6,
				recentUntilAt: now + 9e5,
			},
			twoFactor: { on: true, required: false, requiredBy: null, recoveryCodesLeft: 10, enabledAt: now },
			notices: [],
		};
		await typePassword(page, house, alice);
		await arrives(page, t.steps.codeTitle);
		await page.route("**/sessions.current*", (route: Route) => route.fulfill(answer(madeUp)));
		await page.route("**/login.state*", (route: Route) => route.fulfill(answer(null)));
		const answered = async (procedure: string) => {
			await expect.poll(() => got.filter(({ url }) => url.includes(procedure)).length).toBeGreaterThanOrEqual(1);
			await reads(page, t.refusals.troubles.not_signed_in.say);
		};
		await page.goto(house.at("/account/sessions"));
		await arrives(page, t.account.account);
		await answered("sessions.list");
		await link(page, t.account.tabs.browsers).click();
		await answered("trustedBrowsers.list");
		await link(page, t.account.tabs.security).click();
		await button(page, t.account.showCodes).click();
		await answered("recoveryCodes.list");
		const asked = got.filter(({ url }) => /sessions\.list|trustedBrowsers\.list|recoveryCodes\.list/.test(url));
		expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 401));
		for (const { text } of asked) expect(await text).not.toContain(alice.email);
	});

	it("T051 “200” instead of a refused password opens nothing", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await page.route("**/login.begin", (route: Route) =>
			route.fulfill(answer({ next: "setUp", reason: "tenantRequired" })),
		);
		await page.goto(house.at("/signin"));
		await fillPassword(page, { email: alice.email, password: "not-the-password" });
		await arrives(page, t.setUp.title);
		await button(page, t.setUp.have).click();
		await arrives(page, t.login.signIn);
		await reads(page, t.refusals.troubles.challenge_gone.say);
	});
});
