/**
 * Changing one person: only what really changes is written and recorded, power needs a recent proof and ends sessions, and a
 * new number ends a factor that came by the old one.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import { appoint, makeRealm, nextOf, storedPerson } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
let desk: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner" });
});
beforeEach(async () => {
	world.nextStep();
	desk = await house.signedIn(owner);
});
afterAll(() => world.stop());

const update = (input: object, visitor = desk) => visitor.ok("users.update", input);
const nothing = { missing: [], factorRemoved: false };
const told = async (id: string) =>
	(await world.audit(id as never)).filter(({ event }) => /^(user|factor\.phone)/.test(event));

describe("a profile", () => {
	it("S73 S88 takes name, number, language and method, and records which fields changed, never their values", async () => {
		const ana = await house.person({ name: "Ana" });
		expect(await update({ id: ana.id, name: "Ana", locale: "en" })).toEqual(nothing);
		expect(await told(ana.id)).toEqual([]);
		expect(
			await update({
				id: ana.id,
				name: "Ána B",
				phone: "0987654321",
				country: "SK",
				locale: "es",
				method: "phoneLink",
			}),
		).toEqual(nothing);
		expect(await storedPerson(world, ana.id)).toMatchObject({
			name: "Ána B",
			name_key: "ana b",
			phone: "+421987654321",
			locale: "es",
			method: "phoneLink",
		});
		expect(await told(ana.id)).toEqual([
			{ event: "user.changed", evidence: { fields: ["name", "phone", "locale", "method"] } },
		]);
		expect(await update({ id: ana.id, phone: null })).toEqual({ missing: ["phone"], factorRemoved: false });
		expect(await storedPerson(world, ana.id)).toMatchObject({ phone: null });
	});

	it("S90 refuses a number that is none, and changes nothing with it", async () => {
		const ana = await house.person({ name: "Ana" });
		expect(await desk.refused("users.update", { id: ana.id, name: "Other", phone: "0987654321" })).toMatchObject({
			status: 400,
			fields: { phone: "country_needed" },
		});
		expect(await storedPerson(world, ana.id)).toMatchObject({ name: "Ana" });
	});

	it("T130 has no field for address, password, state, epoch or tenant", async () => {
		const ana = await house.person();
		for (const more of [
			{ email: "x@y.example" },
			{ password: "x" },
			{ status: "active" },
			{ epoch: 9 },
			{ tenantId: "t" },
		])
			expect(await desk.refused("users.update", { id: ana.id, ...more })).toMatchObject({
				fields: { input: "unknown_field" },
			});
	});

	it("S173 sets the requirement, with a recent proof", async () => {
		const ana = await house.person();
		world.advance(10 * 60_000 + 1);
		expect(await desk.refused("users.update", { id: ana.id, requirement: "required" })).toMatchObject({
			refusal: "recent_proof_required",
		});
		expect(await update({ id: ana.id, requirement: "inherit", role: "member", name: "Still" })).toEqual(nothing);
		world.nextStep();
		desk = await house.signedIn(owner);
		await update({ id: ana.id, requirement: "required" });
		expect(await nextOf(house, ana)).toBe("setUp");
	});
});

describe("a role", () => {
	it("T078 T064 T075 changes with a recent proof and ends all sessions and all trust of the person", async () => {
		const ada = await house.enrolled({ role: "admin" });
		const visitor = await afterPassword(house, ada);
		await visitor.ok("login.proveTotp", { code: ada.code(), trustBrowser: true });
		await visitor.settle();
		expect(await visitor.query("users.list", {})).toMatchObject({ status: 200 });
		await update({ id: ada.id, role: "member" });
		expect(await visitor.query("users.list", {})).toMatchObject({ status: 401 });
		expect(await nextOf(house, ada, visitor)).toBe("secondFactor");
		expect(await told(ada.id)).toEqual([{ event: "user.roleChanged", evidence: { from: "admin", to: "member" } }]);
		world.advance(10 * 60_000 + 1);
		expect(await desk.refused("users.update", { id: ada.id, role: "auditor" })).toMatchObject({
			refusal: "recent_proof_required",
		});
	});

	it("T125 an administrator makes no owner, touches no owner and does not change their own role", async () => {
		const ada = await house.enrolled({ role: "admin" });
		const pat = await house.person();
		const visitor = await house.signedIn(ada);
		for (const input of [
			{ id: pat.id, role: "owner" },
			{ id: owner.id, role: "member" },
			{ id: owner.id, name: "Mallory" },
			{ id: owner.id, phone: null },
			{ id: ada.id, role: "owner" },
			{ id: ada.id, role: "member" },
		])
			expect(await visitor.refused("users.update", input), JSON.stringify(input)).toMatchObject({
				status: 403,
				refusal: "forbidden",
			});
		expect(await storedPerson(world, pat.id)).toMatchObject({ role: "member" });
		expect(await storedPerson(world, owner.id)).toMatchObject({ role: "owner", name: "Pat Person" });
	});

	it("of a realm administrator comes with realms, and goes with them", async () => {
		const [one, two] = [await makeRealm(world, house, "one"), await makeRealm(world, house, "two")];
		const rita = await house.person();
		const named = async () =>
			(await world.rows("select realm_id from realm_admins where user_id = ?", [rita.id])).map(
				({ realm_id }) => realm_id,
			);
		expect(await desk.refused("users.update", { id: rita.id, administers: [one] })).toMatchObject({
			fields: { administers: "malformed" },
		});
		await update({ id: rita.id, role: "realmAdmin", administers: [one, two] });
		expect((await named()).sort()).toEqual([one, two].sort());
		await update({ id: rita.id, administers: [two] });
		expect(await named()).toEqual([two]);
		expect((await told(rita.id)).at(-1)).toEqual({ event: "user.changed", evidence: { fields: ["administers"] } });
		expect(await desk.okQuery("users.get", { id: rita.id })).toMatchObject({
			user: { administers: [{ id: two, name: "Realm two" }] },
		});
		await update({ id: rita.id, role: "auditor" });
		expect(await named()).toEqual([]);
	});
});

describe("a realm administrator", () => {
	it("S40 changes members of the named realms; others are forbidden or unknown, and never changed", async () => {
		const mine = await makeRealm(world, house, "mine");
		const rita = await house.enrolled({ role: "realmAdmin", realmId: mine });
		await appoint(world, house, rita.id, [mine]);
		const visitor = await house.signedIn(rita);
		const member = await house.person({ realmId: mine });
		const auditor = await house.person({ realmId: mine, role: "auditor" });
		const stranger = await house.person();
		await update({ id: member.id, name: "Changed", requirement: "required" }, visitor);
		const refusalFor = async (input: object) => (await visitor.refused("users.update", input)).refusal;
		expect(await refusalFor({ id: auditor.id, name: "X" })).toBe("forbidden");
		expect(await refusalFor({ id: rita.id, name: "X" })).toBe("forbidden");
		expect(await refusalFor({ id: member.id, role: "realmAdmin" })).toBe("forbidden");
		expect(await refusalFor({ id: stranger.id, name: "X" })).toBe("not_found");
		expect(await refusalFor({ id: stranger.id, realmId: mine })).toBe("not_found");
		expect(await storedPerson(world, stranger.id)).toMatchObject({ name: "Pat Person" });
	});
});
