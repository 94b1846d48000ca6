/**
 * Whom a change would hit, before it is made: counted in SQL by a twin of the pure rules, which is compared with them over
 * people and rules drawn at random, damaged ones among them.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demandOf } from "../../worker/features/policy/demand.ts";
import { effectivePolicy, policyInRealm, readRealmRules } from "../../worker/features/policy/rules.ts";
import { normalised } from "../../worker/features/policy-changes/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { afterPassword } from "../support/acts.ts";
import { refusalOf, type Visitor } from "../support/browser.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { type DrawnPerson, demandsOf, drawnRules, sequence, storeCrowd } from "../support/generated.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import type { TestTenant, World } from "../support/world.ts";

let world: World;
let proxy: CountingProxy;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
});
afterAll(() => world.stop());

const DAY = 86_400_000;

interface Preview {
	asked: number;
	limitedNow: number;
	already: number;
	trustEnded: number;
	sessionsEnded: number;
	unmeetable: Record<string, string> | null;
	people: { id: string; name: string; email: string; realm: { id: string; name: string }; dueAt: number }[];
	deadlineAt: number | null;
}

const demandOn = (person: DrawnPerson, tenant: string) =>
	demandOf({
		tenant: effectivePolicy(tenant),
		realmRules: person.realmRules,
		own: person.own,
		activeSinceAt: person.activeSinceAt as Millis | null,
	});

const storePolicy = (house: TestTenant, text: string) =>
	world.rows("update policies set overrides = ? where tenant_id = ?", [text, house.scope.tenantId]);

describe("the SQL twin of demandOf", () => {
	it("says of every person what the pure rules say, whatever is stored", async () => {
		const draw = sequence(20_261_121);
		let demanded = 0;
		for (let round = 0; round < 30; round += 1) {
			const house = await world.tenant();
			const tenant = drawnRules(draw, world.now(), "tenant");
			await storePolicy(house, tenant);
			const people = await storeCrowd(world, house, draw, { realms: 12, people: 60 });
			const rows = await demandsOf(house);
			const bySql = new Map(rows.map((row) => [row.user_id, row]));
			expect(rows).toHaveLength(people.length);
			for (const person of people) {
				const demand = demandOn(person, tenant);
				const { session } = policyInRealm(effectivePolicy(tenant), person.realmRules);
				const row = bySql.get(person.id);
				expect(row, `${tenant} ${JSON.stringify(person)}`).toMatchObject({
					demanded_by: demand?.by ?? null,
					from_at: demand?.fromAt ?? null,
					due_at: demand?.dueAt ?? null,
				});
				// A realm whose rules cannot be read is as strict as can be; the shorter life is the twin's.
				if (readRealmRules(person.realmRules) !== null) {
					expect([row?.idle_ms, row?.absolute_ms]).toEqual([
						session.idleMinutes * 60_000,
						session.absoluteHours * 3_600_000,
					]);
				}
				if (demand) demanded += 1;
			}
		}
		expect(demanded).toBeGreaterThan(500);
		expect(demanded).toBeLessThan(1500);
	});

	it("is as strict as can be where the tenant's row is gone", async () => {
		const house = await world.tenant();
		const { id } = await house.person();
		await world.rows("delete from policies where tenant_id = ?", [house.scope.tenantId]);
		const rows = await demandsOf(house);
		expect(rows).toMatchObject([{ user_id: id, demanded_by: "tenant", from_at: 0, due_at: 0 }]);
	});
});

describe("policy.preview", () => {
	async function adminOf(house: TestTenant): Promise<Visitor> {
		return house.signedIn(await house.enrolled({ role: "admin" }));
	}
	/** Opens the window for sensitive acts again. */
	async function prove(visitor: Visitor, house: TestTenant): Promise<void> {
		const { user } = await visitor.okQuery<{ user: { id: string } }>("sessions.current");
		await world.rows("update sessions set recent_until_at = ? where tenant_id = ? and user_id = ?", [
			world.now() + 600_000,
			house.scope.tenantId,
			user.id,
		]);
	}
	const preview = (visitor: Visitor, input: unknown) => visitor.okQuery<Preview>("policy.preview", input);

	it("counts whom a change asks, holds back at once or finds protected, and is right for drawn crowds", async () => {
		const draw = sequence(7);
		for (let round = 0; round < 12; round += 1) {
			const house = await world.tenant();
			const visitor = await adminOf(house);
			const tenant = drawnRules(draw, world.now(), "tenant");
			const people = await storeCrowd(world, house, draw, { realms: 5, people: 80 });
			await storePolicy(house, tenant);
			// The reader must not be held back by what is drawn: an administrator with a factor is not.
			const overrides = {
				requirement: "required" as const,
				...[{}, { graceDays: 7 }, { requiredFromAt: world.now() + 3 * DAY, graceDays: draw(5) }][round % 3],
			};
			const next = JSON.stringify(normalised(overrides, effectivePolicy(tenant), world.now()));
			const now = world.now();
			const active = people.filter(({ status }) => status === "active");
			const asked = people.filter((person) => {
				if (person.status === "disabled") return false;
				const [before, after] = [demandOn(person, tenant), demandOn(person, next)];
				return person.twoFactor === "off" && after !== null && (before === null || after.dueAt < before.dueAt);
			});
			const found = await preview(visitor, { overrides });
			const dueOf = (person: DrawnPerson) => demandOn(person, next)?.dueAt ?? 0;
			expect(found, tenant).toMatchObject({
				asked: asked.length,
				// Only who is there already can be held back.
				limitedNow: asked.filter((person) => {
					if (person.status !== "active") return false;
					const before = demandOn(person, tenant);
					return dueOf(person) <= now && (before === null || before.dueAt > now);
				}).length,
				// The administrator who looks is protected, too.
				already: active.filter((person) => person.twoFactor !== "off" && demandOn(person, next)).length + 1,
			});
			expect(found.people).toHaveLength(Math.min(20, asked.length));
			const expected = asked.map((person) => [dueOf(person), person.id] as const);
			const first = [...expected].sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1)).slice(0, 20);
			expect(found.people.map(({ id, dueAt }) => [dueAt, id])).toEqual(first);
		}
	});

	it("of one realm's rules speaks of that realm's people alone; a foreign realm is an unknown one", async () => {
		const [house, other] = await Promise.all([world.tenant(), world.tenant()]);
		const visitor = await adminOf(house);
		const inside = await house.person({ email: "ina@inside.example" });
		await house.person({ email: "otto@outside.example" });
		const stranger = await other.person();
		const realmOf = async (id: string) =>
			String((await world.rows("select realm_id from users where id = ?", [id]))[0]?.realm_id);
		const realmId = await realmOf(inside.id);
		const found = await preview(visitor, { overrides: { requirement: "required", graceDays: 10 }, realmId });
		expect(found).toMatchObject({ asked: 1, limitedNow: 0, already: 0, unmeetable: null });
		expect(found.deadlineAt).toBe(world.now() + 10 * DAY);
		expect(found.people).toEqual([
			{
				id: inside.id,
				name: "Pat Person",
				email: "ina@inside.example",
				realm: { id: realmId, name: "inside.example" },
				dueAt: world.now() + 10 * DAY,
			},
		]);
		const foreign = { overrides: { requirement: "required" }, realmId: await realmOf(stranger.id) };
		const answer = await visitor.query("policy.preview", foreign);
		const unknown = await visitor.query("policy.preview", { ...foreign, realmId: "rlm_unknown" });
		expect([answer.status, refusalOf(answer).refusal]).toEqual([404, "not_found"]);
		expect(refusalOf(unknown).refusal).toBe("not_found");
	});

	it("counts the sessions and the trusted browsers that would end, and saving ends exactly those", async () => {
		const house = await world.tenant();
		const visitor = await adminOf(house);
		const alice = await house.enrolled();
		const trusting = await afterPassword(house, alice);
		await trusting.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		const idle = await house.signedIn(await house.person());
		world.advance(20 * 60_000);
		world.nextStep();
		const lively = await house.signedIn(await house.person());
		await visitor.okQuery("sessions.current");
		await visitor.settle();
		const overrides = { session: { idleMinutes: 15 }, trustedBrowserDays: 7 };
		expect(await preview(visitor, { overrides })).toMatchObject({ sessionsEnded: 2, trustEnded: 1, asked: 0 });
		expect(await preview(visitor, { overrides: { trustedBrowserDays: 31 } })).toMatchObject({
			sessionsEnded: 0,
			trustEnded: 0,
		});
		await prove(visitor, house);
		await visitor.ok("policy.set", { overrides });
		expect(await idle.okQuery("sessions.current")).toBeNull();
		expect(await trusting.okQuery("sessions.current")).toBeNull();
		expect(await lively.okQuery("sessions.current")).not.toBeNull();
		expect(await house.visitor().ok("login.begin", { email: alice.email, password: alice.password })).toMatchObject({
			next: "secondFactor",
		});
		world.nextStep();
		const again = await afterPassword(house, alice, trusting);
		expect(again.jar.nameLike("challenge")).toBeDefined();
	});

	it("tells what nobody could meet, field by field, and the date from which nobody gets in without", async () => {
		const house = await world.tenant();
		const visitor = await adminOf(house);
		const past = { requirement: "required", requiredFromAt: world.now() - 2 * DAY, graceDays: 1 };
		expect(await preview(visitor, { overrides: past })).toMatchObject({
			unmeetable: { requiredFromAt: "unmeetable" },
			deadlineAt: world.now() - DAY,
		});
		const idle = { session: { idleMinutes: 121, absoluteHours: 2 } };
		expect((await preview(visitor, { overrides: idle })).unmeetable).toEqual({ "session.idleMinutes": "unmeetable" });
		expect(await preview(visitor, { overrides: {} })).toMatchObject({ unmeetable: null, deadlineAt: null, asked: 0 });
	});

	it("of a requirement that stands does not begin it anew, also when its day comes back with its first hour", async () => {
		const house = await world.tenant();
		const visitor = await adminOf(house);
		await house.person();
		await visitor.ok("policy.set", { overrides: { requirement: "required", graceDays: 10 } });
		const midnight = world.now() - 12 * 3_600_000;
		world.advance(DAY);
		for (const overrides of [
			{ requirement: "required", graceDays: 10, setUpSheet: true },
			{ requirement: "required", graceDays: 10, requiredFromAt: midnight },
		]) {
			expect(await preview(await adminOf(house), { overrides })).toMatchObject({
				asked: 0,
				limitedNow: 0,
				unmeetable: null,
				deadlineAt: world.now() + 9 * DAY,
			});
		}
		const sooner = { requirement: "required", graceDays: 5 };
		expect(await preview(await adminOf(house), { overrides: sooner })).toMatchObject({ asked: 1 });
	});

	it("is right for thirty thousand people in four hundred realms, in one request that goes a few times over each", async () => {
		const house = await world.tenant();
		const visitor = await adminOf(house);
		await storeCrowd(world, house, sequence(11), { realms: 400, people: 30_000 });
		await visitor.settle();
		proxy.reset();
		const found = await preview(visitor, { overrides: { requirement: "required" } });
		const [only, ...others] = proxy.requests;
		expect(found.asked).toBeGreaterThan(3000);
		expect(found.people).toHaveLength(20);
		expect(others).toEqual([]);
		// 31 rows a person for all that a preview tells, however many realms there are.
		expect((only?.rowsRead ?? Number.NaN) / 30_000).toBeLessThan(40);
	});
});
