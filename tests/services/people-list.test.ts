/**
 * The users grid: what a row tells, every filter and order, pages that neither lose nor repeat anybody, and whom each reader
 * sees. Judged against the people as they were made.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RealmId } from "../../worker/lib/brand.ts";
import { afterPassword, setUp, wrongCode } from "../support/acts.ts";
import { appoint, list, makeRealm, namesIn, walk } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let desk: Visitor;
let sales: RealmId;
let guarded: RealmId;
let locked: EnrolledPerson;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	desk = await house.signedIn(
		await house.enrolled({ role: "owner", name: "Olive Owner", email: "olive@acme.example" }),
	);
	sales = await makeRealm(world, house, "sales");
	guarded = await makeRealm(world, house, "guarded", { requirement: "required", graceDays: 7 });
	await house.person({
		name: "Ána  Álvarez",
		email: "ana@beta.example",
		realmId: sales,
		phone: "+421987654321",
		requirement: "required",
	});
	await house.person({ name: "Bo 100% real", email: "bo@acme.example", realmId: sales, method: "phoneLink" });
	await house.person({ name: "Cy_x", email: "cy@acme.example", realmId: guarded, role: "auditor" });
	await house.person({ name: "Dee", email: "dee@acme.example", status: "invited" });
	locked = await house.enrolled({ name: "Lo Locked", email: "lo@acme.example", role: "admin" });
	await house.signedIn(locked);
	for (let wrong = 0; wrong < 10; wrong += 1) {
		const half = await afterPassword(house, locked);
		await half.refused("login.proveTotp", { code: wrongCode(locked.phone, world.now()) });
	}
});
afterAll(() => world.stop());

describe("a row", () => {
	it("S186 S187 tells who it is, the second factor, what is required and by whose rule, and nothing else", async () => {
		const page = await list(desk, { search: "ana@beta" });
		expect(page).toEqual({
			users: [
				{
					id: expect.stringMatching(/^usr_/),
					email: "ana@beta.example",
					name: "Ána  Álvarez",
					role: "member",
					status: "active",
					realm: { id: sales, name: "Realm sales" },
					phone: "+421987654321",
					method: "authenticator",
					twoFactor: "off",
					requirement: "required",
					required: true,
					requiredBy: "user",
					dueAt: 0,
					locked: false,
					lockedUntilAt: null,
					missing: [],
					lastSignInAt: null,
					createdAt: world.now(),
					mayWrite: true,
				},
			],
			total: 1,
			totalIsExact: true,
		});
	});

	it("S187 names the realm's rule with its deadline, grace included", async () => {
		const { users } = await list(desk, { search: "cy@" });
		expect(users[0]).toMatchObject({ required: true, requiredBy: "realm", dueAt: world.now() + 7 * 86_400_000 });
	});

	it("S60 S100 says who is locked, and what a set-up still needs", async () => {
		expect((await list(desk, { search: "lo@" })).users[0]).toMatchObject({ locked: true, lockedUntilAt: null });
		expect((await list(desk, { search: "bo@" })).users[0]).toMatchObject({ method: "phoneLink", missing: ["phone"] });
	});

	it("S83 S186 shows off, then on but never used, then on, which flips with the first code at a sign-in", async () => {
		const person = await house.person({ name: "Flip", email: "flip@acme.example", requirement: "required" });
		const state = async () => (await list(desk, { search: "flip@" })).users[0]?.twoFactor;
		expect(await state()).toBe("off");
		const visitor = await afterPassword(house, person);
		const { phone } = await setUp(world, visitor);
		await visitor.ok("totp.finish", { saved: true });
		expect(await state()).toBe("onNeverUsed");
		world.nextStep();
		const again = await afterPassword(house, person);
		await again.ok("login.proveTotp", { code: phone.code(world.now()) });
		expect(await state()).toBe("on");
	});
});

describe("filters", () => {
	it("S76 S80 S82 the realm, the role, the second factor and the account's state each narrow the list", async () => {
		expect(await namesIn(desk, { realmId: sales })).toEqual(["Ána  Álvarez", "Bo 100% real"]);
		expect(await namesIn(desk, { realmId: "rlm_unknown" })).toEqual([]);
		expect(await namesIn(desk, { role: "auditor" })).toEqual(["Cy_x"]);
		expect(await namesIn(desk, { status: "invited" })).toEqual(["Dee"]);
		expect(await namesIn(desk, { twoFactor: "on", role: "admin" })).toEqual(["Lo Locked"]);
	});

	it("locked, pending and missing are what the rows say themselves", async () => {
		const rows = await walk(desk);
		const where = (fits: (row: (typeof rows)[number]) => boolean) => rows.filter(fits).map(({ name }) => name);
		expect(await namesIn(desk, { status: "locked" })).toEqual(["Lo Locked"]);
		expect(await namesIn(desk, { status: "locked" })).toEqual(where(({ locked: is }) => is === true));
		expect(await namesIn(desk, { status: "pending" })).toEqual(["Bo 100% real"]);
		expect(await namesIn(desk, { status: "missing" })).toEqual(
			where((row) => row.required === true && row.twoFactor === "off"),
		);
		expect(await namesIn(desk, { status: "missing" })).toEqual(["Ána  Álvarez", "Cy_x"]);
	});

	it("T123 a search is literal: signs of patterns and of SQL mean themselves; case and accents do not matter", async () => {
		expect(await namesIn(desk, { search: "ALVAREZ" })).toEqual(["Ána  Álvarez"]);
		expect(await namesIn(desk, { search: "ána álv" })).toEqual(["Ána  Álvarez"]);
		expect(await namesIn(desk, { search: "%" })).toEqual(["Bo 100% real"]);
		expect(await namesIn(desk, { search: "_" })).toEqual(["Cy_x"]);
		for (const search of ["*", "?", "' or 1=1 --", '" or ""="', "\\", "a%z", "[a-z]", "acme_example", "%%"])
			expect(await namesIn(desk, { search }), search).toEqual([]);
		expect(await namesIn(desk, { search: "@BETA.example" })).toEqual(["Ána  Álvarez"]);
	});

	it("a search lists and counts each person once, in however many words of name and address it is found", async () => {
		const own = await world.tenant();
		const owner = await own.enrolled({ role: "owner", name: "Olga Olsen", email: "olga.olsen@olsen.example" });
		await own.person({ name: "Walt Walters", email: "walt@walters.example" });
		const visitor = await own.signedIn(owner);
		for (const [search, name] of [
			["ol", "Olga Olsen"],
			["olsen", "Olga Olsen"],
			["olga.o", "Olga Olsen"],
			["wal", "Walt Walters"],
			["walt w", "Walt Walters"],
		] as const) {
			for (const sort of ["name", "lastSignIn", "required"] as const) {
				const { users, total, nextCursor } = await list(visitor, { search, sort, limit: 1 });
				expect([search, sort, users.map((one) => one.name), total, nextCursor]).toEqual([
					search,
					sort,
					[name],
					1,
					undefined,
				]);
			}
			expect(await namesIn(visitor, { search, role: name === "Olga Olsen" ? "owner" : "member" })).toEqual([name]);
		}
	});

	it("count what fits, not what is on the page", async () => {
		const all = await list(desk, { limit: 2 });
		expect(all.users).toHaveLength(2);
		expect(all).toMatchObject({ total: (await walk(desk)).length, totalIsExact: true });
		expect(await list(desk, { limit: 1, realmId: sales })).toMatchObject({ total: 2 });
	});
});

describe("orders", () => {
	const sorts = ["name", "email", "realm", "role", "twoFactor", "required", "lastSignIn"] as const;
	const sortedBy = (sort: (typeof sorts)[number]) => (row: Record<string, unknown>) =>
		sort === "realm" ? (row.realm as { name: string }).name : row[sort === "lastSignIn" ? "lastSignInAt" : sort];

	it.each(sorts)("by %s, up and down, one page behind the other, lose and repeat nobody", async (sort) => {
		const everybody = (await walk(desk, { limit: 200 })).map(({ id }) => id).sort();
		const up = await walk(desk, { sort, direction: "asc", limit: 2 });
		const down = await walk(desk, { sort, direction: "desc", limit: 3 });
		expect(up.map(({ id }) => id).sort()).toEqual(everybody);
		expect(down.map(({ id }) => id)).toEqual(up.map(({ id }) => id).reverse());
		const values = up.map(sortedBy(sort));
		const ranked = values.map((value) => (sort === "name" ? fold(String(value)) : value));
		expect(ranked).toEqual([...ranked].sort(compared));
	});

	const fold = (text: string) =>
		text
			.normalize("NFKD")
			.replace(/\p{M}|\s+(?=\s)/gu, "")
			.toLowerCase();
	const compared = (one: unknown, other: unknown): number => {
		if (one === other) return 0;
		if (one === null || other === null) return one === null ? -1 : 1;
		return String(one) < String(other) ? -1 : 1;
	};

	it("T128 a cursor that was altered, cut, made for another order or carried to another house is a bad input", async () => {
		const { nextCursor = "" } = await list(desk, { limit: 1 });
		const neighbour = await world.tenant();
		const next = await neighbour.signedIn(await neighbour.enrolled({ role: "owner" }));
		const [body = "", signature = ""] = nextCursor.split(".");
		const forged = btoa(JSON.stringify(["name", "asc", "", "", ""])).replaceAll("=", "");
		const bad = [
			`${forged}.${signature}`,
			`${body}.`,
			body,
			"x",
			`${nextCursor}x`,
			`${nextCursor}.x`,
			"é",
			"a".repeat(2000),
		];
		const wrong = { status: 400, fields: { cursor: "malformed" } };
		const refused = async (visitor: Visitor, input: object) => {
			const { status, body: said } = await visitor.query("users.list", input);
			return { status, fields: (said as { error?: { data: { fields: unknown } } }).error?.data.fields };
		};
		for (const cursor of bad) expect(await refused(desk, { cursor }), cursor.slice(0, 40)).toEqual(wrong);
		expect(await refused(desk, { cursor: nextCursor, sort: "email" })).toEqual(wrong);
		expect(await refused(desk, { cursor: nextCursor, direction: "desc" })).toEqual(wrong);
		expect(await refused(next, { cursor: nextCursor })).toEqual(wrong);
		expect((await list(desk, { cursor: nextCursor })).users.length).toBeGreaterThan(0);
	});
});

describe("readers", () => {
	it("S40 a realm administrator sees the people of the named realms only, and may change members there", async () => {
		const rita = await house.enrolled({ role: "realmAdmin", name: "Rita", realmId: guarded });
		await appoint(world, house, rita.id, [sales]);
		await house.person({ name: "Zed Admin", role: "admin", realmId: sales });
		const visitor = await house.signedIn(rita);
		const rows = await walk(visitor, { limit: 1 });
		expect(rows.map(({ name, mayWrite }) => [name, mayWrite])).toEqual([
			["Ána  Álvarez", true],
			["Bo 100% real", true],
			["Zed Admin", false],
		]);
		expect(await list(visitor)).toMatchObject({ total: 3 });
		for (const input of [{ search: "olive" }, { realmId: guarded }, { role: "owner" }, { status: "locked" }])
			expect(await list(visitor, input)).toEqual({ users: [], total: 0, totalIsExact: true });
		await world.rows("delete from realm_admins where user_id = ?", [rita.id]);
		expect(await list(visitor)).toMatchObject({ users: [], total: 0 });
	});

	it("an auditor sees everybody and may change nobody; an administrator may change everybody but owners", async () => {
		const auditor = await house.signedIn(await house.enrolled({ role: "auditor", name: "Aude" }));
		const rows = await walk(auditor);
		expect(rows.map(({ id }) => id)).toEqual((await walk(desk)).map(({ id }) => id));
		expect(rows.every(({ mayWrite }) => mayWrite === false)).toBe(true);
		const admin = await house.signedIn(await house.enrolled({ role: "admin", name: "Ada" }));
		for (const { role, mayWrite } of await walk(admin)) expect(mayWrite).toBe(role !== "owner");
	});
});
