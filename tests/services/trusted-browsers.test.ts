/**
 * Trusted browsers: a right code with consent makes one, the password alone is asked from it, and it can be taken back.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword, setUp } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { change } from "../support/policy-change.ts";
import { createWorld, type EnrolledPerson, PASSWORD, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const day = 86_400_000;

interface Listed {
	readonly browsers: readonly { readonly id: string; readonly current: boolean; readonly expiresAt: number }[];
}

/** A browser in which the person has just signed in and ticked the box. */
async function trust(house: TestTenant, alice: EnrolledPerson, visitor: Visitor = house.visitor()): Promise<Visitor> {
	world.nextStep();
	await afterPassword(house, alice, visitor);
	await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
	await visitor.settle();
	return visitor;
}

async function trusted(policy = {}) {
	const house = await world.tenant({ policy });
	const alice = await house.enrolled();
	return { house, alice, visitor: await trust(house, alice) };
}
const nextAt = async (visitor: Visitor, { email, password }: EnrolledPerson) =>
	(await visitor.ok("login.begin", { email, password })).next;

describe("trust", () => {
	it("S132 S133 S134 asks only the password of this browser, without the phone, and of every other one the code", async () => {
		const { house, alice, visitor } = await trusted();
		await visitor.ok("login.signOut");
		expect(await nextAt(visitor, alice)).toBe("signedIn");
		expect(await visitor.okQuery("sessions.current")).toMatchObject({
			session: { assurance: "trustedBrowser", recentUntilAt: null },
		});
		expect(await nextAt(house.visitor(), alice)).toBe("secondFactor");
		visitor.jar.clear();
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
	});

	it("S132 is given only when asked for: an unticked box leaves no cookie", async () => {
		const { house, alice } = await trusted();
		for (const more of [{}, { trustBrowser: false }]) {
			world.nextStep();
			const visitor = await afterPassword(house, alice);
			await visitor.ok("login.proveTotp", { code: alice.code(), ...more });
			expect(visitor.jar.nameLike("trusted")).toBeUndefined();
			expect(await nextAt(visitor, alice)).toBe("secondFactor");
		}
	});

	it("T061 needs the password all the same", async () => {
		const { alice, visitor } = await trusted();
		await visitor.ok("login.signOut");
		expect(await visitor.refused("login.begin", { email: alice.email, password: "not-the-one" })).toMatchObject({
			status: 401,
			refusal: "credentials_wrong",
		});
		expect(await visitor.okQuery("sessions.current")).toBeNull();
	});

	it("T055 opens no window for sensitive acts: they ask for the factor", async () => {
		const { alice, visitor } = await trusted();
		expect(await nextAt(visitor, alice)).toBe("signedIn");
		expect((await visitor.query("recoveryCodes.list")).status).toBe(403);
		for (const [procedure, input] of [
			["totp.begin", { password: PASSWORD }],
			["recoveryCodes.regenerate", { password: PASSWORD }],
			["passwords.change", { current: PASSWORD, password: "another-river-stone" }],
		] as const)
			expect(await visitor.refused(procedure, input)).toMatchObject({ refusal: "recent_proof_required" });
	});

	it("T065 ends thirty days after the code, however often it is used, and a longer cookie does not help", async () => {
		const { alice, visitor } = await trusted();
		world.advance(29 * day);
		expect(await nextAt(visitor, alice)).toBe("signedIn");
		world.advance(day - 1);
		expect(await nextAt(visitor, alice)).toBe("signedIn");
		const { browsers } = await visitor.okQuery<Listed>("trustedBrowsers.list");
		expect(browsers.map(({ expiresAt }) => expiresAt)).toEqual([world.now() + 1]);
		world.advance(1);
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
	});

	it("is not offered and not given where the tenant switched it off", async () => {
		const house = await world.tenant({ policy: { trustedBrowserDays: 0 } });
		const alice = await house.enrolled();
		const visitor = house.visitor();
		expect(await visitor.ok("login.begin", { email: alice.email, password: alice.password })).toMatchObject({
			trust: { allowed: false, days: 0 },
		});
		expect(await visitor.ok("login.proveTotp", { code: alice.code(), trustBrowser: true })).toEqual({
			next: "signedIn",
		});
		expect(visitor.jar.nameLike("trusted")).toBeUndefined();
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
	});

	it("T067 ends at the next sign-in when the tenant switches it off, and does not revive", async () => {
		const { house, alice, visitor } = await trusted();
		await change(house.scope, { trustedBrowserDays: 0 });
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
		await change(house.scope, { trustedBrowserDays: 90 });
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
	});

	it("T073 keeps at most ten browsers of a person; the oldest drops out", async () => {
		const { house, alice, visitor } = await trusted();
		for (let number = 0; number < 10; number += 1) await trust(house, alice);
		expect(await world.rows("select 1 from trusted_browsers where user_id = ?", [alice.id])).toHaveLength(10);
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
	});
});

