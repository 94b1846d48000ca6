/**
 * Switching the second factor off again, where nothing requires it; and the bar that asks for it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wrongCode } from "../support/acts.ts";
import { type Flow, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	endConfiguration,
	field,
	fillPassword,
	openRoom,
	openTwoFactor,
	reads,
	secretField,
	setUpFromApps,
	signIn,
	signOut,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

async function atDisable() {
	const house = await flow.house();
	const alice = await house.enrolled();
	const { page } = await flow.person();
	await signIn(flow, page, house, alice);
	await openRoom(page, "security");
	await openTwoFactor(page);
	await button(page, "Disable 2FA").click();
	await reads(page, t.account.disableStep(1));
	return { house, alice, page };
}

describe("disabling", () => {
	it("S30 S31 S32 S33 S188 takes password, code and “Confirm”; then the password alone opens the account", async () => {
		const { house, alice, page } = await atDisable();
		await secretField(page, t.account.passwordLabel).fill(alice.password);
		await button(page, "Disable").click();
		await reads(page, t.account.disableStep(2));
		await field(page, t.account.codeLabel).fill(flow.code(alice.phone));
		await button(page, t.account.continue).click();
		await reads(page, t.account.disableStep(3));

		// Before "Confirm" it is still on: elsewhere a code is asked for.
		const { page: elsewhere } = await flow.person();
		await elsewhere.goto(house.at("/signin"));
		await fillPassword(elsewhere, alice);
		await arrives(elsewhere, t.steps.codeTitle);

		await button(page, "Confirm").click();
		await reads(page, t.account.disabled);
		await page.getByText("Off", { exact: true }).waitFor();
		await signOut(page);
		await fillPassword(page, alice);
		await arrives(page, t.account.account);
	});

	it("S31 S32 stays on with a wrong password and with a wrong code, and leads back to the step that was wrong", async () => {
		const { alice, page } = await atDisable();
		const through = async (password: string, code: string) => {
			await secretField(page, t.account.passwordLabel).fill(password);
			await button(page, t.account.disableNext).click();
			await field(page, t.account.codeLabel).fill(code);
			await button(page, t.account.continue).click();
			await button(page, t.account.confirm).click();
		};
		await through("not-the-password", flow.code(alice.phone));
		await reads(page, t.frame.wrongPassword);
		await reads(page, t.account.disableStep(1));
		await through(alice.password, wrongCode(alice.phone, flow.world.catcher.now()));
		await reads(page, t.refusals.troubles.code_wrong.say);
		await reads(page, t.account.disableStep(2));
		await button(page, t.account.cancel).click();
		await page.getByText("On", { exact: true }).waitFor();
	});

	it("S32 works with a recovery code", async () => {
		const { alice, page } = await atDisable();
		await secretField(page, t.account.passwordLabel).fill(alice.password);
		await button(page, t.account.disableNext).click();
		await field(page, t.account.codeLabel).fill(alice.recoveryCodes[2] ?? "");
		await button(page, t.account.continue).click();
		await button(page, t.account.confirm).click();
		await reads(page, t.account.disabled);
	});

	it("S188 S189 is not offered where the tenant or an administrator requires it", async () => {
		const required = await flow.house({ policy: { requirement: "required" } });
		const open = await flow.house();
		const people = [
			{ house: required, account: await required.enrolled(), why: t.account.required.tenant },
			{ house: open, account: await open.enrolled({ requirement: "required" }), why: t.account.required.user },
		];
		for (const { house, account, why } of people) {
			const { page } = await flow.person();
			await signIn(flow, page, house, account);
			await openRoom(page, "security");
			await openTwoFactor(page);
			await reads(page, why);
			expect(await button(page, t.account.newPhone).isVisible()).toBe(true);
			expect(await page.getByRole("button", { name: /disable/i }).count()).toBe(0);
		}
	});
});

describe("the bar of notices", () => {
	it("S174 S178 offers a set-up that can wait, demands one that cannot, and is gone once it is done", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await reads(page, t.account.setUpOffered);
		await button(page, t.account.notNow).click();
		expect(await page.getByText(t.account.setUpOffered).count()).toBe(0);

		await flow.world.database.client.execute({
			sql: "update users set requirement = 'required' where id = ?",
			args: [carol.id],
		});
		await page.reload();
		for (const room of ["profile", "browsers", "sessions", "security"] as const) {
			await page.goto(house.at(`/account/${room}`));
			await arrives(page, t.account.setUpFirst);
			await reads(page, t.account.setUpLimited);
			expect(await button(page, t.account.notNow).count()).toBe(0);
		}
		await secretField(page, t.setUp.password).fill(carol.password);
		await button(page, t.setUp.enable).click();
		await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, t.account.security);
		expect(await page.getByRole("region", { name: t.account.notices }).count()).toBe(0);
	});
});
