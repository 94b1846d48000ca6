/**
 * overview.get: today counted live, the days before as the sweep kept them, sign-ins by factor and result, who is missing, who
 * is locked; for each reader what they may see, and one row a day however many sweeps there are.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepCoverage } from "../../worker/features/overview/service.ts";
import { countSignIns } from "../../worker/features/overview/store.ts";
import { demandOf, isRequired } from "../../worker/features/policy/demand.ts";
import { effectivePolicy } from "../../worker/features/policy/rules.ts";
import type { Millis, TenantId, UserId } from "../../worker/lib/brand.ts";
import { sweep } from "../../worker/sweep.ts";
import { afterPassword, wrongCode } from "../support/acts.ts";
import { makeRealm } from "../support/administration.ts";
import { drawnRules, sequence, storeCrowd } from "../support/generated.ts";
import { houseWithAdmin, realmOf, type StaffMember, staff } from "../support/people.ts";
import { change } from "../support/policy-change.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const DAY = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

interface Named {
	id: string;
	name: string;
	email: string;
}
interface Overview {
	today: Record<"people" | "on" | "neverUsed" | "off" | "required" | "missing" | "locked", number>;
	coverage: { day: string; people: number; on: number; required: number; missing: number }[];
	signIns: ({ day: string } & Record<"totp" | "recoveryCode" | "trustedBrowser" | "password" | "refused", number>)[];
	missing: (Named & { realm: { id: string; name: string }; dueAt: number | null })[];
	locked: Named[];
}
const get = ({ visitor }: StaffMember) => visitor.okQuery<Overview>("overview.get");
/** The sweep's part in it, without the rest of a sweep. */
const keepNow = () => keepCoverage(world.deps.openCell(world.deps.config.homeCell), world.now());
const keptOf = (house: TestTenant) =>
	world.rows("select day, people, protected, required, missing from coverage_days where tenant_id = ? order by day", [
		house.scope.tenantId,
	]);

describe("today", () => {
	it("counts people by the state of their second factor, and who must have one, as the pure rules say of each", async () => {
		const draw = sequence(99);
		for (let round = 0; round < 8; round += 1) {
			const { house, ada } = await houseWithAdmin(world);
			const tenant = drawnRules(draw, world.now(), "tenant");
			const crowd = (await storeCrowd(world, house, draw, { realms: 6, people: 70 })).filter(
				({ status }) => status !== "disabled",
			);
			await world.rows("update policies set overrides = ? where tenant_id = ?", [tenant, house.scope.tenantId]);
			const count = (state: string) => crowd.filter(({ twoFactor }) => twoFactor === state).length;
			const isAsked = (person: (typeof crowd)[number]) =>
				isRequired(
					demandOf({
						tenant: effectivePolicy(tenant),
						realmRules: person.realmRules,
						own: person.own,
						activeSinceAt: person.activeSinceAt as Millis | null,
					}),
					world.now(),
				);
			const asked = crowd.filter(isAsked);
			const { today, coverage, missing } = await get(ada);
			const adasRule = demandOf({
				tenant: effectivePolicy(tenant),
				realmRules: "{}",
				own: "inherit",
				activeSinceAt: world.now(),
			});
			const isAdaAsked = isRequired(adasRule, world.now()) ? 1 : 0;
			expect(today, tenant).toEqual({
				people: crowd.length + 1,
				on: count("on") + 1,
				neverUsed: count("onNeverUsed"),
				off: count("off"),
				required: asked.length + isAdaAsked,
				missing: asked.filter(({ twoFactor }) => twoFactor === "off").length,
				locked: 0,
			});
			expect(coverage).toEqual([
				{
					day: dayOf(world.now()),
					people: today.people,
					on: today.on + today.neverUsed,
					required: today.required,
					missing: today.missing,
				},
			]);
			expect(missing).toHaveLength(Math.min(10, today.missing));
		}
	});

	it("names who is missing, the most urgent first, and who is locked", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const [soon, sooner, fine] = [
			await house.person({ name: "Soon", email: "soon@hall.example" }),
			await house.person({ name: "Sooner", requirement: "required" }),
			await house.enrolled({ name: "Fine" }),
		];
		await change(house.scope, {
			requirement: "required",
			requiredFromAt: world.now(),
			graceDays: 5,
			lock: { after: 3 },
		});
		const visitor = await afterPassword(house, fine);
		for (let tries = 0; tries < 3; tries += 1)
			await visitor.refused("login.proveTotp", { code: wrongCode(fine.phone, world.now()) });
		const { today, missing, locked } = await get(ada);
		expect(today).toMatchObject({ people: 4, off: 2, required: 4, missing: 2, locked: 1 });
		expect(missing).toEqual([
			expect.objectContaining({ id: sooner.id, name: "Sooner", dueAt: 0 }),
			{
				id: soon.id,
				name: "Soon",
				email: soon.email,
				realm: { id: await realmOf(world, soon.id), name: "hall.example" },
				dueAt: world.now() + 5 * DAY,
			},
		]);
		expect(locked).toEqual([{ id: fine.id, name: "Fine", email: fine.email }]);
	});
});

