/**
 * Settings > Audit: what happened as plain sentences, found by event, person, day and words, and the export as a file.
 */
import { readFile } from "node:fs/promises";
import type { Download, Page, Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Account, type EnrolledAccount, type Flow, type House, openFlow } from "../support/flow.ts";
import { flawsOf } from "../support/looks.ts";
import { button, field, fillPassword, link, reads, signIn } from "../support/on-screen.ts";
import { english as t } from "../support/said.ts";
import { openSettingsRoom } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const rows = (page: Page) =>
	page
		.getByRole("table", { name: t.audit.title })
		.getByRole("row")
		.filter({ has: page.locator("td") });

/** A wrong password, a realm made by hand, and then the audit of it all. */
async function openAudit(page: Page, house: House, account: Account | EnrolledAccount): Promise<void> {
	await signIn(flow, page, house, account);
	await link(page, t.account.settings).click();
	await openSettingsRoom(page, "audit");
	await rows(page).first().waitFor();
}

async function makeRealm(page: Page, key: string, name: string): Promise<void> {
	await openSettingsRoom(page, "realms");
	await button(page, t.realms.create).click();
	await field(page, t.realms.key).fill(key);
	await field(page, t.realms.name).fill(name);
	await page.getByRole("dialog").getByRole("button", { name: t.realms.save }).click();
	await reads(page, t.realms.created(name));
	await openSettingsRoom(page, "audit");
	await rows(page).first().waitFor();
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), "utf8");

