/**
 * The whole way in and around the account in Spanish, and the switch between the languages on every page.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { wrongCode } from "../support/acts.ts";
import { type Flow, linkIn, openFlow } from "../support/flow.ts";
import { flawsInSpanish } from "../support/in-spanish.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	fillPassword,
	openRoom,
	openTwoFactor,
	proveAnew,
	reads,
	scan,
	signIn,
	signOut,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { english, spanish as t } from "../support/said.ts";

const SPANIARD = { locale: "es-ES" };

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

/** The screen is Spanish throughout, fine to look at, and fits a small phone with the longer words too. */
async function isSpanish(page: Page): Promise<void> {
	expect(await flawsInSpanish(page)).toEqual([]);
}

describe("in Spanish", () => {
	it("S34 a person signs in for the first time and sets up the second factor", async () => {
		const house = await flow.house({ policy: { requirement: "required", setUpSheet: true } });
		const rita = await house.account({ locale: "es", name: "Rita Reyes" });
		const { page } = await flow.person(SPANIARD);
		await typePassword(page, house, { ...rita, password: "no-es-esta" }, t);
		await reads(page, t.refusals.troubles.credentials_wrong.say);
		await isSpanish(page);
		await fillPassword(page, rita, t);
		await arrives(page, t.setUp.installTitle);
		await isSpanish(page);
		await button(page, t.setUp.have).click();
		const { phone } = await scan(flow, page);
		await button(page, t.setUp.manual).click();
		await isSpanish(page);
		await button(page, t.setUp.continue).click();
		await field(page, t.setUp.code).fill(wrongCode(phone, flow.world.catcher.now()));
		await button(page, t.setUp.authenticate).click();
		await reads(page, t.refusals.troubles.code_wrong.say);
		await isSpanish(page);
		await field(page, t.setUp.code).fill(flow.code(phone));
		await button(page, t.setUp.authenticate).click();
		flow.secret(...(await codesOnScreen(page, t)));
		await isSpanish(page);
		await endConfiguration(page, t);
		await arrives(page, t.account.account);
		await openTwoFactor(page, t);
		await isSpanish(page);
		const letter = await flow.world.catcher.waitFor(rita.email, /./);
		expect(letter.text).toMatch(/^Hola/);
	});

	it("S34 the code step, the ways without a phone, and every room of the account", async () => {
		const house = await flow.house();
		const alice = await house.enrolled({ locale: "es" });
		const { page } = await flow.person(SPANIARD);
		await typePassword(page, house, alice, t);
		await arrives(page, t.steps.codeTitle);
		await isSpanish(page);
		alice.phone.clockAheadMs = 5 * 60_000;
		await typeCode(page, flow.code(alice.phone), t);
		await reads(page, /el reloj de tu teléfono va unos 5 minutos adelantado/);
		alice.phone.clockAheadMs = 0;
		await button(page, t.steps.resetFactor).click();
		await arrives(page, t.steps.resetTitle);
		await isSpanish(page);
		await button(page, t.steps.back).click();
		await button(page, t.steps.useRecovery).click();
		await arrives(page, t.steps.recoveryTitle);
		await isSpanish(page);
		await field(page, t.steps.recoveryCode).fill(alice.recoveryCodes[0] ?? "");
		await button(page, t.steps.useCode).click();
		await arrives(page, t.account.account);
		for (const room of ["profile", "browsers", "sessions", "security"] as const) {
			await openRoom(page, room, t);
			await isSpanish(page);
		}
		flow.passMinutes(11);
		await button(page, t.account.showCodes).click();
		await proveAnew(flow, page, alice.phone, t);
		await reads(page, t.codes.left(9, 10));
		await isSpanish(page);
		await signOut(page, t);
	});

	it("S34 signing up and the letter are in the language of the page", async () => {
		const { page } = await flow.person(SPANIARD);
		flow.secret("piedra-tranquila-rio");
		await page.goto("/");
		await isSpanish(page);
		await page.goto("/signup");
		await field(page, t.tenants.organization).fill("Cometa Azul");
		await reads(page, t.tenants.slugFree);
		await field(page, t.tenants.name).fill("Olga Olmo");
		await field(page, t.tenants.email).fill("olga@cometa.example");
		await page.getByLabel(t.tenants.password, { exact: true }).fill("piedra-tranquila-rio");
		await isSpanish(page);
		await button(page, t.tenants.create).click();
		await arrives(page, t.tenants.sentTitle);
		const letter = await flow.world.catcher.waitFor("olga@cometa.example", /Hola/);
		await page.goto(linkIn(letter.text).link);
		await reads(page, t.users.verifyReason("Cometa Azul"));
		await isSpanish(page);
		await button(page, t.users.verify("Cometa Azul")).click();
		await reads(page, t.users.verified);
		await isSpanish(page);
	});
});

describe("the language", () => {
	it("S34 can be switched on every page, and stays so", async () => {
		const house = await flow.house();
		const carol = await house.account();
		const { page } = await flow.person();
		const paths = [
			"/",
			"/signup",
			"/help",
			"/help/clock",
			house.at("/signin"),
			house.at("/reset"),
			house.at("/verify"),
		];
		for (const path of paths) {
			await page.goto(path);
			await button(page, "Español").click();
			await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("es");
			const inSpanish = await page.getByRole("heading").first().textContent();
			await button(page, "English").click();
			await expect.poll(() => page.getByRole("heading").first().textContent()).not.toBe(inSpanish);
		}
		await signIn(flow, page, house, carol);
		await button(page, "Español").click();
		await arrives(page, t.account.account);
		await page.reload();
		await arrives(page, t.account.account);
		expect(await button(page, "Español").getAttribute("aria-pressed")).toBe("true");
	});

	it("S34 follows the profile, where it can be changed too", async () => {
		const house = await flow.house();
		const rita = await house.account({ locale: "es" });
		const { page } = await flow.person();
		await typePassword(page, house, rita);
		await arrives(page, t.account.account);
		await openRoom(page, "profile", t);
		await page.getByLabel(t.users.language).selectOption("en");
		await button(page, t.users.save).click();
		await reads(page, english.users.saved);
		await arrives(page, english.account.account);
	});
});
