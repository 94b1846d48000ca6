/**
 * The users grid at ten thousand people: no limit to how many (S37), every page in one database round trip whatever its
 * order, along an index where the order has one. Times are measured by hand and published, never asserted here.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countPeople, readPage } from "../../worker/features/roster/store.ts";
import { fillWords } from "../../worker/features/search/service.ts";
import type { UserId } from "../../worker/lib/brand.ts";
import { afterPassword, setUp } from "../support/acts.ts";
import { list, type Page, walk } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { troublesOf } from "../support/plans.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import type { EnrolledPerson, TestTenant, World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
let desk: Visitor;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner", name: "Olive" });
	desk = await house.signedIn(owner);
	await fill(9_999);
}, 60_000);
afterAll(() => world.stop());

/** Makes people in bulk, in twenty realms, with every state of the second factor. */
async function fill(count: number): Promise<void> {
	const { tenantId } = house.scope;
	await world.rows(
		`insert into realms (tenant_id, id, key, name, category, kind, rules, created_at)
		with recursive r(n) as (select 0 union all select n + 1 from r where n < 19)
		select ?, 'rlm_' || n, 'k' || n, 'Realm ' || (n * 7 % 20), 'department', 'custom',
		case when n % 4 = 0 then '{"requirement":"required"}' else '{}' end, 0 from r`,
		[tenantId],
	);
	await world.rows(
		`insert into users (tenant_id, id, email, name, name_key, locale, role, status, created_at, last_sign_in_at, realm_id, two_factor)
		with recursive r(n) as (select 0 union all select n + 1 from r where n < ? - 1)
		select ?, 'usr_' || printf('%020d', n), 'person' || n || '@many.example', 'Person ' || (n * 7919 % 10007),
		'person ' || (n * 7919 % 10007), 'en', 'member', 'active', 0, case when n % 3 = 0 then null else n / 2 end,
		'rlm_' || (n % 20), case n % 3 when 0 then 'off' when 1 then 'on' else 'onNeverUsed' end from r`,
		[count, tenantId],
	);
	await fillWords(house.scope.db);
}

/** Gives a factor row to everybody whose state says that they have one. */
async function enrolAll(): Promise<void> {
	const { tenantId } = house.scope;
	await world.rows(
		`insert into totp_factors (tenant_id, id, user_id, kind, sealed_secret, last_step, enabled_at, last_used_at)
		select tenant_id, 'tot_' || id, id, 'totp', 'sealed', 0, 0, case two_factor when 'on' then 1 end from users
		where tenant_id = ? and email like '%@many.example'`,
		[tenantId],
	);
}

const sorts = ["name", "email", "realm", "role", "twoFactor", "required", "lastSignIn"] as const;

describe("ten thousand people", () => {
	it("S37 are all there, each once, on pages of two hundred", async () => {
		const rows = await walk(desk, { limit: 200 });
		expect(rows).toHaveLength(10_000);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(10_000);
		expect(await list(desk)).toMatchObject({ total: 10_000, totalIsExact: true });
	});

	it.each(sorts)("S37 a page by %s, and the page behind it, cost one database request each", async (sort) => {
		for (const input of [{}, { search: "77" }, { status: "missing" }, { realmId: "rlm_3" }]) {
			const first = await counted({ sort, ...input });
			const second = await counted({ sort, ...input, cursor: first.nextCursor });
			const ids = [...first.users, ...second.users].map(({ id }) => id);
			expect(new Set(ids).size).toBe(100);
		}
	});

	it("S37 leave room for one more who enrols, and a sign-in among them costs what it costs alone", async () => {
		await enrolAll();
		const newcomer = await house.person({ requirement: "required" });
		const visitor = await afterPassword(house, newcomer);
		await setUp(world, visitor);
		await visitor.ok("totp.finish", { saved: true });
		const alone = await world.tenant();
		const costs: number[][] = [];
		for (const tenant of [house, alone]) {
			const person = await tenant.enrolled();
			const door = tenant.visitor();
			await door.query("tenant.profile");
			const begun = await proxy.measure(() =>
				door.ok("login.begin", { email: person.email, password: person.password }),
			);
			await door.settle();
			const proved = await proxy.measure(() => door.ok("login.proveTotp", { code: person.code() }));
			await door.settle();
			expect(proved.value).toEqual({ next: "signedIn" });
			costs.push([begun.depth, proved.depth]);
		}
		expect(costs).toEqual([
			[1, 1],
			[1, 1],
		]);
	});

	it("S37 one more is counted, too; of a search that more than a thousand fit it is said that there are more", async () => {
		const { total } = await list(desk);
		await house.person({ name: "One More" });
		expect(await list(desk)).toMatchObject({ total: total + 1, totalIsExact: true });
		expect(await list(desk, { realmId: "rlm_3" })).toMatchObject({ total: 500, totalIsExact: true });
		expect(await list(desk, { search: "one more" })).toMatchObject({ total: 1, totalIsExact: true });
		expect(await list(desk, { search: "person" })).toMatchObject({ total: 1000, totalIsExact: false });
		const some = await list(desk, { search: "person", realmId: "rlm_3" });
		expect(some.totalIsExact).toBe(false);
		expect(some.total).toBeGreaterThan(20);
		expect(some.total).toBeLessThanOrEqual(500);
	});

	it.each([
		["one of very many", "person 1", 1000],
		["one of a few", "person 100", 0],
	])("S37 a search finds everybody in whose name a word begins so, be it %s", async (_how, search, atLeast) => {
		const fits = await world.rows(
			"select id from users where tenant_id = ? and name_key like ? order by name_key, id",
			[house.scope.tenantId, `${search}%`],
		);
		const found = (await walk(desk, { search, limit: 200 })).map(({ id }) => id);
		expect(found).toEqual(fits.map(({ id }) => id));
		expect(found.length).toBeGreaterThan(atLeast);
	});

	async function counted(input: object): Promise<Page> {
		await desk.query("tenant.profile");
		await desk.settle();
		proxy.reset();
		const page = await list(desk, input);
		await desk.settle();
		expect(proxy.requests).toHaveLength(1);
		return page;
	}
});