describe("the days before", () => {
	it("are kept by the sweep, one row a day and the last one of the day, and shown for ninety days", async () => {
		const { house } = await houseWithAdmin(world);
		await house.person({ requirement: "required" });
		await Promise.all([sweep(world.deps), sweep(world.deps)]);
		const first = dayOf(world.now());
		expect(await keptOf(house)).toEqual([{ day: first, people: 2, protected: 1, required: 1, missing: 1 }]);
		await house.enrolled();
		for (let minute = 0; minute < 60; minute += 1) {
			world.advance(60_000);
			await keepNow();
		}
		expect(await keptOf(house)).toEqual([{ day: first, people: 3, protected: 2, required: 1, missing: 1 }]);
		world.advance(DAY);
		await sweep(world.deps);
		expect((await keptOf(house)).map(({ day }) => day)).toEqual([first, dayOf(world.now())]);
		await world.rows(
			"insert into coverage_days (tenant_id, day, people, protected, required, missing) values (?, ?, 1, 1, 1, 1)",
			[house.scope.tenantId, dayOf(world.now() - 95 * DAY)],
		);
		const later = await staff(world, house, "owner");
		const { coverage } = await get(later);
		expect(coverage.map(({ day }) => day)).toEqual([first, dayOf(world.now())]);
		expect(coverage[0]).toEqual({ day: first, people: 3, on: 2, required: 1, missing: 1 });
		expect(coverage.at(-1)).toMatchObject({ people: 4, on: 3 });
		world.advance(10 * DAY);
		await sweep(world.deps);
		expect((await keptOf(house)).map(({ day }) => day)).not.toContain(dayOf(world.now() - 105 * DAY));
		expect(await get(await staff(world, house, "admin"))).toMatchObject({ today: { people: 5 } });
	});

	it("take each tenant's numbers at most once an hour once they are there, so that no sweep counts them all", async () => {
		await Promise.all(Array.from({ length: 25 }, () => world.tenant()));
		await sweep(world.deps);
		const taken: number[] = [];
		for (let minute = 0; minute < 60; minute += 1) {
			world.advance(60_000);
			await world.rows("update coverage_days set people = -1");
			await keepNow();
			const [row] = await world.rows("select count(*) as n from coverage_days where people >= 0");
			taken.push(Number(row?.n));
		}
		const [tenants] = await world.rows("select count(*) as n from tenants");
		expect(taken.reduce((sum, one) => sum + one, 0)).toBe(tenants?.n);
		expect(Math.max(...taken)).toBeLessThan(Number(tenants?.n) / 2);
	});
});

describe("sign-ins", () => {
	it("are counted for thirty days by what was shown and how it went", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const before = (await get(ada)).signIns.at(-1);
		expect(before).toEqual({
			day: dayOf(world.now()),
			totp: 1,
			recoveryCode: 0,
			trustedBrowser: 0,
			password: 0,
			refused: 0,
		});
		const [alice, carol] = [await house.enrolled(), await house.person()];
		await house.signedIn(carol);
		const visitor = await afterPassword(house, alice);
		await visitor.refused("login.proveTotp", { code: wrongCode(alice.phone, world.now()) });
		await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await visitor.copy().ok("login.begin", { email: alice.email, password: PASSWORD });
		const byCode = await afterPassword(house, alice);
		await byCode.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] });
		const refused = house.visitor();
		await refused.refused("login.begin", { email: alice.email, password: "not-the-one" });
		await refused.settle();
		const { signIns } = await get(ada);
		expect(signIns).toHaveLength(30);
		expect(signIns.at(-1)).toMatchObject({ totp: 2, recoveryCode: 1, trustedBrowser: 1, password: 1, refused: 2 });
		expect(signIns.slice(0, 29).every((day) => day.totp + day.password + day.refused === 0)).toBe(true);
		world.advance(29 * DAY);
		const later = await get(await staff(world, house, "auditor"));
		expect(later.signIns[0]).toEqual(signIns.at(-1));
		world.advance(DAY);
		expect((await get(await staff(world, house, "auditor"))).signIns[0]).toMatchObject({ totp: 0, password: 0 });
	});

	it("are counted along an index that holds all of it, without their rows", async () => {
		const { sql, params } = countSignIns(
			world.deps.openCell(world.deps.config.homeCell),
			"x" as TenantId,
			"y" as UserId,
			world.now(),
		).toSQL();
		const plan = await world.rows(`explain query plan ${sql}`, params as string[]);
		expect(plan.map(({ detail }) => detail).join()).toContain(
			"USING COVERING INDEX audit_events_sign_ins (tenant_id=? AND at>?)",
		);
	});
});

describe("who reads", () => {
	it("a realm administrator sees the named realms' people alone, and no house-wide past", async () => {
		const { house } = await houseWithAdmin(world);
		const hall = await makeRealm(world, house, "hall", { requirement: "required" });
		const rhea = await staff(world, house, "realmAdmin", [hall]);
		const [inside] = [await house.person({ realmId: hall }), await house.person({ requirement: "required" })];
		await sweep(world.deps);
		world.advance(DAY);
		const again = await house.signedIn(rhea);
		const { today, coverage, missing, signIns } = await get({ ...rhea, visitor: again });
		expect(today).toMatchObject({ people: 1, off: 1, required: 1, missing: 1 });
		expect(coverage).toHaveLength(1);
		expect(missing.map(({ id }) => id)).toEqual([inside.id]);
		expect(signIns.every((day) => day.totp === 0)).toBe(true);
	});

	it("a member sees nothing", async () => {
		const house = await world.tenant();
		const { visitor } = await staff(world, house, "member");
		expect(await visitor.query("overview.get")).toMatchObject({ status: 403 });
	});
});
