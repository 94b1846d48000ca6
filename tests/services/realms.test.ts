/**
 * Realms: everybody is in exactly one, custom and automatic ones are told apart, an automatic one is named after its source,
 * and a realm goes only while it is custom and empty.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRealm } from "../support/administration.ts";
import { inviteGuest } from "../support/guests.ts";
import { houseWithAdmin, realmOf, staff } from "../support/people.ts";
import { create, hall, list, named, recorded } from "../support/realm-acts.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

describe("S76 everybody", () => {
	it("S76 is in a realm from the first moment, whichever way they came, and the database stores nobody without one", async () => {
		const platform = world.platform();
		const slug = "realm-house";
		const signUp = {
			organization: "Acme",
			slug,
			name: "Olive",
			email: "olive@oak.example",
			password: "quiet-river-stone",
		};
		await platform.ok("tenants.signUp", signUp);
		await platform.settle();
		const house = await world.tenant();
		await house.person({ email: "pat@elm.example" });
		await inviteGuest(world, house);
		const homeless = await world.rows(
			"select id from users where not exists (select 1 from realms where realms.tenant_id = users.tenant_id and realms.id = users.realm_id)",
		);
		expect(homeless).toEqual([]);
		const owner = await world.rows(
			"select realms.key, realms.kind from users join realms on realms.tenant_id = users.tenant_id and realms.id = users.realm_id where users.email = ?",
			["olive@oak.example"],
		);
		expect(owner).toEqual([{ key: "oak.example", kind: "automatic" }]);
		for (const realm of ["null", "'rlm_nowhere'"])
			await expect(world.rows(`update users set realm_id = ${realm} where email = 'pat@elm.example'`)).rejects.toThrow(
				/constraint/i,
			);
	});
});

describe("automatic realms", () => {
	it("S81 take key and name from their source, once per source, also when twenty people come at once", async () => {
		const { house, ada } = await houseWithAdmin(world);
		await Promise.all(Array.from({ length: 20 }, (_, index) => house.person({ email: `p${index}@Birch.Example` })));
		const found = (await list(ada)).filter(({ key }) => key === "birch.example");
		expect(found).toEqual([
			expect.objectContaining({
				key: "birch.example",
				name: "birch.example",
				category: "domain",
				kind: "automatic",
				people: 20,
			}),
		]);
	});

	it("S81 cannot be removed, empty or not", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const pat = await house.person({ email: "pat@elm.example" });
		const id = await realmOf(world, pat.id);
		expect(await ada.visitor.refused("realms.remove", { id })).toMatchObject({ status: 403 });
		await world.rows("delete from users where id = ?", [pat.id]);
		expect(await ada.visitor.refused("realms.remove", { id })).toMatchObject({ status: 403 });
		expect(await named(ada, "elm.example")).toMatchObject({ people: 0 });
	});
});

describe("custom realms", () => {
	it("S80 S85 are made with ID, name and category, shown as saved, and recorded", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const { id } = await create(ada, hall);
		expect(await named(ada, "Great hall")).toEqual({
			...hall,
			id,
			kind: "custom",
			rules: {},
			people: 0,
			protected: 0,
			missing: 0,
			mayWrite: true,
		});
		expect(await recorded(world, house)).toEqual([
			{ event: "realm.created", actor: ada.id, key: "Hall", name: "Great hall", kind: "custom" },
		]);
	});

	it("S85 keep a category that another system named", async () => {
		const { ada } = await houseWithAdmin(world);
		await create(ada, { key: "north", name: "North", category: "Subsidiary" });
		expect(await named(ada, "North")).toMatchObject({ key: "north", category: "Subsidiary" });
	});

	it("S85 need all three, in bounds", async () => {
		const { ada } = await houseWithAdmin(world);
		for (const field of ["key", "name", "category"]) {
			const { [field]: _, ...rest } = hall as Record<string, string>;
			for (const input of [
				rest,
				{ ...hall, [field]: "" },
				{ ...hall, [field]: "x".repeat(101) },
				{ ...hall, [field]: "a\u0000b" },
			])
				expect(await ada.visitor.refused("realms.create", input), field).toMatchObject({
					status: 400,
					refusal: "input_invalid",
				});
		}
		expect(await ada.visitor.refused("realms.create", { ...hall, kind: "automatic" })).toMatchObject({ status: 400 });
		expect((await list(ada)).filter(({ kind }) => kind === "custom")).toEqual([]);
	});

	it("S85 refuse an ID that another realm of this house has, however it is capitalised, and no other house's", async () => {
		const { house, ada } = await houseWithAdmin(world);
		await create(ada, hall);
		await house.person({ email: "pat@elm.example" });
		for (const key of ["Hall", "hall", "HALL", " Hall ", "elm.example", "ELM.example"])
			expect(await ada.visitor.refused("realms.create", { ...hall, key })).toMatchObject({
				status: 400,
				refusal: "input_invalid",
				fields: { key: "taken" },
			});
		const other = await houseWithAdmin(world);
		await create(other.ada, hall);
	});

	it("are renamed and given another category; their ID stays; the record tells", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const { id } = await create(ada, hall);
		expect(await ada.visitor.ok("realms.update", { id, name: "Small hall", category: "service" })).toEqual({});
		expect(await ada.visitor.ok("realms.update", { id })).toEqual({});
		expect(await named(ada, "Small hall")).toMatchObject({ id, key: "Hall", category: "service" });
		expect((await recorded(world, house)).slice(1)).toEqual([
			{ event: "realm.changed", actor: ada.id, key: "Hall", name: "Small hall" },
		]);
		expect(await ada.visitor.refused("realms.update", { id: "rlm_unknown", name: "x" })).toMatchObject({ status: 404 });
	});

	it("go only while nobody is in them, with their administrators' permission, and the record tells", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const id = await makeRealm(world, house, "attic");
		const rhea = await staff(world, house, "realmAdmin", [id]);
		const disabled = await house.person({ realmId: id });
		await world.rows("update users set status = 'disabled' where id = ?", [disabled.id]);
		expect(await ada.visitor.refused("realms.remove", { id })).toMatchObject({
			status: 409,
			refusal: "realm_not_empty",
		});
		await world.rows("delete from users where id = ?", [disabled.id]);
		expect(await ada.visitor.ok("realms.remove", { id })).toEqual({});
		expect(await list(rhea)).toEqual([]);
		expect(await world.rows("select * from realm_admins where realm_id = ?", [id])).toEqual([]);
		expect(await recorded(world, house)).toEqual([
			{ event: "realm.removed", actor: ada.id, key: "attic", name: "Realm attic" },
		]);
		expect(await ada.visitor.refused("realms.remove", { id })).toMatchObject({ status: 404 });
	});

	it("T047 S146 are made, renamed and removed by administrators alone", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const id = await makeRealm(world, house, "attic");
		for (const role of ["member", "auditor", "realmAdmin"] as const) {
			const { visitor } = await staff(world, house, role, [id]);
			expect(await visitor.refused("realms.create", hall)).toMatchObject({ status: 403 });
			expect(await visitor.refused("realms.update", { id, name: "Mine" })).toMatchObject({ status: 403 });
			expect(await visitor.refused("realms.remove", { id })).toMatchObject({ status: 403 });
		}
		expect(await named(ada, "Realm attic")).toBeDefined();
	});

	it("T126 of another house are unknown ones", async () => {
		const [{ ada }, { house }] = [await houseWithAdmin(world), await houseWithAdmin(world)];
		const id = await makeRealm(world, house, "attic");
		for (const [procedure, input] of [
			["realms.update", { name: "Mine" }],
			["realms.remove", {}],
		] as const) {
			const [foreign, unknown] = [
				await ada.visitor.refused(procedure, { id, ...input }),
				await ada.visitor.refused(procedure, { id: "rlm_unknown", ...input }),
			];
			expect({ ...foreign, requestId: "" }).toEqual({ ...unknown, requestId: "" });
			expect(foreign.status).toBe(404);
		}
	});
});

describe("the list", () => {
	it("S82 shows own and automatic realms and tells them apart, with their people, protected and missing ones", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const { id } = await create(ada, { key: "custom", name: "Custom Realm", category: "other" });
		await world.rows("update realms set rules = ? where id = ?", ['{"requirement":"required"}', id]);
		const realmId = id as Awaited<ReturnType<typeof realmOf>>;
		await house.person({ name: "Test User", realmId });
		await house.enrolled({ realmId });
		const gone = await house.person({ realmId });
		await world.rows("update users set status = 'disabled' where id = ?", [gone.id]);
		const automatic = await realmOf(world, ada.id);
		expect(await list(ada)).toEqual([
			expect.objectContaining({ id, name: "Custom Realm", kind: "custom", people: 3, protected: 1, missing: 1 }),
			expect.objectContaining({
				id: automatic,
				name: `${house.slug}.example`,
				kind: "automatic",
				people: 1,
				protected: 1,
				missing: 0,
			}),
		]);
	});

	it("shows a realm administrator the named realms alone, and an auditor all without a pen", async () => {
		const { house } = await houseWithAdmin(world);
		const [attic, cellar] = [await makeRealm(world, house, "attic"), await makeRealm(world, house, "cellar")];
		const rhea = await staff(world, house, "realmAdmin", [attic]);
		const auditor = await staff(world, house, "auditor");
		expect((await list(rhea)).map(({ id, mayWrite }) => [id, mayWrite])).toEqual([[attic, true]]);
		const all = await list(auditor);
		expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([attic, cellar]));
		expect(all.every(({ mayWrite }) => !mayWrite)).toBe(true);
	});

	it("says null of rules that cannot be read", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const id = await makeRealm(world, house, "attic");
		await world.rows("update realms set rules = 'damaged' where id = ?", [id]);
		await house.person({ realmId: id });
		expect(await named(ada, "Realm attic")).toMatchObject({ rules: null, missing: 1 });
	});
});
