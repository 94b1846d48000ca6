/**
 * An administrator asks for a second factor and sends a link; the person opens it on a phone and is through in a minute.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/calls.ts";
import { type EnrolledAccount, type Flow, type House, linkIn, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	focused,
	link,
	openEnrolment,
	reads,
	setUpFromApps,
	signIn,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { phoneFrom } from "../support/phone.ts";
import { english as t } from "../support/said.ts";
import { overflowAside, qrOnScreen } from "../support/screen.ts";
import { quietAgain } from "../support/slow-line.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const inHand = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;
const number = "+421987654321";

/** A house with an administrator at a browser, who may send links right now. */
async function houseWithAdmin(): Promise<{ house: House; admin: EnrolledAccount; desk: Page }> {
	const house = await flow.house();
	const admin = await house.enrolled({ role: "admin", name: "Ada Admin" });
	const { page } = await flow.person();
	await signIn(flow, page, house, admin);
	return { house, admin, desk: page };
}

async function sent(desk: Page, house: House, id: string, by: "email" | "sms", to: string): Promise<string> {
	const before = flow.world.catcher.messages(to).length;
	await call(desk, house, "users.sendEnrolment", { ids: [id], by });
	await expect.poll(() => flow.world.catcher.messages(to).length).toBe(before + 1);
	return linkIn(flow.world.catcher.messages(to)[0]?.text ?? "").link;
}

