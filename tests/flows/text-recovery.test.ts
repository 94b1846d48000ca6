/**
 * App and recovery codes are gone, the number still reaches its owner: where the tenant allows it, a text message opens the set-up.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import {
	arrives,
	button,
	endConfiguration,
	field,
	openRoom,
	reads,
	setUpFromApps,
	signIn,
	signOut,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const number = "+421987654321";
const masked = "+421 ••• 321";
const offer = /Send a code to my phone, \+421\s•••\s321/;

/** The code of the newest message to the number. */
async function codeFrom(to: string): Promise<string> {
	const message = await flow.world.catcher.waitFor(to, /\b\d{8}\b/);
	const code = /\b\d{8}\b/.exec(message.text)?.[0] ?? "";
	flow.secret(code);
	return code;
}

describe("recovery by text message", () => {
	it("S63 S64 sends a code to the number on record and to no other; a wrong one resets nothing, a right one opens the set-up", async () => {
		const house = await flow.house({ policy: { textRecovery: true } });
		const alice = await house.enrolled({ phone: number });
		await house.enrolled({ phone: "+421911111111" });
		const { page } = await flow.person();
		await typePassword(page, house, alice);
		await arrives(page, t.steps.codeTitle);
		expect(await page.getByText(masked).count()).toBe(0);
		await button(page, "Reset two-factor authentication settings").click();
		await button(page, offer).click();
		await arrives(page, t.byPhone.textTitle);
		await reads(page, /We sent a code to/);
		expect(await flawsOf(page)).toEqual([]);
		const code = await codeFrom(number);
		const texts = flow.world.catcher.messages().filter(({ kind }) => kind === "sms");
		expect(texts.map(({ to }) => to)).toEqual([number]);
		expect(texts[0]?.text).toContain(house.name);

		await field(page, t.byPhone.textCode).fill("1234567");
		await button(page, t.steps.resetConfirm).click();
		await reads(page, t.byPhone.textCodeWrong);
		await field(page, t.byPhone.textCode).fill(code === "00000000" ? "00000001" : "00000000");
		await button(page, t.steps.resetConfirm).click();
		await reads(page, t.refusals.troubles.code_wrong.say);
		const elsewhere = await flow.person();
		await signIn(flow, elsewhere.page, house, alice);

		await field(page, t.byPhone.textCode).fill(code);
		await button(page, t.steps.resetConfirm).click();
		await arrives(page, t.setUp.title);
		await reads(page, t.steps.reasons.reset);
		const { phone } = await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, t.account.account);

		await signOut(page);
		await typePassword(page, house, alice);
		await typeCode(page, flow.code(alice.phone));
		await reads(page, t.refusals.troubles.code_wrong.say);
		await typeCode(page, flow.code(phone));
		await arrives(page, t.account.account);
	});

	it("S64 another code replaces the first, which is refused then", async () => {
		const house = await flow.house({ policy: { textRecovery: true } });
		const alice = await house.enrolled({ phone: "+421922222222" });
		const { page } = await flow.person();
		await typePassword(page, house, alice);
		await button(page, t.steps.resetFactor).click();
		await button(page, /Send a code to my phone/).click();
		await arrives(page, t.byPhone.textTitle);
		const first = await codeFrom("+421922222222");
		await button(page, t.byPhone.textAgain).click();
		await reads(page, t.byPhone.textSentAgain);
		await expect.poll(() => flow.world.catcher.messages("+421922222222").length).toBe(2);
		const second = await codeFrom("+421922222222");
		await field(page, t.byPhone.textCode).fill(first);
		await button(page, t.steps.resetConfirm).click();
		await reads(page, t.refusals.troubles.code_wrong.say);
		await field(page, t.byPhone.textCode).fill(second);
		await button(page, t.steps.resetConfirm).click();
		await arrives(page, t.setUp.title);
	});

	it("S63 S190 is not offered where the tenant does not allow it or no number is known; whom to ask stands there", async () => {
		const without = await flow.house();
		const bob = await without.enrolled({ phone: number });
		const allowed = await flow.house({ policy: { textRecovery: true } });
		const carol = await allowed.enrolled();
		for (const [house, person] of [
			[without, bob],
			[allowed, carol],
		] as const) {
			const { page } = await flow.person();
			await typePassword(page, house, person);
			await button(page, t.steps.resetFactor).click();
			await arrives(page, t.steps.resetTitle);
			await page.waitForLoadState("networkidle");
			expect(await button(page, /Send a code/).count()).toBe(0);
			await page.getByRole("link", { name: `help@${house.slug}.example` }).waitFor();
		}
	});

	it("S65 the number cannot be changed by its owner while it is a way back in, and the page says why", async () => {
		const house = await flow.house({ policy: { textRecovery: true } });
		const alice = await house.enrolled({ phone: number });
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await openRoom(page, "profile");
		expect(await field(page, t.phoneField.phone).inputValue()).toBe(number);
		await field(page, t.phoneField.phone).fill("+421933333333");
		await button(page, t.users.save).click();
		await reads(page, t.refusals.troubles.phone_fixed.say);
		expect(await flawsOf(page)).toEqual([]);
		await page.reload();
		await page.getByRole("heading", { name: t.users.profile }).waitFor();
		expect(await field(page, t.phoneField.phone).inputValue()).toBe(number);
	});
});
