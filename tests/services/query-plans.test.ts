/**
 * Every statement that the stores, the sweep and the operator can send goes along an index, so that a sign-in and a page cost
 * the same in a cell of a million people. What is sent is recorded from real calls of every procedure with every option; a
 * function of a store from which nothing was recorded fails here.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { troublesOf } from "../support/plans.ts";
import { comparable, type SentStatement, statementsOf, storeFiles, Written } from "../support/recorded.ts";
import type { World } from "../support/world.ts";

/** Statements that may go over more than an index narrows, and why; each named by what wrote it or by how it begins. */
const excused: Readonly<Record<string, string>> = {
	"policy-changes.countAffected": "a preview asks about every person; an administrator asks for it before a change",
	"policy-changes.countSessionsEnded": "as above",
	"policy-changes.countTrusted": "as above",
	"policy-changes.readAsked": "as above",
	"overview.readMissing": "of a thousand at most; the index made for it holds the rules of the realms, a row for each",
	"reminders.remindersDue":
		"the sweep looks at the rules of each tenant, and at the people of those with a deadline ahead",
	"overview.tenantsToCount": "the sweep looks at each tenant's row: few bytes, nobody waits for it",
	"search.readWordless": "the index holds only people whose words are not written yet",
	"audit.readHead": "the greatest number of an index: one step to its end",
	"service.askCatalog": "any one row: it asks whether the directory is there",
	"tenants.removeUnverified": "a sign-up that was never verified: one person at most",
	'select "slug", "tenant_id", "cell"': "the operator lists every organization",
	'select "tenant_id", "name", "state", (select count(*)': "the operator lists every organization",
	"select (select count(*) from": "the operator exports a whole organization",
	'delete from "tenants" where': "the operator removes a whole organization",
	'select "tenant_id", "slug", "from_cell"': "the operator looks whether a move is under way: one at most",
	"select name, rows from (select": "the operator clears the place of a whole organization",
	"select substr(": "the operator counts what stands under each key, in all tables",
	"select case when used_at": "the operator counts what stands under each key, in all tables",
	"select key_id, count(*)": "the operator counts what stands under each key, in all tables",
	'update "totp_setups" set "sealed_secret"': "the operator seals anew what stands under an old key",
	'select "tenant_id", "seq", "hash", "proof" from "audit_heads"': "the operator proves every chain under a new key",
};

/** What stores export besides queries: texts and numbers that go into them. */
const noQueries = [
	"attempts.browserSubject",
	"attempts.factorSubject",
	"attempts.ownPasswordSubject",
	"attempts.passwordSubject",
	"filters.isAddedUp",
	"filters.isFound",
	"filters.isWholeOfIndex",
	"roster.FEW",
];

const written = new Written();
written.wrapStores();

let proxy: CountingProxy;
let world: World;
let sent: readonly SentStatement[];

beforeAll(async () => {
	const { createProxiedWorld } = await import("../support/proxied-world.ts");
	({ world, proxy } = await createProxiedWorld());
	const house = await world.tenant();
	const every = await import("../support/every-statement.ts");
	const steps = [every.callProcedures, every.callLists, every.callRarities, every.callSweep, every.callOperator];
	for (const step of steps) await step(world, house);
	sent = statementsOf(proxy.requests).filter(({ sql }) => !/^(begin|commit|rollback|pragma|create)\b/i.test(sql));
}, 300_000);
afterAll(() => world.stop());

const planOf = async ({ sql, args }: SentStatement) =>
	(await world.rows(`explain query plan ${sql}`, [...args])).map(({ id, parent, detail }) => ({
		id: Number(id),
		parent: Number(parent),
		detail: String(detail),
	}));

/** The functions that wrote just this, or how it begins. */
function namesOf({ sql }: SentStatement): readonly string[] {
	const text = comparable(sql);
	const authors = [...written.texts].filter(([, texts]) => texts.has(text)).map(([name]) => name);
	return authors.length > 0 ? authors : [sql];
}
const excuseOf = (names: readonly string[]): string | undefined =>
	Object.keys(excused).find((excuse) => names.some((name) => name.startsWith(excuse)));

describe("the plans of all statements", () => {
	it("that are sent go along an index, and sort nothing that grows, but for those excused here", async () => {
		expect(sent.length).toBeGreaterThan(250);
		const bad: string[] = [];
		const used = new Set<string>();
		for (const statement of sent) {
			const plan = await planOf(statement);
			const troubles = troublesOf(statement.sql, plan);
			if (troubles.length === 0) continue;
			const names = namesOf(statement);
			const excuse = excuseOf(names);
			if (excuse !== undefined) used.add(excuse);
			else bad.push(`${names.join()}: ${troubles.join()}\n${plan.map(({ detail }) => `\t${detail}`).join("\n")}`);
		}
		expect(bad).toEqual([]);
		expect([...used].sort()).toEqual(Object.keys(excused).sort());
	});

	it("are seen of every query that a store exports", async () => {
		const texts = sent.map(({ sql }) => comparable(sql));
		const unseen: string[] = [];
		for (const [room, path] of Object.entries(storeFiles))
			for (const name of Object.keys(await import(path))) {
				const own = [...(written.texts.get(`${room}.${name}`) ?? [])];
				if (!own.some((part) => texts.some((text) => text.includes(part)))) unseen.push(`${room}.${name}`);
			}
		expect(unseen.sort()).toEqual(noQueries);
	});
});

describe("a plan is found bad", () => {
	const troubles = async (sql: string) => troublesOf(sql, await planOf({ sql, args: [] }));
	it.each([
		["that goes over a table", "select id from users where name = 'a'", ["scan"]],
		["that goes over an index from end to end", "select count(*) from sessions", ["scan"]],
		["that goes over all people of a tenant", "select name from users where tenant_id = 't'", ["whole tenant"]],
		[
			"that sorts them, however few it gives",
			"select name from users where tenant_id = 't' order by phone limit 9",
			["sort"],
		],
		[
			"that makes an index of its own",
			"select * from (select 'a' as x union all select 'b') a join (select phone from users where tenant_id = 't' union all select 'b') b on b.phone = a.x",
			["automatic index", "whole tenant"],
		],
	])("%s", async (_what, sql, expected) => {
		expect([...(await troubles(sql))].sort()).toEqual([...expected].sort());
	});

	it("never for one person, a page in the order of an index, or a list that came along", async () => {
		for (const sql of [
			"select * from users where tenant_id = 't' and id = 'u'",
			"select * from users where tenant_id = 't' order by name_key, id limit 9",
			"select value from json_each('[1]')",
			"select * from sessions where tenant_id = 't' and user_id = 'u' order by last_seen_at",
		])
			expect(await troubles(sql), sql).toEqual([]);
	});
});
