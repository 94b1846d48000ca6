/**
 * Settings > Users: the list, what it says of everybody, how somebody is found in it, and who may do what from it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Account, type Flow, openFlow } from "../support/flow.ts";
import { arrives, button, fillPassword, link, reads, signIn, typeCode } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { cellOf, menuOf, namesInList, rowOf, signInToUsers } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const names = (page: Parameters<typeof namesInList>[0]) => expect.poll(() => namesInList(page));

/** More people like this one, without the work of making a password for each. */
async function copies(of: Account, count: number): Promise<void> {
	const { client } = flow.world.database;
	const { columns, rows } = await client.execute({ sql: "select * from users where id = ?", args: [of.id] });
	for (let number = 1; number <= count; number += 1) {
		const changed: Record<string, string> = {
			id: `usr_copy${number}`,
			email: `copy-${number}@${of.email}`,
			name: `Person ${number}`,
		};
		await client.execute({
			sql: `insert into users (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
			args: columns.map((column, index) => changed[column] ?? rows[0]?.[index] ?? null),
		});
	}
}

describe("the list", () => {
	it("S49 S71 S83 S186 S187 stands at Settings > Users and says how everybody stands, also when that changes", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
		const nora = await house.enrolled({ name: "Nora Never" });
		await house.account({ name: "Otto Off" });
		await house.account({ name: "Rita Required", requirement: "required" });
		const { page } = await flow.person();
		await signInToUsers(flow, page, house, olga);
		await arrives(page, "Users");
		const headings = ["Name", "E-mail", "Realm", "Role", "2FA status", "2FA required", "Locked", "Last sign-in"];
		for (const heading of headings) await page.getByRole("columnheader", { name: heading, exact: true }).waitFor();

		expect(await cellOf(page, "Olga Owner", "2FA status")).toBe("On");
		expect(await cellOf(page, "Nora Never", "2FA status")).toBe("On, never used");
		expect(await cellOf(page, "Otto Off", "2FA status")).toBe("Off");
		expect(await cellOf(page, "Otto Off", "2FA required")).toBe("No");
		expect(await cellOf(page, "Rita Required", "2FA required")).toBe(`Yes${t.people.because.user}`);
		expect(await cellOf(page, "Olga Owner", "Role")).toBe("Owner");
		expect(await cellOf(page, "Otto Off", "Last sign-in")).toBe("Never");

		const { page: elsewhere } = await flow.person();
		await signIn(flow, elsewhere, house, nora);
		await page.reload();
		await rowOf(page, "Nora Never").waitFor();
		expect(await cellOf(page, "Nora Never", "2FA status")).toBe("On");
	});

	it("S76 S82 S186 finds people by words, realm, role, status and second factor, and sorts them", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
		const realmId = await house.realm({ key: "tests", name: "Custom Realm" });
		await house.account({ name: "Test Person", realmId });
		await house.account({ name: "Abel Auditor", role: "auditor" });
		const dan = await house.account({ name: "Dan Disabled" });
		await flow.world.database.client.execute({
			sql: "update users set status = 'disabled' where id = ?",
			args: [dan.id],
		});
		const { page } = await flow.person();
		await signInToUsers(flow, page, house, olga);
		await names(page).toEqual(["Abel Auditor", "Dan Disabled", "Olga Owner", "Test Person"]);
		expect(await cellOf(page, "Test Person", "Realm")).toBe("Custom Realm");
		expect(await cellOf(page, "Olga Owner", "Realm")).toBe(`${house.slug}.example`);

		await page.getByRole("searchbox").fill("per");
		await names(page).toEqual(["Test Person"]);
		await page.getByRole("searchbox").fill("nobody of this name");
		await reads(page, t.people.emptyFiltered);
		await button(page, t.people.clearFilters).click();
		const filters = [
			["Realm", "Custom Realm", ["Test Person"]],
			["Role", "Auditor", ["Abel Auditor"]],
			["Status", "Disabled", ["Dan Disabled"]],
			["2FA status", "On", ["Olga Owner"]],
		] as const;
		for (const [label, option, found] of filters) {
			await page.getByLabel(label, { exact: true }).selectOption({ label: option });
			await names(page).toEqual(found);
			await page.reload();
			await names(page).toEqual(found);
			await page.getByLabel(label, { exact: true }).selectOption({ label: "Any" });
			await names(page).toHaveLength(4);
		}
		await button(page, "Name").click();
		await names(page).toEqual(["Test Person", "Olga Owner", "Dan Disabled", "Abel Auditor"]);
		await expect
			.poll(() => page.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort"))
			.toBe("descending");
		await button(page, "2FA status").click();
		await expect.poll(async () => (await namesInList(page)).at(-1)).toBe("Olga Owner");
	});

	it("tells whom somebody looks for in no address that is sent, and finds the same list again by its own", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
		await house.account({ name: "Zelda Sought", role: "auditor" });
		await house.account({ name: "Abel Auditor", role: "auditor" });
		const { page } = await flow.person();
		await signInToUsers(flow, page, house, olga);
		const sent: string[] = [];
		page.on("request", (request) => sent.push(`${request.url()} ${request.headers().referer ?? ""}`));
		await page.getByRole("searchbox").fill("zelda");
		await page.getByLabel("Role", { exact: true }).selectOption({ label: "Auditor" });
		await names(page).toEqual(["Zelda Sought"]);
		expect(new URL(page.url())).toMatchObject({ search: "?role=auditor", hash: "#search=zelda" });
		await page.reload();
		await names(page).toEqual(["Zelda Sought"]);
		expect(await page.getByRole("searchbox").inputValue()).toBe("zelda");
		await link(page, "Zelda Sought").click();
		await arrives(page, "Zelda Sought");
		await page.goBack();
		await names(page).toEqual(["Zelda Sought"]);
		expect(sent.filter((line) => /users\.list/.test(line)).length).toBeGreaterThan(1);
		expect(sent.filter((line) => /zelda/i.test(line))).toEqual([]);
	});

	it("S37 shows many people piece by piece and never one of them twice", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
		await copies(await house.account({ name: "Person 0" }), 59);
		const { page } = await flow.person();
		await signInToUsers(flow, page, house, olga);
		await reads(page, t.lists.shownOf("50", "61"));
		await button(page, t.lists.showMore).click();
		await reads(page, t.lists.shownOf("61", "61"));
		expect(new Set(await namesInList(page)).size).toBe(61);
		expect(await button(page, t.lists.showMore).count()).toBe(0);
	});
});

describe("who may do what", () => {
	it("S50 S51 S40 the row menu has “Two-factor authentication” > “Enable” with both options; keys open and close it", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
		await house.account({ name: "Otto Off" });
		const { page } = await flow.person();
		await signInToUsers(flow, page, house, olga);
		await menuOf(page, "Otto Off").focus();
		await page.keyboard.press("Enter");
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("Enter");
		const option = page.getByRole("menuitem", { name: "Gatehouse on the phone" });
		await option.waitFor();
		expect(await option.locator("svg").count()).toBe(1);
		expect(await page.getByRole("menuitem", { name: "Authenticator app (third party)" }).count()).toBe(1);
		expect(await page.getByRole("menuitem", { name: "Unlock" }).count()).toBe(0);
		await page.keyboard.press("Escape");
		expect(await page.getByRole("menu").count()).toBe(0);
		await expect.poll(() => menuOf(page, "Otto Off").evaluate((it) => it === document.activeElement)).toBe(true);
	});

	it("S40 a realm administrator acts on members of their realm and on nobody else; an auditor acts on nobody", async () => {
		const house = await flow.house();
		await house.enrolled({ name: "Olga Owner", role: "owner" });
		const rosa = await house.enrolled({ name: "Rosa Realm", role: "realmAdmin" });
		const abel = await house.enrolled({ name: "Abel Auditor", role: "auditor" });
		const realmId = await house.realm({ key: "tests", name: "Custom Realm" }, rosa);
		await house.account({ name: "Test Person", realmId });
		await house.account({ name: "Ada Admin", role: "admin", realmId });

		const { page } = await flow.person();
		await signInToUsers(flow, page, house, rosa);
		await rowOf(page, "Test Person").waitFor();
		expect(await menuOf(page, "Test Person").count()).toBe(1);
		expect(await menuOf(page, "Ada Admin").count()).toBe(0);
		expect(await rowOf(page, "Olga Owner").count()).toBe(0);
		expect(await link(page, t.settings.tabs.organization).count()).toBe(0);

		const { page: reading } = await flow.person();
		await signInToUsers(flow, reading, house, abel);
		await rowOf(reading, "Olga Owner").waitFor();
		expect(await namesInList(reading)).toHaveLength(5);
		expect(await reading.getByRole("checkbox").count()).toBe(0);
		expect(await reading.getByRole("button", { name: /^Actions/ }).count()).toBe(0);
		expect(await link(reading, t.people.add).count()).toBe(0);
		await link(reading, "Test Person").click();
		await reads(reading, t.person.readOnly);
		expect(await button(reading, t.person.save).count()).toBe(0);
		expect(await button(reading, t.person.send).count()).toBe(0);
	});

	it("S40 a member finds no way to Settings, and nothing there", async () => {
		const house = await flow.house();
		const otto = await house.account({ name: "Otto Off" });
		const { page } = await flow.person();
		await signIn(flow, page, house, otto);
		expect(await link(page, "Settings").count()).toBe(0);
		await page.goto(house.at("/settings/users"));
		await arrives(page, t.settings.membersTitle);
		expect(await page.getByRole("table").count()).toBe(0);
	});

	it("sends somebody without a session to the door and back", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
		const { page } = await flow.person();
		await page.goto(house.at("/settings/realms"));
		await button(page, t.login.signIn).waitFor();
		await fillPassword(page, olga);
		await typeCode(page, flow.code(olga.phone));
		await arrives(page, t.settings.settings);
		expect(page.url()).toMatch(/\/settings\/realms$/);
	});
});
