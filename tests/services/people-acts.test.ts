/**
 * What administrators do with accounts: each act on several people at once, each person decided by themselves, and a right
 * that was taken away gone with the next request.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RealmId } from "../../worker/lib/brand.ts";
import { afterPassword, tokenIn } from "../support/acts.ts";
import { act, appoint, isInside, list, makeRealm, nextOf, storedPerson } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
let desk: Visitor;
let sales: RealmId;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner" });
	desk = await house.signedIn(owner);
	sales = await makeRealm(world, house, "sales");
});
afterAll(() => world.stop());

const eventsOf = async (id: string) => (await world.audit(id as never)).map(({ event }) => event);
const people = (count: number) => Promise.all(Array.from({ length: count }, () => house.person()));

/** A signed-in person whose browser is also a trusted one. */
async function trusting(more: Parameters<TestTenant["enrolled"]>[0] = {}) {
	const person = await house.enrolled(more);
	const visitor = await afterPassword(house, person);
	await visitor.ok("login.proveTotp", { code: person.code(), trustBrowser: true });
	await visitor.settle();
	return { person, visitor };
}

describe("several people at once", () => {
	it("S106 S107 are each answered in the order of the call: done, unchanged, unknown, not yours", async () => {
		const [ana, bo] = await people(2);
		const ada = await house.signedIn(await house.enrolled({ role: "admin" }));
		const ids = [ana?.id, "usr_unknown", owner.id, bo?.id, ana?.id];
		await desk.ok("users.setMethod", { id: bo?.id, method: "phoneLink" });
		expect(await ada.ok("users.setMethod", { ids, method: "phoneLink" })).toEqual({
			results: [
				{ id: ana?.id, done: true, missing: ["phone"] },
				{ id: "usr_unknown", done: false, why: "not_found" },
				{ id: owner.id, done: false, why: "forbidden" },
				{ id: bo?.id, done: false, why: "unchanged" },
			],
			done: 1,
			failed: 3,
		});
	});

	it("S106 two hundred at once are all changed, and one more is refused", async () => {
		const { tenantId } = house.scope;
		await world.rows(
			`insert into users (tenant_id, id, email, name, name_key, locale, role, status, created_at, realm_id)
			with recursive r(n) as (select 1 union all select n + 1 from r where n < 200)
			select ?, 'usr_many' || n, 'many' || n || '@many.example', 'Many', 'many', 'en', 'member', 'active', 0, ? from r`,
			[tenantId, sales],
		);
		const ids = Array.from({ length: 200 }, (_, index) => `usr_many${index + 1}`);
		const answer = await desk.ok("users.setRequirement", { ids, requirement: "required" });
		expect(answer).toMatchObject({ done: 200, failed: 0 });
		expect(await list(desk, { realmId: sales, status: "missing" })).toMatchObject({ total: 200 });
		expect(await world.rows("select count(*) as n from audit_events where event = 'user.requirementChanged'")).toEqual([
			{ n: 200 },
		]);
		const tooMany = await desk.refused("users.setRequirement", { ids: [...ids, "usr_x"], requirement: "required" });
		expect(tooMany).toMatchObject({ status: 400, fields: { ids: "too_long" } });
		expect(await act(desk, "users.remove", { ids })).toEqual(ids.map(() => "done"));
	});

	it("need one of id and ids, and nothing else", async () => {
		for (const input of [{}, { ids: [] }, { id: owner.id, ids: [owner.id] }, { ids: "usr_x" }, { ids: [{}] }])
			expect(await desk.refused("users.disable", input), JSON.stringify(input)).toMatchObject({ status: 400 });
		expect(await desk.refused("users.disable", { ids: ["usr_x"], tenantId: "x" })).toMatchObject({
			fields: { input: "unknown_field" },
		});
	});
});

describe("disable and enable", () => {
	it("T078 T064 end sessions, challenges and trust at once; enabling revives nothing of them", async () => {
		const { person, visitor } = await trusting();
		const half = await afterPassword(house, person);
		const epochOf = async () => Number((await storedPerson(world, person.id))?.epoch);
		const before = await epochOf();
		expect(await act(desk, "users.disable", { ids: [person.id] })).toEqual(["done"]);
		expect(await epochOf()).toBe(before + 1);
		expect(await isInside(visitor)).toBe(false);
		world.nextStep();
		expect(await half.refused("login.proveTotp", { code: person.code() })).toMatchObject({ status: 401 });
		expect(await visitor.refused("login.begin", person && { email: person.email, password: PASSWORD })).toMatchObject({
			status: 401,
			refusal: "credentials_wrong",
		});
		expect(await act(desk, "users.enable", { id: person.id })).toEqual(["done"]);
		expect(await epochOf()).toBe(before + 2);
		expect(await isInside(visitor)).toBe(false);
		expect(await nextOf(house, person, visitor)).toBe("secondFactor");
		expect((await eventsOf(person.id)).filter((event) => event.startsWith("user."))).toEqual([
			"user.disabled",
			"user.enabled",
		]);
	});

	it("are unchanged the second time, and not for oneself", async () => {
		const [ana] = await people(1);
		expect(await act(desk, "users.enable", { ids: [ana?.id, owner.id] })).toEqual(["unchanged", "forbidden"]);
		expect(await act(desk, "users.disable", { ids: [ana?.id, owner.id] })).toEqual(["done", "forbidden"]);
		expect(await act(desk, "users.disable", { ids: [ana?.id] })).toEqual(["unchanged"]);
	});

	it("leave an invited person invited, with the old invitation dead", async () => {
		const { id } = await desk.ok<{ id: string }>("users.create", { email: "gus@new.example", name: "Gus" });
		await desk.settle();
		const token = tokenIn(world.mails("gus@new.example")[0]);
		expect(await act(desk, "users.disable", { id })).toEqual(["done"]);
		expect(await act(desk, "users.enable", { id })).toEqual(["done"]);
		expect(await storedPerson(world, id)).toMatchObject({ status: "invited", active_since_at: null });
		expect(await house.visitor().refused("users.acceptInvitation", { token, password: PASSWORD })).toMatchObject({
			refusal: "link_invalid",
		});
	});
});

