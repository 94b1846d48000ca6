/**
 * A lost phone: in with a recovery code, down to the last one; and moving to a new phone at sign-in.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type EnrolledAccount, type Flow, type House, newTab, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	fillPassword,
	reads,
	setUpFromApps,
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

async function atRecovery(house: House, alice: EnrolledAccount) {
	const person = await flow.person();
	await typePassword(person.page, house, alice);
	await button(person.page, t.steps.useRecovery).click();
	await arrives(person.page, t.steps.recoveryTitle);
	return person;
}

async function typeRecoveryCode(page: Page, code: string | undefined): Promise<void> {
	await field(page, t.steps.recoveryCode).fill(code ?? "");
	await button(page, t.steps.useCode).click();
}

/** Marks all codes of a person but the first as used. */
async function useAllButOne(alice: EnrolledAccount): Promise<void> {
	await flow.world.database.client.execute({
		sql: "update recovery_codes set used_at = ? where user_id = ? and position > 0",
		args: [flow.world.catcher.now(), alice.id],
	});
}

describe("signing in without the phone", () => {
	it("S24 S160 S165 lets in with a recovery code of eight digits, and tells other lengths plainly", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await atRecovery(house, alice);
		for (const shape of ["1234567", "123456789", "1234567x"]) {
			await typeRecoveryCode(page, shape);
			await reads(page, t.steps.digits8Wrong);
		}
		const code = alice.recoveryCodes[0] ?? "";
		await typeRecoveryCode(page, `${code.slice(0, 4)}-${code.slice(4)}`);
		await arrives(page, t.account.account);
	});

	it("S23 S166 refuses a recovery code the second time", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await atRecovery(house, alice);
		await typeRecoveryCode(page, alice.recoveryCodes[0]);
		await arrives(page, t.account.account);
		await signOut(page);
		await fillPassword(page, alice);
		await button(page, t.steps.useRecovery).click();
		await typeRecoveryCode(page, alice.recoveryCodes[0]);
		await reads(page, t.refusals.troubles.code_wrong.say);
		await typeRecoveryCode(page, alice.recoveryCodes[1]);
		await arrives(page, t.account.account);
	});

	it("S172 demands new codes after the last one; every other page leads back to it until they are saved", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		await useAllButOne(alice);
		const { page, context } = await atRecovery(house, alice);
		await typeRecoveryCode(page, alice.recoveryCodes[0]);
		await arrives(page, t.steps.newCodesTitle);
		for (const path of ["/account", "/account/sessions", "/reset", "/"]) {
			await page.goto(house.at(path));
			await arrives(page, t.steps.newCodesTitle);
			expect(await page.getByRole("button", { name: /cancel|skip|not now|someone else/i }).count()).toBe(0);
		}
		await arrives(await newTab(context, house.at("/account/security")), t.steps.newCodesTitle);
		await button(page, t.steps.makeCodes).click();
		const fresh = await codesOnScreen(page);
		flow.secret(...fresh);
		expect(fresh).toHaveLength(10);
		expect(fresh.filter((code) => alice.recoveryCodes.includes(code))).toEqual([]);
		expect(await button(page, t.codes.end).isDisabled()).toBe(true);
		await endConfiguration(page);
		await arrives(page, t.account.account);
		await signOut(page);
		await fillPassword(page, alice);
		await button(page, t.steps.useRecovery).click();
		await typeRecoveryCode(page, fresh[9]);
		await arrives(page, t.account.account);
	});

	it("S165 takes letters and digits where the tenant's codes are so", async () => {
		const house = await flow.house({ policy: { recoveryCodes: { form: "crockford10" } } });
		const alice = await house.enrolled();
		const { page } = await atRecovery(house, alice);
		await typeRecoveryCode(page, "12345678");
		await reads(page, t.steps.crockford10Wrong);
		await typeRecoveryCode(page, alice.recoveryCodes[0]?.toLowerCase());
		await arrives(page, t.account.account);
	});
});

describe("moving to a new phone at sign-in", () => {
	it("S63 S137 S138 S139 resets with a code, sets up anew, and the old phone counts no more", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await typePassword(page, house, alice);
		await button(page, "Reset two-factor authentication settings").click();
		await field(page, t.steps.eitherCode).fill("000000");
		await button(page, t.steps.resetConfirm).click();
		await reads(page, t.refusals.troubles.code_wrong.say);
		await field(page, t.steps.eitherCode).fill(flow.code(alice.phone));
		await button(page, t.steps.resetConfirm).click();
		await arrives(page, t.setUp.title);
		await reads(page, t.steps.reasons.reset);
		const { phone, key, recoveryCodes } = await setUpFromApps(flow, page);
		expect(key).not.toBe(alice.key);
		expect(recoveryCodes.filter((code) => alice.recoveryCodes.includes(code))).toEqual([]);
		await endConfiguration(page);
		await arrives(page, t.account.account);

		await signOut(page);
		await fillPassword(page, alice);
		await typeCode(page, flow.code(alice.phone));
		await reads(page, t.refusals.troubles.code_wrong.say);
		await typeCode(page, flow.code(phone));
		await arrives(page, t.account.account);
	});

	it("S137 takes a recovery code too, and the old phone works until the new one is confirmed", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await typePassword(page, house, alice);
		await button(page, t.steps.resetFactor).click();
		await field(page, t.steps.eitherCode).fill(alice.recoveryCodes[3] ?? "");
		await button(page, t.steps.resetConfirm).click();
		await arrives(page, t.setUp.installTitle);

		const { page: elsewhere } = await flow.person();
		await typePassword(elsewhere, house, alice);
		await typeCode(elsewhere, flow.code(alice.phone));
		await arrives(elsewhere, t.account.account);
	});
});
