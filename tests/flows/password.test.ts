/**
 * A forgotten password and a changed one: neither gets past the second factor.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, linkIn, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	field,
	fillPassword,
	link,
	openRoom,
	reads,
	secretField,
	signIn,
	signOut,
	typeCode,
} from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";

const NEW_PASSWORD = "another-quiet-stone";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
	flow.secret(NEW_PASSWORD);
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("a forgotten password", () => {
	it("T048 T087 is chosen anew by letter, which neither signs in nor passes the second factor", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await page.goto(house.at("/signin"));
		await link(page, t.login.forgot).click();
		await arrives(page, t.passwords.requestTitle);
		await field(page, t.passwords.email).fill(alice.email);
		await button(page, t.passwords.request).click();
		await reads(page, t.passwords.sent(alice.email));
		const letter = await flow.world.catcher.waitFor(alice.email, /#token=/);

		await page.goto(linkIn(letter.text).link);
		await arrives(page, t.passwords.chooseTitle);
		expect(page.url()).toBe(`${flow.world.origin}${house.at("/reset")}`);
		await secretField(page, t.passwords.newPassword).fill("short");
		await button(page, t.passwords.choose).click();
		await reads(page, t.passwords.short(8));
		await secretField(page, t.passwords.newPassword).fill(NEW_PASSWORD);
		await button(page, t.passwords.choose).click();
		await reads(page, t.passwords.chosen);
		await page.goto(house.at("/account"));
		await arrives(page, t.login.signIn);
		await fillPassword(page, alice);
		await reads(page, t.refusals.troubles.credentials_wrong.say);
		await fillPassword(page, { email: alice.email, password: NEW_PASSWORD });
		await arrives(page, t.steps.codeTitle);
		await page.goto(house.at("/account/sessions"));
		await arrives(page, t.steps.codeTitle);
		await typeCode(page, flow.code(alice.phone));
		await arrives(page, t.account.account);
	});

	it("T048 says the same for an address that nobody has, and an old link asks for a new letter", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page } = await flow.person();
		await page.goto(house.at("/reset"));
		await field(page, t.passwords.email).fill("nobody@nowhere.example");
		await button(page, t.passwords.request).click();
		await reads(page, t.passwords.sent("nobody@nowhere.example"));
		await page.goto(house.at("/reset"));
		await field(page, t.passwords.email).fill(alice.email);
		await button(page, t.passwords.request).click();
		const letter = await flow.world.catcher.waitFor(alice.email, /#token=/);
		flow.passMinutes(31);
		await page.goto(linkIn(letter.text).link);
		await secretField(page, t.passwords.newPassword).fill(NEW_PASSWORD);
		await button(page, t.passwords.choose).click();
		await reads(page, t.refusals.troubles.link_invalid.say);
		await button(page, t.passwords.askAgain).click();
		await arrives(page, t.passwords.requestTitle);
	});
});

describe("a changed password", () => {
	it("T078 takes the current one and a code, ends the other sessions, and counts from the next sign-in", async () => {
		const house = await flow.house();
		const alice = await house.enrolled();
		const { page: elsewhere } = await flow.person();
		await signIn(flow, elsewhere, house, alice);
		const { page } = await flow.person();
		await signIn(flow, page, house, alice);
		await openRoom(page, "security");
		await button(page, t.account.changePassword).click();
		const change = async (current: string, next: string) => {
			await secretField(page, t.passwords.current).fill(current);
			await secretField(page, t.passwords.newPassword).fill(next);
			await field(page, t.passwords.code).fill(flow.code(alice.phone));
			await button(page, t.passwords.change).click();
		};
		await change("not-the-password", NEW_PASSWORD);
		await reads(page, t.frame.wrongPassword);
		await change(alice.password, "password123");
		await reads(page, t.refusals.fields.common);
		await change(alice.password, NEW_PASSWORD);
		await reads(page, t.passwords.changed);

		await elsewhere.reload();
		await arrives(elsewhere, t.login.signIn);
		await signOut(page);
		await fillPassword(page, { email: alice.email, password: NEW_PASSWORD });
		await arrives(page, t.steps.codeTitle);
	});
});