describe("an enrolment link", () => {
	it("S10 S41 S42 S43 S56 S57 S58 opens on a phone at 360 px and puts the account into the app with nothing typed", async () => {
		const { house, desk } = await houseWithAdmin();
		const bob = await house.account({ name: "Bob Builder", phone: number, requirement: "required" });
		const address = await sent(desk, house, bob.id, "sms", number);
		expect(flow.world.catcher.messages(number)[0]?.kind).toBe("sms");

		const { page } = await flow.person(inHand);
		await page.goto(address);
		await reads(page, t.enrolment.asked(house.name));
		expect(await flawsOf(page)).toEqual([]);
		await button(page, t.enrolment.begin(house.name)).click();
		await arrives(page, t.setUp.title);
		expect(page.url()).not.toContain("token");
		await reads(page, t.enrolment.reason("Bob Builder", house.name));
		await reads(page, /all are free/);
		expect(await link(page, "Google Authenticator for Android").getAttribute("href")).toMatch(/play\.google\.com/);
		expect(await overflowAside(page)).toBe(0);
		expect(await flawsOf(page)).toEqual([]);
		await button(page, t.setUp.have).click();
		await arrives(page, t.setUp.openTitle);
		const uri = (await link(page, "Open in my authenticator app").getAttribute("href")) ?? "";
		const phone = phoneFrom(uri);
		expect(phone.label).toBe(bob.email);
		const key = new URL(uri).searchParams.get("secret") ?? "";
		flow.secret(key);
		expect((await page.getByRole("definition").innerText()).replaceAll(" ", "")).toBe(key);
		expect(await button(page, t.setUp.copyKey).isVisible()).toBe(true);
		expect(await page.getByRole("img").count()).toBe(0);
		await button(page, t.setUp.qrElsewhere).click();
		await page.getByRole("img").scrollIntoViewIfNeeded();
		expect(await qrOnScreen(page)).toBe(uri);
		expect(await overflowAside(page)).toBe(0);
		expect(await flawsOf(page)).toEqual([]);
		await button(page, t.setUp.continue).click();
		await field(page, t.setUp.code).fill(flow.code(phone));
		await button(page, t.setUp.authenticate).click();
		flow.secret(...(await codesOnScreen(page)));
		await endConfiguration(page);
		await arrives(page, t.enrolment.doneTitle);
		expect(await flawsOf(page)).toEqual([]);

		await page.goto(house.at("/account"));
		await arrives(page, t.login.signIn);
		await typePassword(page, house, bob);
		await typeCode(page, flow.code(phone));
		await arrives(page, t.account.account);
		await page.getByText("On", { exact: true }).waitFor();
	});

	it("S41 S105 is used up by a set-up and not by opening it, and a dead one says what to do", async () => {
		const { house, desk } = await houseWithAdmin();
		const carol = await house.account({ name: "Carol Cole", requirement: "required" });
		const older = await sent(desk, house, carol.id, "email", carol.email);
		const address = await sent(desk, house, carol.id, "email", carol.email);
		const { page } = await flow.person(inHand);
		await openEnrolment(page, house, older);
		await arrives(page, t.enrolment.deadTitle);
		for (const way of t.enrolment.deadWays) await reads(page, way);
		await link(page, `help@${house.slug}.example`).waitFor();
		expect(await flawsOf(page)).toEqual([]);

		await openEnrolment(page, house, address);
		await arrives(page, t.setUp.title);
		await page.goto(house.at("/signin"));
		await openEnrolment(page, house, address);
		await button(page, t.setUp.have).click();
		await button(page, t.setUp.continue).waitFor();
		flow.passMinutes(11);
		await button(page, t.setUp.continue).click();
		await field(page, t.setUp.code).fill("123456");
		await button(page, t.setUp.authenticate).click();
		await arrives(page, t.enrolment.overTitle);
		await button(page, t.enrolment.again).click();
		await arrives(page, t.setUp.title);
		await button(page, t.setUp.have).click();
		const phone = phoneFrom((await link(page, t.setUp.openHere).getAttribute("href")) ?? "");
		await button(page, t.setUp.continue).click();
		await field(page, t.setUp.code).fill(flow.code(phone));
		await button(page, t.setUp.authenticate).click();
		await arrives(page, t.codes.saveTitle);
		flow.secret(...(await codesOnScreen(page)));
		await page.reload();
		await button(page, t.steps.showAgain).click();
		flow.secret(...(await codesOnScreen(page)));
		await endConfiguration(page);
		await arrives(page, t.enrolment.doneTitle);

		const stranger = await flow.person();
		await openEnrolment(stranger.page, house, address);
		await arrives(stranger.page, t.enrolment.deadTitle);
		await link(stranger.page, t.enrolment.toSignIn).click();
		await arrives(stranger.page, t.login.signIn);
	});

	it("T105 T114 does nothing by itself: neither a machine that reads mails nor a stray click begins a set-up", async () => {
		const { house, desk } = await houseWithAdmin();
		const fay = await house.account({ requirement: "required" });
		const address = await sent(desk, house, fay.id, "email", fay.email);
		const { page, context } = await flow.person();
		const acts: string[] = [];
		page.on("request", (request) => request.method() !== "GET" && acts.push(request.url()));
		await page.goto(address);
		await button(page, t.enrolment.begin(house.name)).waitFor();
		await reads(page, t.enrolment.notAsked);
		await quietAgain(page);
		expect(acts).toEqual([]);
		expect(await context.cookies()).toEqual([]);
		await expect.poll(() => focused(page)).toBe(`h1: ${t.enrolment.title}`);
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await arrives(page, t.setUp.title);
		expect(acts.filter((url) => url.endsWith("users.openEnrolment"))).toHaveLength(1);
	});

	it("S56 is the same set-up on a computer, and without its link the page says what it needs", async () => {
		const { house, desk } = await houseWithAdmin();
		const dan = await house.account({ requirement: "required" });
		const address = await sent(desk, house, dan.id, "email", dan.email);
		const { page } = await flow.person();
		await page.goto(house.at("/enrol"));
		await reads(page, t.enrolment.noToken);
		expect(await flawsOf(page)).toEqual([]);
		await openEnrolment(page, house, address);
		await arrives(page, t.setUp.title);
		await page.reload();
		await arrives(page, t.setUp.title);
		await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, t.enrolment.doneTitle);
		await link(page, t.enrolment.toSignIn).click();
		await arrives(page, t.login.signIn);
	});
});