describe("the plan of a page", () => {
	const planOf = async ({ sql, params }: { sql: string; params: unknown[] }) => {
		const rows = await world.rows(`explain query plan ${sql}`, params as (string | number)[]);
		const steps = rows.map(({ id, parent, detail }) => ({
			id: Number(id),
			parent: Number(parent),
			detail: String(detail),
		}));
		return { text: sql, steps };
	};
	const wanted = { direction: "asc", limit: 50 } as const;
	const pagePlan = (more: object) => {
		const { db, tenantId } = house.scope;
		const query = { ...wanted, sort: "name", behind: null, ...more } as Parameters<typeof readPage>[3];
		return planOf(readPage(db, tenantId, owner.id as UserId, query, world.now()).toSQL());
	};

	it.each([
		["name", ["m", "usr_m"], "users_by_name"],
		["email", ["m", "usr_m"], "users_email"],
		["role", ["member", "m", "usr_m"], "users_by_role"],
		["twoFactor", ["on", "m", "usr_m"], "users_by_two_factor"],
		["lastSignIn", [1, "usr_m"], "users_by_sign_in"],
		["realm", ["Realm 3", "rlm_3", "m", "usr_m"], "users_by_realm"],
		["required", [0, "Realm 3", "rlm_3", "inherit", "m", "usr_m"], "users_by_requirement"],
	] as const)("by %s goes along an index and sorts a thousand at most", async (sort, values, index) => {
		for (const direction of ["asc", "desc"])
			for (const behind of [null, { sort, direction, values }]) {
				const { steps, text } = await pagePlan({ sort, direction, behind });
				const walked = steps.filter(({ detail }) => detail.includes(`INDEX ${index} (tenant_id=?`));
				expect(walked.length).toBeGreaterThan(0);
				for (const { parent } of walked)
					expect(steps.filter((one) => one.parent === parent && /TEMP B-TREE/.test(one.detail))).toEqual([]);
				expect(troublesOf(text, steps)).toEqual([]);
			}
	});

	it.each([
		[{ realmId: "rlm_3" }, "(tenant_id=? AND realm_id=?"],
		[{ role: "owner" }, "users_by_role (tenant_id=? AND role=?"],
		[{ twoFactor: "off" }, "users_by_two_factor (tenant_id=? AND two_factor=?"],
		[{ status: "invited" }, "users_by_status (tenant_id=? AND status=?"],
		[{ status: "missing" }, "users_missing (tenant_id=? AND requirement=? AND realm_id=?"],
		[{ status: "pending" }, "users_pending (tenant_id=?"],
		[{ status: "locked" }, "attempts_locking (tenant_id=?"],
		[{ search: "ana" }, "PRIMARY KEY (tenant_id=? AND word>? AND word<?"],
	])("narrowed by %j finds its few by their own index", async (filter, index) => {
		const { steps, text } = await pagePlan(filter);
		expect(steps.map(({ detail }) => detail).join("\n")).toContain(index);
		expect(troublesOf(text, steps)).toEqual([]);
	});

	it("of the count adds up groups and reads nobody's row", async () => {
		const { db, tenantId } = house.scope;
		const { steps } = await planOf(countPeople(db, tenantId, owner.id as UserId, {}, world.now()).toSQL());
		expect(steps[0]?.detail).toMatch(/^SEARCH headcounts /);
		expect(steps.filter(({ detail }) => /SEARCH users/.test(detail))).toEqual([]);
	});
});