describe("remove", () => {
	it("takes the person with everything of theirs, ends their sessions, and keeps the record", async () => {
		const { person, visitor } = await trusting({ name: "Gone" });
		expect(await act(desk, "users.remove", { ids: [person.id] })).toEqual(["done"]);
		expect(await isInside(visitor)).toBe(false);
		const owned = ["sessions", "totp_factors", "recovery_codes", "trusted_browsers", "known_browsers", "mailed_tokens"];
		for (const table of owned)
			expect(await world.rows(`select user_id from ${table} where user_id = ?`, [person.id]), table).toEqual([]);
		expect(await world.rows("select subject from attempts where subject like ?", [`%${person.id}`])).toEqual([]);
		expect(await world.audit(person.id)).toContainEqual({
			event: "user.removed",
			evidence: { email: person.email, name: "Gone" },
		});
		expect(await act(desk, "users.remove", { ids: [person.id] })).toEqual(["not_found"]);
		const again = await desk.ok("users.create", { email: person.email, name: "Again", invite: false });
		expect(again.id).not.toBe(person.id);
	});
});

describe("move to a realm", () => {
	it("S76 puts people into exactly that realm, whose rule holds at once", async () => {
		const strict = await makeRealm(world, house, "strict", { requirement: "required" });
		const [ana] = await people(1);
		if (!ana) throw new Error("nobody");
		expect(await nextOf(house, ana)).toBe("signedIn");
		expect(await act(desk, "users.moveToRealm", { ids: [ana.id], realmId: strict })).toEqual(["done"]);
		expect(await act(desk, "users.moveToRealm", { ids: [ana.id], realmId: strict })).toEqual(["unchanged"]);
		expect(await nextOf(house, ana)).toBe("setUp");
		expect((await list(desk, { realmId: strict })).users.map(({ id }) => id)).toEqual([ana.id]);
		expect(await world.audit(ana.id)).toContainEqual({
			event: "user.moved",
			evidence: { from: `${house.slug}.example`, to: "Realm strict" },
		});
	});

	it("T067 a browser trusted in one realm is not trusted in another, and not again on the way back", async () => {
		const elsewhere = await makeRealm(world, house, "elsewhere");
		const home = (await world.rows("select id from realms where key = ?", [`${house.slug}.example`]))[0]?.id;
		for (const how of ["users.moveToRealm", "users.update"]) {
			const ana = await house.enrolled();
			const visitor = await afterPassword(house, ana);
			await visitor.ok("login.proveTotp", { code: ana.code(), trustBrowser: true });
			expect(await nextOf(house, ana, visitor)).toBe("signedIn");
			for (const realmId of [elsewhere, home]) await desk.ok(how, { id: ana.id, realmId });
			expect(await nextOf(house, ana, visitor)).toBe("secondFactor");
		}
	});

	it("refuses a realm that does not exist; a realm administrator needs the permission over both", async () => {
		const [ana] = await people(1);
		const [from, to, foreign] = [await makeRealm(world, house, "from"), await makeRealm(world, house, "to"), sales];
		await world.rows("update users set realm_id = ? where id = ?", [from, ana?.id ?? ""]);
		const rita = await house.enrolled({ role: "realmAdmin" });
		await appoint(world, house, rita.id, [from, to]);
		const visitor = await house.signedIn(rita);
		const unknown = { status: 400, fields: { realmId: "unknown" } };
		for (const realmId of ["rlm_unknown", foreign])
			expect(await visitor.refused("users.moveToRealm", { ids: [ana?.id], realmId })).toMatchObject(unknown);
		expect(await act(visitor, "users.moveToRealm", { ids: [ana?.id, owner.id], realmId: to })).toEqual([
			"done",
			"not_found",
		]);
	});
});

describe("requirement", () => {
	it("S41 S146 S174 S175 required forces the set-up at the next sign-in, not required leaves the choice", async () => {
		const [ana] = await people(1);
		if (!ana) throw new Error("nobody");
		expect(await act(desk, "users.setRequirement", { ids: [ana.id], requirement: "required" })).toEqual(["done"]);
		expect(await nextOf(house, ana)).toBe("setUp");
		expect(await act(desk, "users.setRequirement", { ids: [ana.id], requirement: "notRequired" })).toEqual(["done"]);
		const visitor = house.visitor();
		expect(await nextOf(house, ana, visitor)).toBe("signedIn");
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ twoFactor: { required: false, offered: true } });
		expect(await visitor.ok("totp.begin", { password: PASSWORD })).toHaveProperty("uri");
		const told = (await world.audit(ana.id)).filter(({ event }) => event === "user.requirementChanged");
		expect(told.map(({ evidence }) => evidence)).toEqual([
			{ from: "inherit", to: "required" },
			{ from: "required", to: "notRequired" },
		]);
	});

	it("S177 reaches a person who is signed in with the next request", async () => {
		const ana = await house.person();
		const visitor = await house.signedIn(ana);
		await desk.ok("users.setRequirement", { id: ana.id, requirement: "required" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ notices: ["setUpRequired"] });
		expect(await visitor.query("sessions.list")).toMatchObject({ status: 403 });
	});
});