describe("the audit", () => {
	it("says who did what to whom, why, from where and exactly when", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const sam = await house.account({ name: "Sam Stone" });
		const { page: door } = await flow.person();
		await door.goto(house.at("/signin"));
		await fillPassword(door, { ...sam, password: "not-the-password" });
		await reads(door, t.refusals.troubles.credentials_wrong.say);
		const { page } = await flow.person();
		await openAudit(page, house, olga);
		await makeRealm(page, "lab", "Laboratory");
		const made = rows(page).filter({ hasText: "Olga Owner created the realm Laboratory." });
		const said = (await made.textContent()) ?? "";
		expect(said).toContain("Chrome on Linux");
		expect(said).toMatch(/\d{4}, \d{1,2}:\d{2}:\d{2}/);
		await made.getByRole("link", { name: olga.email }).waitFor();
		const refused = rows(page).filter({ hasText: "A sign-in as Sam Stone was refused." });
		expect(await refused.textContent()).toContain("Reason: wrong password");
		await rows(page)
			.filter({ hasText: "Olga Owner signed in with a second factor, by a code from the app." })
			.waitFor();
		expect(await flawsOf(page)).toEqual([]);
	});

	it("is found by event, person, part, day and words, also through the address", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const sam = await house.account({ name: "Sam Stone" });
		const { page: theirs } = await flow.person();
		await signIn(flow, theirs, house, sam);
		const { page } = await flow.person();
		await openAudit(page, house, olga);
		await page.getByLabel(t.audit.event, { exact: true }).selectOption({ label: "Signed in" });
		await expect.poll(() => rows(page).count()).toBe(2);
		await page.getByRole("searchbox", { name: t.audit.search }).fill("stone");
		await button(page, t.audit.apply).click();
		await expect.poll(() => rows(page).count()).toBe(1);
		expect(await rows(page).textContent()).toContain("Sam Stone signed in");
		await page.reload();
		await expect.poll(() => rows(page).count()).toBe(1);
		await button(page, t.audit.clear).click();
		await expect.poll(() => rows(page).count()).toBeGreaterThan(2);

		const person = page.getByLabel(t.audit.person, { exact: true });
		await person.fill("Sam");
		await page.locator("datalist option").first().waitFor({ state: "attached" });
		await person.fill(sam.email);
		await page.getByText(t.audit.only).waitFor();
		await expect
			.poll(async () => (await rows(page).allTextContents()).every((text) => text.includes("Sam")))
			.toBe(true);
		await page.getByLabel(t.audit.part).selectOption({ label: t.audit.parts.actor });
		await expect.poll(() => new URL(page.url()).searchParams.get("actor")).toBe(sam.id);
		await button(page, t.audit.anyone).click();

		await page.getByLabel(t.audit.to, { exact: true }).fill("2020-01-01");
		await button(page, t.audit.apply).click();
		await reads(page, t.audit.empty);
		await page.goBack();
		await expect.poll(() => rows(page).count()).toBeGreaterThan(2);
	});

	it("shows what the last filters find, however late an earlier answer comes", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const { page } = await flow.person();
		await openAudit(page, house, olga);
		const held: (() => Promise<void>)[] = [];
		const isForSignedOut = (request: Request) => request.postData()?.includes("login.signedOut") === true;
		await page.route(/trpc\/audit\.list/, (route) => {
			if (!isForSignedOut(route.request())) return route.continue();
			held.push(() => route.continue());
		});
		const event = page.getByLabel(t.audit.event, { exact: true });
		await event.selectOption({ label: "Signed out" });
		await expect.poll(() => held.length).toBe(1);
		await event.selectOption({ label: "Signed in" });
		await expect.poll(() => rows(page).count()).toBe(1);
		const late = page.waitForResponse((answer) => isForSignedOut(answer.request()));
		await held[0]?.();
		await (await late).finished();
		expect(await rows(page).textContent()).toContain("Olga Owner signed in");
		expect(await page.getByText(t.audit.empty).count()).toBe(0);
	});

	it("T138 is handed over as CSV and JSON Lines with the end of the chain, by an auditor too", async () => {
		const house = await flow.house();
		const ada = await house.enrolled({ role: "auditor", name: "=cmd|' /C calc'!A0" });
		const { page } = await flow.person();
		await openAudit(page, house, ada);
		const exported = async (name: string) => {
			const [download] = await Promise.all([page.waitForEvent("download"), button(page, name).click()]);
			await page.getByRole("heading", { name: new RegExp(`^${t.audit.head}`) }).waitFor();
			return { text: await textOf(download), file: download.suggestedFilename() };
		};
		const csv = await exported(t.audit.csv);
		expect(csv.file).toMatch(/\.csv$/);
		expect(csv.text).toMatch(/^seq,time,event/);
		expect(csv.text).toContain("login.succeeded");
		expect(csv.text).not.toMatch(/(^|[,"\n])=cmd/);
		const lines = await exported(t.audit.jsonl);
		const parsed: unknown[] = lines.text
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(lines.text).toContain("audit.exported");
		const shown = await page.getByText(t.audit.headHint).locator("xpath=preceding-sibling::code").textContent();
		expect(parsed.at(-1)).toMatchObject({ end: { hash: shown } });
		expect(parsed.length).toBeGreaterThan(3);
		await page.getByRole("status").filter({ hasText: lines.file }).waitFor();
	});

	it("shows more on demand and is told in Spanish", async () => {
		const house = await flow.house();
		const olga = await house.enrolled({ role: "owner", name: "Olga Owner" });
		const { page } = await flow.person();
		await signIn(flow, page, house, olga);
		const { rows: found } = await flow.world.database.client.execute({
			sql: "select tenant_id from users where id = ?",
			args: [olga.id],
		});
		for (let made = 0; made < 60; made += 1) {
			await flow.world.database.client.execute({
				sql: `insert into audit_events (tenant_id, id, at, event, actor_id, target_id, evidence, browser, place, request_id)
					values (?, ?, ?, 'login.signedOut', ?, ?, '{}', 'Firefox on macOS', 'Lisbon, Portugal', 'req_1')`,
				args: [found[0]?.tenant_id ?? "", `evt_old${made}`, flow.world.catcher.now() - 60_000, olga.id, olga.id],
			});
		}
		await page.goto(house.at("/settings/audit"));
		await expect.poll(() => rows(page).count()).toBe(50);
		await button(page, t.lists.showMore).click();
		await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
		await page.getByText(t.audit.near("Lisbon, Portugal")).first().waitFor();
		await button(page, "Español").click();
		await page.getByText("Olga Owner cerró la sesión.").first().waitFor();
	});
});