describe("taking trust back", () => {
	it("T066 revokes one browser at once and leaves the others; the list shows no token", async () => {
		const { house, alice, visitor } = await trusted();
		const other = await trust(house, alice);
		const { browsers } = await visitor.okQuery<Listed>("trustedBrowsers.list");
		expect(browsers).toHaveLength(2);
		expect(browsers.filter(({ current }) => current)).toHaveLength(1);
		expect(Object.keys(browsers[0] ?? {}).sort()).toEqual(
			["browser", "createdAt", "current", "expiresAt", "id", "lastUsedAt", "place"].sort(),
		);
		const mine = browsers.find(({ current }) => current)?.id;
		await other.ok("trustedBrowsers.revoke", { id: mine });
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
		expect(await nextAt(other, alice)).toBe("signedIn");
		expect(await other.refused("trustedBrowsers.revoke", { id: mine })).toMatchObject({
			status: 404,
			refusal: "not_found",
		});
	});

	it("revokes all of them", async () => {
		const { house, alice, visitor } = await trusted();
		const other = await trust(house, alice);
		expect(await visitor.ok("trustedBrowsers.revokeAll")).toEqual({ revoked: 2 });
		for (const browser of [visitor, other]) expect(await nextAt(browser, alice)).toBe("secondFactor");
	});

	it("a foreign browser's id looks like an unknown one, byte for byte", async () => {
		const { house, alice } = await trusted();
		const { browsers } = await (await trust(house, alice)).okQuery<Listed>("trustedBrowsers.list");
		const mallory = await house.signedIn(await house.enrolled());
		const told = async (id: string | undefined) => {
			const { requestId: _one, ...rest } = await mallory.refused("trustedBrowsers.revoke", { id });
			return rest;
		};
		expect(await told(browsers[0]?.id)).toEqual(await told(`brw_${"0".repeat(20)}`));
		expect(await world.rows("select 1 from trusted_browsers where user_id = ?", [alice.id])).toHaveLength(2);
	});

	it.each([
		[
			"a change of password",
			(visitor: Visitor, code: string) =>
				visitor.ok("passwords.change", { current: PASSWORD, password: "another-river-stone", code }),
		],
		["new recovery codes", (visitor: Visitor) => visitor.ok("recoveryCodes.regenerate", { password: PASSWORD })],
		["a new app", (visitor: Visitor) => setUp(world, visitor, PASSWORD)],
		["switching off", (visitor: Visitor, code: string) => visitor.ok("totp.disable", { password: PASSWORD, code })],
	])("T064 ends with %s", async (_event, act) => {
		const { house, alice, visitor } = await trusted();
		const other = await trust(house, alice);
		world.nextStep();
		await act(visitor, alice.code());
		expect(await world.rows("select 1 from trusted_browsers where user_id = ?", [alice.id])).toEqual([]);
		const password = _event === "a change of password" ? "another-river-stone" : PASSWORD;
		const { next } = await other.ok("login.begin", { email: alice.email, password });
		expect(next).toBe(_event === "switching off" ? "signedIn" : "secondFactor");
		if (next === "signedIn")
			expect(await other.okQuery("sessions.current")).toMatchObject({ session: { assurance: "password" } });
	});

	it("T064 ends with the use of a recovery code", async () => {
		const { house, alice, visitor } = await trusted();
		const lost = await afterPassword(house, alice);
		await lost.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] });
		expect(await nextAt(visitor, alice)).toBe("secondFactor");
	});
});
