/**
 * A new administrator's first week with nothing but the product's own pages: people come from a file, their realm is required
 * from next Monday, links go out, the picture moves, one is unlocked, one is reset, and the auditor takes a record away that
 * verifies. Nobody is locked out by accident.
 */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { runOperator } from "../../dev/operator/run.ts";
import { wrongCode } from "../support/acts.ts";
import {
	type Account,
	type EnrolledAccount,
	type Flow,
	type House,
	linkIn,
	openFlow,
	PASSWORD,
} from "../support/flow.ts";
import {
	arrives,
	button,
	codesOnScreen,
	endConfiguration,
	field,
	link,
	proveAnew,
	reads,
	secretField,
	signIn,
	typeCode,
	typePassword,
} from "../support/on-screen.ts";
import { type Phone, phoneFrom } from "../support/phone.ts";
import { english as t } from "../support/said.ts";
import { choose, dialog, openSettingsRoom, openUser, rowOf, signInToUsers } from "../support/settings-screen.ts";

let flow: Flow;
beforeAll(async () => {
	flow = await openFlow();
});
afterEach(() => flow.goHome());
afterAll(() => flow.close());

const DAY = 86_400_000;
const inHand = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } as const;

/** The next Monday as a date field takes it, and how many days it is away. */
function nextMonday(): { date: string; inDays: number } {
	const now = flow.world.catcher.now();
	const inDays = (8 - new Date(now).getUTCDay()) % 7 || 7;
	return { date: new Date(now + inDays * DAY).toISOString().slice(0, 10), inDays };
}

/** Two hundred people as somebody else's system wrote them, three of them wrong. */
function fileOf(house: House): string {
	const rows = Array.from({ length: 200 }, (_, index) => `w${index}@${house.slug}.example,Worker Number ${index}`);
	rows[9] = `not-an-address,Worker Number 9`;
	rows[99] = `w1@${house.slug}.example,Worker Number 99`;
	rows[199] = `w199@${house.slug}.example,`;
	return `email,name\n${rows.join("\n")}\n`;
}

/** The invited person accepts on a phone's screen with the link of their letter. */
async function accepts(email: string): Promise<Page> {
	const letter = await flow.world.catcher.waitFor(email, /#token=/);
	const { page } = await flow.person(inHand);
	await page.goto(linkIn(letter.text).link);
	await secretField(page, t.users.password).fill(PASSWORD);
	await button(page, t.users.accept).click();
	return page;
}

/** On a phone: the app opens by its link, and the code comes back to the page. */
async function setUpInHand(page: Page): Promise<void> {
	await button(page, t.setUp.have).click();
	const uri = (await link(page, t.setUp.openHere).getAttribute("href")) ?? "";
	flow.secret(new URL(uri).searchParams.get("secret") ?? "");
	const phone = phoneFrom(uri);
	await button(page, t.setUp.continue).click();
	await field(page, t.setUp.code).fill(flow.code(phone));
	await button(page, t.setUp.authenticate).click();
	await arrives(page, t.codes.saveTitle);
	flow.secret(...(await codesOnScreen(page)));
	await endConfiguration(page);
}

async function importPeople(page: Page, house: House): Promise<void> {
	await openSettingsRoom(page, "realms");
	await button(page, "Create custom realm").click();
	await field(page, "Realm ID").fill("workshop");
	await field(page, "Realm Name").fill("Workshop");
	await dialog(page, "Create custom realm").getByRole("button", { name: "Save" }).click();
	await reads(page, t.realms.created("Workshop"));
	await openSettingsRoom(page, "users");
	await link(page, "Import users…").click();
	// The page that is left has a choice of realms, too.
	await arrives(page, t.imports.title);
	await page.getByLabel(t.imports.realm, { exact: true }).selectOption({ label: "Workshop" });
	const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(fileOf(house)) };
	await page.getByLabel(t.imports.file, { exact: true }).setInputFiles(file);
	await button(page, t.imports.look).click();
	await arrives(page, t.imports.previewTitle);
	await reads(page, t.imports.create("197"));
	const errors = page.getByRole("table", { name: t.imports.errors });
	for (const line of ["11", "101", "201"]) await errors.getByText(line, { exact: true }).waitFor();
	await button(page, t.imports.start("197")).click();
	await arrives(page, t.imports.finishedTitle);
	await reads(page, t.imports.created("197"));
	// They are where the administrator chose, and nowhere else.
	const where = await flow.world.rows(
		"select realms.name, count(*) as people from realms join users on realm_id = realms.id group by 1",
	);
	expect(where).toContainEqual({ name: "Workshop", people: 197 });
}

async function requireFromMonday(page: Page, phone: Phone): Promise<number> {
	const { date, inDays } = nextMonday();
	await openSettingsRoom(page, "policy");
	await page.getByLabel(t.policy.scope).selectOption({ label: "Workshop" });
	await page.getByRole("radio", { name: "Required", exact: true }).check();
	await page.getByLabel(t.rules.names.requiredFromAt).fill(date);
	await button(page, t.policy.preview).click();
	const preview = page.getByRole("region", { name: t.policy.previewTitle });
	await preview.waitFor();
	expect(await preview.textContent()).toContain(t.policy.asked("197", false));
	flow.passMinutes(11);
	await button(page, t.policy.save).click();
	await proveAnew(flow, page, phone);
	await reads(page, t.policy.saved);
	return inDays;
}

