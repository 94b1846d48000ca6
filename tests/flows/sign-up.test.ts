/**
 * An organization signs up by itself and its owner reaches the first protected page, in a real browser.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, linkIn, openFlow, PASSWORD } from "../support/flow.ts";
import { arrives, button, field, fillPassword, focused, link, reads, secretField } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { quietAgain } from "../support/slow-line.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("signing up an organization", () => {
	it("S143 S163 goes from the front page over the letter to the account without talking to anybody", async () => {
		const { page } = await flow.person();
		flow.secret(PASSWORD);
		await page.goto("/");
		await link(page, t.tenants.signUpCall).click();
		await field(page, t.tenants.organization).fill("Blue Kite Labs");
		expect(await field(page, t.tenants.slug).inputValue()).toBe("blue-kite-labs");
		await reads(page, t.tenants.slugFree);
		await field(page, t.tenants.name).fill("Olga Owner");
		await field(page, t.tenants.email).fill("olga@kite.example");
		await secretField(page, t.tenants.password).fill(PASSWORD);
		await button(page, t.tenants.create).click();
		await arrives(page, t.tenants.sentTitle);
		await reads(page, t.tenants.sent("olga@kite.example"));

		const letter = await flow.world.catcher.waitFor("olga@kite.example", /Confirm your e-mail/);
		const { link: address, token } = linkIn(letter.text);
		expect(address).toBe(`${flow.world.origin}/t/blue-kite-labs/verify#token=${token}`);
		await page.goto(address);
		await button(page, t.users.verify("Blue Kite Labs")).click();
		await reads(page, t.users.verified);
		expect(page.url()).toBe(`${flow.world.origin}/t/blue-kite-labs/verify`);

		await link(page, t.users.toSignIn).click();
		await fillPassword(page, { email: "olga@kite.example", password: PASSWORD });
		await arrives(page, t.account.account);
		await reads(page, "olga@kite.example");
		expect(page.url()).toContain("/t/blue-kite-labs/account");
	});

	it("S143 gives the address no power before the letter's link was followed, and sends another letter", async () => {
		const { page } = await flow.person();
		await page.goto("/signup");
		await field(page, t.tenants.organization).fill("Early Bird");
		await field(page, t.tenants.name).fill("Eve Early");
		await field(page, t.tenants.email).fill("eve@early.example");
		await secretField(page, t.tenants.password).fill(PASSWORD);
		await button(page, t.tenants.create).click();
		await link(page, t.tenants.toSignIn).click();
		await fillPassword(page, { email: "eve@early.example", password: PASSWORD });
		await arrives(page, t.steps.verifyTitle);
		await page.goto("/t/early-bird/account");
		await arrives(page, t.login.signIn);
		await expect.poll(() => flow.world.catcher.messages("eve@early.example").length).toBe(2);
	});

	it("T105 opens no door by the letter's link alone: a person says so, once, and a lost answer can be asked for again", async () => {
		const { page } = await flow.person();
		await page.goto("/signup");
		await field(page, t.tenants.organization).fill("Slow Door");
		await field(page, t.tenants.name).fill("Sam Slow");
		await field(page, t.tenants.email).fill("sam@slow.example");
		await secretField(page, t.tenants.password).fill(PASSWORD);
		await button(page, t.tenants.create).click();
		const letter = await flow.world.catcher.waitFor("sam@slow.example", /Confirm your e-mail/);
		const status = async () =>
			(await flow.world.database.client.execute("select status from users where email = 'sam@slow.example'")).rows[0]
				?.status;
		const acts: string[] = [];
		page.on("request", (request) => request.method() !== "GET" && acts.push(request.url()));
		await page.goto(linkIn(letter.text).link);
		const verify = button(page, t.users.verify("Slow Door"));
		await verify.waitFor();
		await reads(page, t.users.verifyReason("Slow Door"));
		await reads(page, t.users.verifyNot);
		await quietAgain(page);
		expect(acts).toEqual([]);
		expect(await status()).toBe("unverified");
		await expect.poll(() => focused(page)).toBe(`h1: ${t.users.verifyTitle}`);

		await page.route("**/trpc/users.verifyEmail", (route) => route.abort(), { times: 1 });
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await reads(page, t.refusals.troubles.unreachable.say);
		expect(await status()).toBe("unverified");
		await verify.dblclick();
		await reads(page, t.users.verified);
		expect(acts).toHaveLength(2);
		expect(await status()).toBe("active");
		await flow.goHome(/ERR_FAILED.*verifyEmail/);
	});

	it("S143 tells at the field that an address is taken, reserved or malformed", async () => {
		await flow.house({ slug: "taken-one" });
		const { page } = await flow.person();
		await page.goto("/signup");
		const address = field(page, t.tenants.slug);
		await address.fill("taken-one");
		await reads(page, t.tenants.slugReasons.taken);
		await address.fill("gatehouse");
		await reads(page, t.tenants.slugReasons.reserved);
		await address.fill("a--b");
		await button(page, t.tenants.create).click();
		await reads(page, t.tenants.slugReasons.malformed);
		expect(await address.getAttribute("aria-invalid")).toBe("true");
		expect(await field(page, t.tenants.organization).getAttribute("aria-invalid")).toBe("true");
	});

	it("T087 takes the mailed token out of the address bar at once, and a link works once", async () => {
		const house = await flow.house();
		const { email, link: address } = await house.invited();
		const { page } = await flow.person();
		await page.goto(address);
		await arrives(page, t.users.invitationTitle);
		expect(page.url()).toBe(`${flow.world.origin}${house.at("/invitation")}`);
		await secretField(page, t.users.password).fill(PASSWORD);
		await button(page, t.users.accept).click();
		await arrives(page, t.account.account);
		await reads(page, email);

		const { page: another } = await flow.person();
		await another.goto(address);
		await secretField(another, t.users.password).fill("another-quiet-stone");
		await button(another, t.users.accept).click();
		await reads(another, t.refusals.troubles.link_invalid.say);
	});
});
