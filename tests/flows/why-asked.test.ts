/**
 * Whoever is asked for a second factor reads which rule asks, and whoever is offered none is not sent in circles.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/calls.ts";
import { type Flow, linkIn, openFlow } from "../support/flow.ts";
import {
	arrives,
	button,
	endConfiguration,
	openEnrolment,
	openTwoFactor,
	reads,
	setUpFromApps,
	signIn,
	typePassword,
} from "../support/on-screen.ts";
import { english, spanish } from "../support/said.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

describe("the reason for a second factor", () => {
	it("S175 S179 is the realm's rule where the realm decides: at sign-in, and in the account afterwards", async () => {
		const t = english;
		const house = await flow.house();
		const admin = await house.enrolled({ role: "owner" });
		const bob = await house.account();
		const desk = await flow.person();
		await signIn(flow, desk.page, house, admin);
		const realm = { key: "warehouse", name: "Warehouse", category: "department" };
		const { id } = (await call(desk.page, house, "realms.create", realm)) as { id: string };
		await call(desk.page, house, "users.moveToRealm", { ids: [bob.id], realmId: id });
		await call(desk.page, house, "policy.set", { realmId: id, overrides: { requirement: "required" } });

		const { page } = await flow.person();
		await typePassword(page, house, bob);
		await arrives(page, t.setUp.title);
		await reads(page, t.steps.reasons.realmRequired);
		await setUpFromApps(flow, page);
		await endConfiguration(page);
		await arrives(page, t.account.security);
		await openTwoFactor(page);
		await reads(page, t.account.required.realm);
		expect(await button(page, t.account.disable).count()).toBe(0);
	});

	it("S43 is told in the language of the person who opens an enrolment link", async () => {
		const t = spanish;
		const house = await flow.house();
		const admin = await house.enrolled({ role: "admin" });
		const eva = await house.account({ name: "Eva Esteban", locale: "es", requirement: "required" });
		const desk = await flow.person();
		await signIn(flow, desk.page, house, admin);
		await call(desk.page, house, "users.sendEnrolment", { ids: [eva.id], by: "email" });
		const letter = await flow.world.catcher.waitFor(eva.email, /#token=/);
		const { page } = await flow.person({ locale: "es-ES" });
		await openEnrolment(page, house, linkIn(letter.text).link, t);
		await arrives(page, t.setUp.title);
		await reads(page, t.enrolment.reason("Eva Esteban", house.name));
		await setUpFromApps(flow, page, t);
		await endConfiguration(page, t);
		await arrives(page, t.enrolment.doneTitle);
	});

	it("S174 is none where the organization offers no second factor: no bar, no way to begin one, a sentence instead", async () => {
		const t = english;
		const house = await flow.house({ policy: { requirement: "off" } });
		const carol = await house.account();
		const { page } = await flow.person();
		await signIn(flow, page, house, carol);
		await arrives(page, t.account.security);
		await openTwoFactor(page);
		await reads(page, t.account.notOffered);
		expect(await button(page, t.account.configure).count()).toBe(0);
		expect(await page.getByRole("region", { name: t.account.notices }).count()).toBe(0);
	});
});
