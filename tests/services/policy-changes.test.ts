/**
 * policy.set: who may, what a change means, what it ends, what it refuses, and two changes at the same moment.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import { makeRealm } from "../support/administration.ts";
import { rounds, twoIsolates } from "../support/crowd.ts";
import { houseWithAdmin, realmOf, staff } from "../support/people.ts";
import { historyOf, read, set } from "../support/policy-change.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const DAY = 86_400_000;

describe("policy.set", () => {
	it("S146 has an administrator's change hold at once, says who made it and when, and raises the version", async () => {
		const { house, ada } = await houseWithAdmin(world);
		expect(await read(ada)).toMatchObject({ version: 0, changedAt: null, changedBy: null, overrides: {} });
		const overrides = { lock: { after: 5 }, requirement: "required", graceDays: 7 };
		expect(await set(ada, { overrides, version: 0 })).toEqual({ version: 1 });
		expect(await read(ada)).toMatchObject({
			policy: { requirement: "required", requiredFromAt: world.now(), graceDays: 7, lock: { after: 5, minutes: 15 } },
			overrides: { ...overrides, requiredFromAt: world.now() },
			version: 1,
			changedAt: world.now(),
			changedBy: { id: ada.id, email: ada.email, name: "Pat Person" },
		});
		expect(
			await world.rows("select version, trust_generation from policies where tenant_id = ?", [house.scope.tenantId]),
		).toEqual([{ version: 1, trust_generation: 0 }]);
		const [event] = await world.rows(
			"select actor_id, evidence from audit_events where tenant_id = ? and event = 'policy.changed'",
			[house.scope.tenantId],
		);
		expect(event).toEqual({ actor_id: ada.id, evidence: JSON.stringify({ version: 1, realm: null }) });
	});

	it("S146 gives a member, a realm administrator and an auditor 403, and changes nothing", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const realm = await makeRealm(world, house, "hall");
		const others = [
			await staff(world, house, "member"),
			await staff(world, house, "auditor"),
			await staff(world, house, "realmAdmin", [realm]),
		];
		for (const { visitor } of others) {
			for (const input of [{ overrides: { requirement: "required" } }, { overrides: {}, realmId: realm }])
				expect(await visitor.refused("policy.set", input)).toMatchObject({ status: 403, refusal: "forbidden" });
		}
		expect(await read(ada)).toMatchObject({ version: 0 });
	});

	it("asks for a recent proof", async () => {
		const { ada } = await houseWithAdmin(world);
		world.advance(10 * 60_000);
		expect(await ada.visitor.refused("policy.set", { overrides: {} })).toMatchObject({
			refusal: "recent_proof_required",
		});
	});

	it("refuses what was built on an old version, and stores nothing for what changes nothing", async () => {
		const { ada } = await houseWithAdmin(world);
		await set(ada, { overrides: { setUpSheet: true } });
		expect(await ada.visitor.refused("policy.set", { overrides: {}, version: 0 })).toMatchObject({
			status: 409,
			refusal: "conflict",
		});
		expect(await set(ada, { overrides: { setUpSheet: true }, version: 1 })).toEqual({ version: 1 });
		expect((await historyOf(ada)).versions).toHaveLength(1);
	});

	it("refuses fields that it does not know and numbers out of bounds, also inside", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const realmId = await makeRealm(world, house, "hall");
		for (const overrides of [
			{ colour: 1 },
			{ lock: { after: 2 } },
			{ lock: { colour: 1 } },
			{ session: { idleMinutes: 4 } },
			{ graceDays: 91 },
		])
			expect(await ada.visitor.refused("policy.set", { overrides })).toMatchObject({
				status: 400,
				refusal: "input_invalid",
			});
		expect(await ada.visitor.refused("policy.set", { overrides: { lock: { after: 5 } }, realmId })).toMatchObject({
			refusal: "input_invalid",
			fields: { lock: "unknown_field" },
		});
		expect(await ada.visitor.refused("policy.set", { overrides: {}, realmId: "rlm_unknown" })).toMatchObject({
			refusal: "not_found",
		});
		expect((await read(ada)).version).toBe(0);
	});

	it("refuses what nobody could meet, naming the fields, and stores nothing", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const realmId = await makeRealm(world, house, "hall");
		const unmeetable = (...fields: string[]) => ({
			status: 409,
			refusal: "policy_unmeetable",
			fields: Object.fromEntries(fields.map((field) => [field, "unmeetable"])),
		});
		const past = { requirement: "required", requiredFromAt: world.now() - 3 * DAY, graceDays: 2 };
		const idle = { session: { idleMinutes: 90, absoluteHours: 1 } };
		for (const where of [{}, { realmId }]) {
			expect(await ada.visitor.refused("policy.set", { overrides: past, ...where })).toMatchObject(
				unmeetable("requiredFromAt"),
			);
			expect(await ada.visitor.refused("policy.set", { overrides: { ...past, ...idle }, ...where })).toMatchObject(
				unmeetable("requiredFromAt", "session.idleMinutes"),
			);
		}
		await set(ada, { overrides: { session: { idleMinutes: 120 } } });
		expect(
			await ada.visitor.refused("policy.set", { overrides: { session: { absoluteHours: 1 } }, realmId }),
		).toMatchObject(unmeetable("session.idleMinutes"));
		expect((await read(ada)).version).toBe(1);
	});

	it("begins a realm's requirement now, raises the tenant's version, and asks that realm's people alone", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const carol = await house.person({ email: "carol@hall.example" });
		const dan = await house.person({ email: "dan@yard.example" });
		const realmId = await realmOf(world, carol.id);
		expect(await set(ada, { overrides: { requirement: "required" }, realmId })).toEqual({ version: 1 });
		const { realms, policy } = await read(ada);
		expect(policy.requirement).toBe("optional");
		expect(realms.find(({ id }) => id === realmId)?.rules).toEqual({
			requirement: "required",
			requiredFromAt: world.now(),
		});
		const begin = ({ email, password }: typeof carol) => house.visitor().ok("login.begin", { email, password });
		expect(await begin(carol)).toEqual({ next: "setUp", reason: "realmRequired" });
		expect(await begin(dan)).toEqual({ next: "signedIn" });
	});

	it("T067 ends trust that it narrows: of everybody, or of one realm's people, and never revives it", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const [alice, bob] = [
			await house.enrolled({ email: "alice@hall.example" }),
			await house.enrolled({ email: "bob@yard.example" }),
		];
		const trusting = async (person: typeof alice) => {
			const visitor = await afterPassword(house, person);
			await visitor.ok("login.proveTotp", { code: person.code(), trustBrowser: true });
			world.nextStep();
			return visitor;
		};
		const next = async (visitor: Awaited<ReturnType<typeof trusting>>, { email, password }: typeof alice) =>
			(await visitor.copy().ok<{ next: string }>("login.begin", { email, password })).next;
		const [hers, his] = [await trusting(alice), await trusting(bob)];
		const realmId = await realmOf(world, alice.id);
		await set(ada, { overrides: { trustedBrowserDays: 10 }, realmId });
		await set(ada, { overrides: {}, realmId });
		expect([await next(hers, alice), await next(his, bob)]).toEqual(["secondFactor", "signedIn"]);
		await set(ada, { overrides: { trustedBrowserDays: 10 } });
		await set(ada, { overrides: {} });
		expect(await next(his, bob)).toBe("secondFactor");
	});

	it("heals a tenant whose record is lost or damaged", async () => {
		for (const text of [null, "not json"]) {
			const { house, ada } = await houseWithAdmin(world);
			const { tenantId } = house.scope;
			if (text === null) await world.rows("delete from policies where tenant_id = ?", [tenantId]);
			else await world.rows("update policies set overrides = ? where tenant_id = ?", [text, tenantId]);
			expect((await read(ada)).policy.requirement).toBe("required");
			await set(ada, { overrides: { setUpSheet: true } });
			expect((await read(ada)).policy).toMatchObject({ requirement: "optional", setUpSheet: true });
		}
	});

	it("of twenty pairs at the same moment lets one of each pair through; none is lost and none is half done", async () => {
		const house = await world.tenant();
		const [ada, eve] = [await staff(world, house, "admin"), await staff(world, house, "owner")];
		const realmId = await makeRealm(world, house, "hall");
		const gate = twoIsolates(world);
		for (let round = 0; round < rounds(20); round += 1) {
			const { version } = await read(ada);
			const [first, second] = [gate(house, 0), gate(house, 1)];
			first.jar.take(ada.visitor.jar);
			second.jar.take(eve.visitor.jar);
			const answers = await Promise.all([
				first.mutate("policy.set", { overrides: { lock: { after: 3 + (round % 8) } } }),
				second.mutate("policy.set", { overrides: { graceDays: round + 1 }, realmId }),
			]);
			const done = answers.filter(({ status }) => status === 200).length;
			expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
			expect(done).toBeGreaterThan(0);
			expect((await read(ada)).version).toBe(version + done);
			const { tenantId } = house.scope;
			const [kept] = await world.rows("select count(*) as n from policy_versions where tenant_id = ?", [tenantId]);
			const [told] = await world.rows(
				"select count(*) as n from audit_events where tenant_id = ? and event = 'policy.changed'",
				[tenantId],
			);
			expect([kept?.n, told?.n]).toEqual([version + done, version + done]);
		}
	});
});
