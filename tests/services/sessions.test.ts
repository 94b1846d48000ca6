/**
 * Sessions from their first request to their last: ends by idling, by age, by hand and by every credential event.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const minute = 60_000;
const hour = 60 * minute;
const current = (visitor: Visitor) =>
	visitor.okQuery<{ session: { expiresAt: number; idleUntilAt: number } } | null>("sessions.current");

async function signedIn(policy = {}) {
	const house = await world.tenant({ policy });
	const alice = await house.enrolled();
	return { house, alice, visitor: await house.signedIn(alice) };
}

/** Asks once every half hour for so long, so that only age can end the session. */
async function stayBusy(visitor: Visitor, span: number): Promise<void> {
	for (let gone = 0; gone < span; gone += hour / 2) {
		world.advance(hour / 2);
		await current(visitor);
		await visitor.settle();
	}
}

describe("the end of a session", () => {
	it("T079 comes after an hour without a request, to the millisecond", async () => {
		const { visitor } = await signedIn();
		expect((await current(visitor))?.session.idleUntilAt).toBe(world.now() + hour);
		world.advance(hour - 1);
		expect(await current(visitor)).not.toBeNull();
		await visitor.settle();
		world.advance(hour);
		expect(await current(visitor)).toBeNull();
		expect((await visitor.query("sessions.list")).status).toBe(401);
	});

	it("T080 comes after a day, however busy it was", async () => {
		const { visitor } = await signedIn();
		const born = world.now();
		await stayBusy(visitor, 23.5 * hour);
		expect((await current(visitor))?.session.expiresAt).toBe(born + 24 * hour);
		world.advance(born + 24 * hour - 1 - world.now());
		expect(await current(visitor)).not.toBeNull();
		world.advance(1);
		expect(await current(visitor)).toBeNull();
	});

	it("T079 T080 comes when the tenant's times say so, also for sessions that are open", async () => {
		const { house, visitor } = await signedIn({ session: { idleMinutes: 5, absoluteHours: 2 } });
		expect((await current(visitor))?.session).toMatchObject({
			idleUntilAt: world.now() + 5 * minute,
			expiresAt: world.now() + 2 * hour,
		});
		await world.rows("update policies set overrides = ? where tenant_id = ?", [
			JSON.stringify({ session: { idleMinutes: 60, absoluteHours: 1 } }),
			house.scope.tenantId,
		]);
		await stayBusy(visitor, hour / 2);
		expect(await current(visitor)).not.toBeNull();
		world.advance(hour / 2);
		expect(await current(visitor)).toBeNull();
	});

	it("T077 comes with signing out, at once and for every copy of the cookie; twice is no error", async () => {
		const { visitor } = await signedIn();
		const copy = visitor.copy();
		expect(await visitor.ok("login.signOut")).toEqual({});
		expect(await current(copy)).toBeNull();
		expect(await copy.ok("login.signOut")).toEqual({});
		expect(await visitor.ok("login.signOut")).toEqual({});
	});

	it.each(["disabled", "invited"])("T078 comes with the person being %s", async (status) => {
		const { alice, visitor } = await signedIn();
		await world.rows("update users set status = ? where id = ?", [status, alice.id]);
		expect(await current(visitor)).toBeNull();
		expect(await visitor.refused("users.updateProfile", { name: "Alice", locale: "en" })).toMatchObject({
			status: 401,
		});
	});

	it("T078 comes with the house being suspended, and nobody comes in again", async () => {
		const { house, alice, visitor } = await signedIn();
		await world.rows("update tenants set state = 'suspended' where tenant_id = ?", [house.scope.tenantId]);
		expect(await current(visitor)).toBeNull();
		expect(await house.visitor().refused("login.begin", { email: alice.email, password: PASSWORD })).toMatchObject({
			status: 403,
			refusal: "tenant_suspended",
		});
	});
});