async function sendLinks(page: Page): Promise<void> {
	await openSettingsRoom(page, "users");
	await page.getByLabel(t.people.realm, { exact: true }).selectOption({ label: "Workshop" });
	const shown = page.getByRole("table", { name: t.people.list }).getByRole("row");
	for (const count of [51, 101, 151, 198]) {
		await expect.poll(() => shown.count()).toBe(count);
		if (count < 198) await button(page, t.lists.showMore).click();
	}
	await page.getByRole("checkbox", { name: t.lists.tickAll }).check();
	await choose(button(page, t.people.actionsForTicked), t.people.twoFactorMenu, t.people.send);
	await dialog(page, t.acts.sendTitle).getByRole("radio", { name: t.acts.byEmail }).check();
	await button(page, "Send").click();
	const result = dialog(page, t.acts.sentTitle);
	await result.getByText("Sent 197, failed 0.").waitFor();
	await result.getByRole("button", { name: "Close" }).click();
}

const coverage = async (page: Page, on: string, people: string) => {
	await openSettingsRoom(page, "overview");
	await reads(page, t.overview.protectedOf(on, people));
};

/** Ten wrong codes, over as many sign-ins as it takes. */
async function lockOut(page: Page, house: House, account: EnrolledAccount): Promise<void> {
	for (let wrong = 0; wrong < 10; wrong += 1) {
		if (wrong % 5 === 0) await typePassword(page, house, account);
		await typeCode(page, wrongCode(account.phone, flow.world.catcher.now()));
		const said = wrong === 9 ? "second_factor_locked" : wrong % 5 === 4 ? "challenge_spent" : "code_wrong";
		await reads(page, t.refusals.troubles[said].say);
	}
}

it("S37 S41 S90 S93 S94 S103 S124 S146 S179 brings 200 people in, requires a factor of one realm from Monday, and locks nobody out", async () => {
	const house = await flow.house();
	const olga = await house.enrolled({ name: "Olga Owner", role: "owner" });
	const ada = await house.enrolled({ name: "Ada Auditor", role: "auditor" });
	const lea = await house.enrolled({ name: "Lea Locked" });
	const { page } = await flow.person();
	await signInToUsers(flow, page, house, olga);
	await importPeople(page, house);
	const inDays = await requireFromMonday(page, olga.phone);
	await sendLinks(page);
	await coverage(page, "3", "200");

	const early = await accepts(`w2@${house.slug}.example`);
	await arrives(early, t.account.account);
	await button(early, t.account.setUpNow).click();
	await secretField(early, t.setUp.password).fill(PASSWORD);
	await button(early, t.setUp.enable).click();
	await setUpInHand(early);
	await reads(early, t.account.configured);
	const late = await accepts(`w3@${house.slug}.example`);
	await arrives(late, t.account.account);
	await page.reload();
	await reads(page, t.overview.protectedOf("4", "200"));

	flow.passMinutes(inDays * 24 * 60);
	const worker: Account = { ...lea, email: `w3@${house.slug}.example`, name: "Worker Number 3" };
	const { page: monday } = await flow.person(inHand);
	await typePassword(monday, house, worker);
	await arrives(monday, t.setUp.title);
	await setUpInHand(monday);
	await arrives(monday, t.account.account);

	const { page: hers } = await flow.person();
	await lockOut(hers, house, lea);
	const { page: desk } = await flow.person();
	await signInToUsers(flow, desk, house, olga);
	await coverage(desk, "5", "200");
	await desk.getByRole("link", { name: "Lea Locked" }).first().click();
	await button(desk, t.person.unlock).click();
	await reads(desk, t.acts.said.unlock("Lea Locked"));
	const { page: again } = await flow.person();
	await signIn(flow, again, house, lea);

	await openSettingsRoom(desk, "users");
	await desk.getByRole("searchbox").fill("Worker Number 2");
	await rowOf(desk, "Worker Number 2").waitFor();
	await openUser(desk, "Worker Number 2");
	await button(desk, "Reset…").click();
	await desk.getByRole("textbox", { name: t.acts.reason }).fill("New phone, called back");
	await button(desk, t.acts.confirms.reset).click();
	await reads(desk, t.acts.said.reset("Worker Number 2"));
	await coverage(desk, "4", "200");

	const { page: audit } = await flow.person();
	await signIn(flow, audit, house, ada);
	await link(audit, t.account.settings).click();
	await openSettingsRoom(audit, "audit");
	const [download] = await Promise.all([audit.waitForEvent("download"), button(audit, t.audit.jsonl).click()]);
	const path = await download.path();
	const record = await readFile(path, "utf8");
	for (const event of ["users.imported", "policy.changed", "enrolment.sent", "user.unlocked", "factor.resetByAdmin"]) {
		expect(record).toContain(`"${event}"`);
	}
	let said = "";
	const write = (text: string) => {
		said += text;
	};
	const code = await runOperator(["verify", "--file", path], { env: {}, out: { write }, err: { write } });
	expect(said).toMatch(/sound|whole|verified/i);
	expect(code).toBe(0);
}, 240_000);
