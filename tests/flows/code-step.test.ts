/**
 * The second step of a sign-in: what the code field takes, what a wrong code is told, and the ways out.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wrongCode } from "../support/acts.ts";
import { type Flow, openFlow } from "../support/flow.ts";
import { Keyboard } from "../support/keyboard.ts";
import { arrives, button, field, fillPassword, link, reads, typeCode, typePassword } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function atCodeStep(overrides: Parameters<Flow["house"]>[0] = {}) {
	const house = await flow.house(overrides);
	const alice = await house.enrolled();
	const { page } = await flow.person();
	await typePassword(page, house, alice);
	await arrives(page, t.steps.codeTitle);
	return { house, alice, page };
}

describe("the code step", () => {
	it("S17 S116 takes a pasted code with a space, and shows nothing of the account before it", async () => {
		const { alice, page } = await atCodeStep();
		expect(await page.getByText(alice.name).count()).toBe(0);
		const code = field(page, t.steps.code);
		expect(await code.getAttribute("autocomplete")).toBe("one-time-code");
		expect(await code.getAttribute("inputmode")).toBe("numeric");
		const digits = flow.code(alice.phone);
		await code.focus();
		await page.keyboard.insertText(`${digits.slice(0, 3)} ${digits.slice(3)}`);
		await page.keyboard.press("Enter");
		await arrives(page, t.account.account);
	});

	it("S1 S114 S145 is passed by keyboard alone: e-mail, password, box, code", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		const keys = new Keyboard(page);
		await keys.type(alice.email);
		await keys.to("textbox", t.login.password);
		await keys.type(alice.password);
		await page.keyboard.press("Enter");
		await arrives(page, t.steps.codeTitle);
		await keys.to("checkbox", t.steps.trust(30));
		await page.keyboard.press("Space");
		await page.keyboard.press("Shift+Tab");
		await keys.type(flow.code(alice.phone));
		await page.keyboard.press("Enter");
		await arrives(page, t.account.account);
		await keys.press("button", t.account.signOut);
		await arrives(page, t.login.signIn);
	});

	it("S17 tells a wrong length or letters at the field without asking the worker", async () => {
		const { page } = await atCodeStep();
		const asked: string[] = [];
		page.on("request", (request) => asked.push(request.url()));
		for (const shape of ["12345", "1234567", "12a456", ""]) {
			await typeCode(page, shape);
			await reads(page, t.steps.codeWrong);
			expect(await field(page, t.steps.code).getAttribute("aria-invalid")).toBe("true");
		}
		expect(asked.filter((url) => url.includes("prove"))).toEqual([]);
	});

	it("S121 refuses the code of a phone whose clock is five minutes off, tells by how much, and links the help", async () => {
		const { alice, page } = await atCodeStep();
		alice.phone.clockAheadMs = -5 * 60_000;
		await typeCode(page, flow.code(alice.phone));
		await reads(page, /your phone's clock is about 5 minutes behind/);
		expect(await page.getByRole("link", { name: t.steps.clockHelp }).getAttribute("href")).toBe("/help/clock");
		await arrives(page, t.steps.codeTitle);
		alice.phone.clockAheadMs = 0;
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.account);
	});

	it("S131 refuses a code two minutes after its time and takes the next one", async () => {
		const { alice, page } = await atCodeStep();
		const old = flow.code(alice.phone);
		flow.passMinutes(2);
		await typeCode(page, old);
		await reads(page, /Set its clock to automatic|Wait for the next code/);
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.account);
	});

	it("says after five wrong codes that the sign-in begins again, and the password opens another one", async () => {
		const { alice, page } = await atCodeStep();
		const wrong = wrongCode(alice.phone, flow.world.catcher.now());
		for (let count = 1; count < 5; count += 1) {
			await typeCode(page, wrong);
			await reads(page, t.refusals.troubles.code_wrong.say);
		}
		await typeCode(page, wrong);
		await arrives(page, t.login.signIn);
		await reads(page, t.refusals.troubles.challenge_spent.say);
		await reads(page, t.refusals.troubles.challenge_spent.next);
		await fillPassword(page, alice);
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.account);
	});

	it("S190 names the organization's contact for who lost phone and codes", async () => {
		const { page } = await atCodeStep({ contact: "desk@blue-kite.example" });
		await reads(page, t.steps.lostBoth);
		expect(await link(page, "desk@blue-kite.example").getAttribute("href")).toBe("mailto:desk@blue-kite.example");
	});

	it("S69 stays at the code after a reload, and lets somebody else sign in instead", async () => {
		const { house, alice, page } = await atCodeStep();
		await page.reload();
		await arrives(page, t.steps.codeTitle);
		await reads(page, alice.email);
		await page.goto(house.at("/account"));
		await arrives(page, t.steps.codeTitle);
		await button(page, t.steps.someoneElse).click();
		await arrives(page, t.login.signIn);
		await page.reload();
		await arrives(page, t.login.signIn);
		expect(await field(page, t.login.email).inputValue()).toBe("");
	});

	it("begins again with a sentence when the sign-in was left lying for ten minutes", async () => {
		const { alice, page } = await atCodeStep();
		flow.passMinutes(11);
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.login.signIn);
		await reads(page, t.refusals.troubles.challenge_gone.say);
	});
});
