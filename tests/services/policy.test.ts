/**
 * What a tenant demands takes effect at once, for open sessions and half-done sign-ins too, and a damaged record closes.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import { change } from "../support/policy-change.ts";
import { createWorld, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const begin = async (house: TestTenant, email: string) =>
	house.visitor().ok("login.begin", { email, password: PASSWORD });

describe("a requirement of the house", () => {
	it("S174 S175 turns a free choice into a set-up at the next sign-in, and back", async () => {
		const house = await world.tenant();
		const { email } = await house.person();
		expect(await begin(house, email)).toEqual({ next: "signedIn" });
		await change(house.scope, { requirement: "required" });
		expect(await begin(house, email)).toEqual({ next: "setUp", reason: "tenantRequired" });
		await change(house.scope, {});
		expect(await begin(house, email)).toEqual({ next: "signedIn" });
	});

	it("S175 binds a person whose own record says otherwise: the tighter rule wins", async () => {
		const house = await world.tenant({ policy: { requirement: "required" } });
		const { email } = await house.person({ requirement: "notRequired" });
		expect(await begin(house, email)).toEqual({ next: "setUp", reason: "tenantRequired" });
		const own = await world.tenant();
		const required = await own.person({ requirement: "required" });
		expect(await begin(own, required.email)).toEqual({ next: "setUp", reason: "userRequired" });
	});
});

describe("the record", () => {
	it.each(["missing", "not json", '{"requirement":"sometimes"}', '{"lock":{"after":1000}}'])(
		"closes when it reads %j: a factor for everybody and no trust",
		async (stored) => {
			const house = await world.tenant();
			const alice = await house.enrolled();
			const { email } = await house.person();
			if (stored === "missing") await world.rows("delete from policies where tenant_id = ?", [house.scope.tenantId]);
			else await world.rows("update policies set overrides = ? where tenant_id = ?", [stored, house.scope.tenantId]);
			expect(await begin(house, email)).toEqual({ next: "setUp", reason: "tenantRequired" });
			expect(await begin(house, alice.email)).toMatchObject({
				next: "secondFactor",
				trust: { allowed: false, days: 0 },
			});
		},
	);

	it("is replaced by one of two who change it at the same moment; the other is told", async () => {
		const house = await world.tenant();
		const results = await Promise.allSettled([
			change(house.scope, { setUpSheet: true }),
			change(house.scope, { requirement: "required" }),
		]);
		const [row] = await world.rows("select version, overrides from policies where tenant_id = ?", [
			house.scope.tenantId,
		]);
		const done = results.filter(({ status }) => status === "fulfilled").length;
		expect(row?.version).toBe(done);
	});
});

describe("a sign-in that is half done", () => {
	it("goes by the policy of its last step, not of its first", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const visitor = await afterPassword(house, alice);
		await change(house.scope, { trustedBrowserDays: 0 });
		expect(await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true })).toEqual({
			next: "signedIn",
		});
		expect(visitor.jar.nameLike("trusted")).toBeUndefined();
	});
});