describe("looking after sessions", () => {
	it("T083 lists one's own with browser, times and the present one marked, and no token", async () => {
		const { house, alice, visitor } = await signedIn();
		world.nextStep();
		const phone = await afterPassword(
			house,
			alice,
			house.visitor({
				userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604",
			}),
		);
		await phone.ok("login.proveTotp", { code: alice.code() });
		const { sessions } = await visitor.okQuery<{ sessions: { browser: string; current: boolean }[] }>("sessions.list");
		expect(sessions.map(({ browser, current: mine }) => [browser, mine]).sort()).toEqual([
			["Firefox on Linux", true],
			["Safari on iPhone", false],
		]);
		expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(
			["assurance", "browser", "createdAt", "current", "expiresAt", "id", "lastSeenAt", "place"].sort(),
		);
	});

	it("T082 T083 ends one other, or all others, at once; a foreign id looks like an unknown one", async () => {
		const { house, alice, visitor } = await signedIn();
		const others: Visitor[] = [];
		for (let number = 0; number < 3; number += 1) {
			world.nextStep();
			const other = await afterPassword(house, alice);
			await other.ok("login.proveTotp", { code: alice.code() });
			others.push(other);
		}
		const id = (await others[0]?.okQuery<{ session: { id: string } }>("sessions.current"))?.session.id;
		expect(await visitor.ok("sessions.revoke", { id })).toEqual({});
		expect(await Promise.all(others.map(async (other) => (await current(other)) !== null))).toEqual([
			false,
			true,
			true,
		]);
		expect(await visitor.ok("sessions.revokeOthers")).toEqual({ revoked: 2 });
		expect(await current(visitor)).not.toBeNull();
		const mallory = await house.signedIn(await house.enrolled());
		const own = (await current(visitor)) as unknown as { session: { id: string } };
		const [foreign, unknown] = [
			await mallory.refused("sessions.revoke", { id: own.session.id }),
			await mallory.refused("sessions.revoke", { id: `ses_${"0".repeat(20)}` }),
		].map(({ requestId: _id, ...rest }) => rest);
		expect(foreign).toEqual(unknown);
		expect(foreign).toMatchObject({ status: 404, refusal: "not_found" });
		expect(await current(visitor)).not.toBeNull();
	});

	it("T074 T075 every sign-in and every proof gives another token, and the one before is dead", async () => {
		const { house, alice, visitor } = await signedIn();
		const before = visitor.copy();
		world.nextStep();
		const { recentUntilAt } = await visitor.ok("sessions.prove", { code: alice.code() });
		expect(recentUntilAt).toBe(world.now() + 10 * minute);
		expect(await current(before)).toBeNull();
		const proved = visitor.copy();
		world.nextStep();
		await afterPassword(house, alice, visitor);
		await visitor.ok("login.proveTotp", { code: alice.code() });
		expect(await current(proved)).toBeNull();
		expect(await current(visitor)).not.toBeNull();
		expect(await world.rows("select 1 from sessions where user_id = ?", [alice.id])).toHaveLength(1);
	});

	it("T055 a person with a factor opens the window with a code, one without by the password", async () => {
		const { house, visitor } = await signedIn();
		expect(await visitor.refused("sessions.prove", {})).toMatchObject({ fields: { code: "required" } });
		expect(await visitor.refused("sessions.prove", { password: PASSWORD })).toMatchObject({
			fields: { code: "required" },
		});
		const plain = await house.signedIn(await house.person());
		world.advance(11 * minute);
		expect(await plain.okQuery("sessions.current")).toMatchObject({ session: { recentUntilAt: null } });
		expect(await plain.refused("sessions.prove", { password: "not-the-one" })).toMatchObject({
			refusal: "credentials_wrong",
		});
		expect(await plain.ok("sessions.prove", { password: PASSWORD })).toEqual({
			recentUntilAt: world.now() + 10 * minute,
		});
	});
});
