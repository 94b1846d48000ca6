/**
 * Whoever sets up by a link to the phone is asked at sign-in for exactly what is missing, and gets the link at once.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, linkIn, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	fillPassword,
	link,
	openEnrolment,
	reads,
	setUpFromApps,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { phoneFrom } from "../support/phone.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const number = "+421987654321";
const masked = "+421 ••• 321";
const inHand = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;

describe("the phone at sign-in", () => {
	it("S42 S55 S58 S75 S91 S102 is asked for its number, gets the link there, and the code from it is typed at the computer", async () => {
		const house = await flow.house();
		const bob = await house.account({ requirement: "required", method: "phoneLink" });
		const { page } = await flow.person({ locale: "sk-SK" });
		await typePassword(page, house, bob);
		await arrives(page, t.byPhone.phoneTitle);
		await reads(page, t.steps.reasons.userRequired);
		expect(await page.getByRole("textbox").count()).toBe(1);
		expect(await flawsOf(page)).toEqual([]);
		const country = page.getByRole("combobox", { name: t.phoneField.country });
		expect(await country.inputValue()).toBe("SK");
		await country.selectOption("");
		await field(page, t.phoneField.phone).fill("0987654321");
		await button(page, t.byPhone.phoneNext).click();
		await reads(page, t.phoneField.countryNeeded);
		await country.selectOption("US");
		await button(page, t.byPhone.phoneNext).click();
		await reads(page, t.refusals.fields.malformed);
		await country.selectOption("SK");
		await button(page, t.byPhone.phoneNext).click();
		await arrives(page, t.byPhone.linkTitle);
		await reads(page, t.byPhone.linkSent(masked));
		expect(await page.getByText(number).count()).toBe(0);
		expect(await flawsOf(page)).toEqual([]);

		const message = await flow.world.catcher.waitFor(number, /#token=/);
		expect(message.kind).toBe("sms");
		const pocket = await flow.person(inHand);
		await openEnrolment(pocket.page, house, linkIn(message.text).link);
		await button(pocket.page, t.setUp.have).click();
		const phone = phoneFrom((await link(pocket.page, t.setUp.openHere).getAttribute("href")) ?? "");
		await button(pocket.page, t.setUp.continue).click();
		await field(pocket.page, t.setUp.code).fill(flow.code(phone));
		await button(pocket.page, t.setUp.authenticate).click();
		flow.secret(...(await codesOnScreen(pocket.page)));
		await endConfiguration(pocket.page);
		await arrives(pocket.page, t.enrolment.doneTitle);

		await button(page, t.byPhone.linkDone).click();
		await fillPassword(page, bob);
		await typeCode(page, flow.code(phone));
		await arrives(page, t.account.account);
	});

	it("S56 with a number on record sends the link when asked, or shows the QR code of the same set-up here", async () => {
		const house = await flow.house({ policy: { requirement: "required" } });
		const dora = await house.account({ method: "phoneLink", phone: "+420601234567" });
		const { page } = await flow.person();
		await typePassword(page, house, dora);
		await arrives(page, t.byPhone.linkTitle);
		await reads(page, t.steps.reasons.tenantRequired);
		expect(flow.world.catcher.messages("+420601234567")).toEqual([]);
		await button(page, t.byPhone.linkSend).click();
		await reads(page, t.byPhone.linkSent("+420 ••• 567"));
		await flow.world.catcher.waitFor("+420601234567", /#token=/);
		expect(await flawsOf(page)).toEqual([]);
		await button(page, t.byPhone.linkHere).click();
		await arrives(page, t.setUp.title);
		await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, t.account.account);
	});

	it("S72 S75 is not asked of anybody whose method needs none", async () => {
		const house = await flow.house();
		const eve = await house.account({ requirement: "required" });
		const { page } = await flow.person();
		await typePassword(page, house, eve);
		await arrives(page, t.setUp.title);
		await arrives(page, t.setUp.installTitle);
		expect(await page.getByRole("textbox").count()).toBe(0);
		expect(await page.getByText(t.byPhone.phoneTitle).count()).toBe(0);
	});
});
