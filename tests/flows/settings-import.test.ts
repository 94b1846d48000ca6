/**
 * Settings > Users > Import users: from a file to people, with a look before, and nothing doubled when it is done again.
 */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Flow, openFlow } from "../support/flow.ts";
import { arrives, button, link, reads } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { openSettingsRoom, rowOf, signInToUsers } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome(/ERR_FAILED.*importFile/));
afterAll(() => flow.close());

async function atImport() {
	const house = await flow.house();
	const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
	const realmId = await house.realm({ key: "tests", name: "Custom Realm" });
	const { page } = await flow.person();
	await signInToUsers(flow, page, house, olga);
	await link(page, "Import users…").click();
	await arrives(page, t.imports.title);
	await page.getByLabel(t.imports.realm, { exact: true }).selectOption({ label: "Custom Realm" });
	return { house, page, realmId };
}

const chooseFile = (page: Page, name: string, text: string) =>
	page
		.getByLabel(t.imports.file, { exact: true })
		.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function peopleIn(realmId: string): Promise<readonly (string | null)[]> {
	const { rows } = await flow.world.database.client.execute({
		sql: "select email from users where realm_id = ? order by email",
		args: [realmId],
	});
	return rows.map(({ email }) => String(email));
}

async function look(page: Page): Promise<void> {
	await button(page, t.imports.look).click();
	await arrives(page, t.imports.previewTitle);
}

const errors = (page: Page) => page.getByRole("table", { name: t.imports.errors });

describe("a CSV file", () => {
	it("S93 is looked at first, with what is wrong in which line, and then imported; again it changes nothing", async () => {
		const { page, house, realmId } = await atImport();
		await page.getByLabel(t.imports.country).selectOption("SK");
		const file = [
			"email,name,phone,notes",
			`ana@${house.slug}.example,Ana Ruiz,0987654321,`,
			`not-an-address,Bela,,`,
			`cid@${house.slug}.example,"Cid, the second",+421987654322,"moved
in May"`,
			`dora@${house.slug}.example,Dora,12,`,
		].join("\n");
		await chooseFile(page, "people.csv", file);
		await look(page);
		await reads(page, t.imports.nothingYet);
		await reads(page, t.imports.create("2"));
		await reads(page, t.imports.error("2"));
		await errors(page).getByRole("row").filter({ hasText: "not-an-address" }).getByText("3", { exact: true }).waitFor();
		const dora = errors(page).getByRole("row").filter({ hasText: "dora@" });
		await dora.getByText("6", { exact: true }).waitFor();
		await dora.getByText(t.imports.fields.phone).waitFor();
		expect(await peopleIn(realmId)).toEqual([]);

		await button(page, t.imports.start("2")).click();
		await arrives(page, t.imports.finishedTitle);
		await reads(page, t.imports.created("2"));
		const both = [`ana@${house.slug}.example`, `cid@${house.slug}.example`];
		expect(await peopleIn(realmId)).toEqual(both);

		await button(page, t.imports.another).click();
		await chooseFile(page, "people.csv", file);
		await look(page);
		await reads(page, t.imports.exists("2"));
		expect(await button(page, /^Import \d/).count()).toBe(0);
		expect(await peopleIn(realmId)).toEqual(both);

		await openSettingsRoom(page, "users");
		await page.getByRole("searchbox").fill("Ana Ruiz");
		await rowOf(page, "Ana Ruiz").getByText(t.people.statuses.invited).waitFor();
	});

	it("S93 with columns of other names is read by the mapping that one chooses", async () => {
		const { page, realmId } = await atImport();
		await page
			.getByLabel(t.imports.paste)
			.fill("wer;wohin\nAna Ruiz;ana@mapped.example\nBela Kiss;bela@mapped.example\n");
		await look(page);
		await page.getByLabel(t.imports.fields.email, { exact: true }).selectOption("wohin");
		await page.getByLabel(t.imports.fields.name, { exact: true }).selectOption("wer");
		await button(page, t.imports.lookAgain).click();
		await button(page, t.imports.start("2")).click();
		await arrives(page, t.imports.finishedTitle);
		expect(await peopleIn(realmId)).toEqual(["ana@mapped.example", "bela@mapped.example"]);
	});

	it("S93 that is large travels in pieces with a progress bar, goes on while one looks elsewhere, and after an interruption", async () => {
		const { page, realmId } = await atImport();
		const rows = Array.from({ length: 1500 }, (_, index) => `many-${index}@large.example,Somebody Number ${index}`);
		await chooseFile(page, "large.csv", `email,name\n${rows.join("\n")}\n`);
		await look(page);
		await reads(page, t.imports.create("1,500"));

		let calls = 0;
		await page.route("**/trpc/users.importFile", async (route) => {
			calls += 1;
			// The second piece is lost on the way.
			await (calls === 2 ? route.abort() : route.continue());
		});
		await button(page, t.imports.start("1,500")).click();
		await reads(page, t.imports.paused);
		expect(await page.getByRole("progressbar").count()).toBe(1);
		const half = await peopleIn(realmId);
		expect(half.length).toBeGreaterThan(0);
		expect(half.length).toBeLessThan(1500);
		await button(page, t.imports.goOn).click();
		await openSettingsRoom(page, "users");
		await link(page, "Import users…").click();
		await arrives(page, t.imports.finishedTitle);
		await reads(page, t.imports.created("1,500"));
		expect(new Set(await peopleIn(realmId)).size).toBe(1500);
		expect(await peopleIn(realmId)).toHaveLength(1500);
	}, 120_000);
});

describe("an LDIF file", () => {
	it("S93 is imported too", async () => {
		const { page, realmId } = await atImport();
		const entry = (name: string, mail: string) =>
			`dn: cn=${name},dc=acme\nobjectClass: person\ncn: ${name}\nmail: ${mail}\n`;
		await chooseFile(
			page,
			"people.ldif",
			`${entry("Ana Ruiz", "ana@ldif.example")}\n${entry("Cid Diaz", "cid@ldif.example")}`,
		);
		await look(page);
		await button(page, t.imports.start("2")).click();
		await arrives(page, t.imports.finishedTitle);
		expect(await peopleIn(realmId)).toEqual(["ana@ldif.example", "cid@ldif.example"]);
	});
});

describe("the form", () => {
	it("S93 says what is missing", async () => {
		const { page } = await atImport();
		await button(page, t.imports.look).click();
		await reads(page, t.imports.fileMissing);
		await page.getByLabel(t.imports.paste).fill("email,name\n");
		await button(page, t.imports.look).click();
		await reads(page, t.imports.empty);
	});
});
