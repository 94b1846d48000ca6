/**
 * One person's page as administrators see it: profile, factors, trusted browsers, sessions and what happened lately; nothing
 * that is dead, and nothing that is secret.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import { act, appoint, makeRealm } from "../support/administration.ts";
import type { Visitor } from "../support/browser.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

interface Profile {
	readonly user: Record<string, unknown>;
	readonly factors: readonly unknown[];
	readonly recoveryCodes: { readonly left: number; readonly total: number };
	readonly trustedBrowsers: readonly { readonly id: string }[];
	readonly sessions: readonly { readonly id: string; readonly assurance: string }[];
	readonly events: readonly { readonly event: string; readonly actor: unknown; readonly at: number }[];
}

let world: World;
let house: TestTenant;
let owner: EnrolledPerson;
let desk: Visitor;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
	owner = await house.enrolled({ role: "owner", name: "Olive" });
	desk = await house.signedIn(owner);
});
afterAll(() => world.stop());

const get = (id: string, visitor = desk) => visitor.okQuery<Profile>("users.get", { id });

describe("a person's page", () => {
	it("shows factor, codes left, trusted browsers and live sessions, and the last twenty events", async () => {
		const alice = await house.enrolled({ name: "Alice", locale: "es" });
		const trusted = await afterPassword(house, alice);
		await trusted.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await trusted.settle();
		const half = await afterPassword(house, alice);
		await half.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] });
		await half.settle();
		const page = await get(alice.id);
		expect(page.user).toMatchObject({ id: alice.id, name: "Alice", locale: "es", administers: [], twoFactor: "on" });
		expect(page.factors).toEqual([{ kind: "totp", enabledAt: expect.any(Number), lastUsedAt: world.now() }]);
		expect(page.recoveryCodes).toEqual({ left: 9, total: 10 });
		expect(page.trustedBrowsers).toEqual([]);
		expect(page.sessions).toHaveLength(2);
		expect(Object.keys(page.sessions[0] ?? {}).sort()).toEqual(
			["assurance", "browser", "createdAt", "id", "lastSeenAt", "place"].sort(),
		);
		for (let turn = 0; turn < 11; turn += 1) {
			world.advance(1000);
			await desk.ok("users.update", { id: alice.id, name: `Alice ${turn}` });
			await desk.ok("users.update", { id: alice.id, locale: turn % 2 === 0 ? "en" : "es" });
		}
		const { events } = await get(alice.id);
		expect(events).toHaveLength(20);
		expect(events[0]).toMatchObject({
			event: "user.changed",
			actor: { id: owner.id, name: "Olive", email: owner.email },
			target: { id: alice.id },
		});
	});

	it("shows a trusted browser while it is trusted, and no session or browser of an older epoch", async () => {
		const alice = await house.enrolled();
		const trusted = await afterPassword(house, alice);
		await trusted.ok("login.proveTotp", { code: alice.code(), trustBrowser: true });
		await trusted.settle();
		const before = await get(alice.id);
		expect([before.trustedBrowsers.length, before.sessions.length]).toEqual([1, 1]);
		expect(Object.keys(before.trustedBrowsers[0] ?? {}).sort()).toEqual(
			["browser", "createdAt", "expiresAt", "id", "lastUsedAt", "place"].sort(),
		);
		expect(await act(desk, "users.disable", { id: alice.id })).toEqual(["done"]);
		expect(await act(desk, "users.enable", { id: alice.id })).toEqual(["done"]);
		const after = await get(alice.id);
		expect([after.trustedBrowsers, after.sessions]).toEqual([[], []]);
	});

	it("T126 of somebody unknown, of another house, or out of a realm administrator's sight is not found, alike", async () => {
		const other = await world.tenant();
		const bob = await other.enrolled();
		const mine = await makeRealm(world, house, "page");
		const rita = await house.enrolled({ role: "realmAdmin" });
		await appoint(world, house, rita.id, [mine]);
		const inside = await house.person({ realmId: mine });
		const visitor = await house.signedIn(rita);
		const said = async (id: string) => {
			const { status, body } = await visitor.query("users.get", { id });
			return [status, JSON.stringify(body).replace(/req_\w+/, "")];
		};
		const unknown = await said("usr_unknown");
		expect(unknown[0]).toBe(404);
		for (const id of [bob.id, owner.id, rita.id]) expect(await said(id)).toEqual(unknown);
		expect((await get(inside.id, visitor)).user).toMatchObject({ id: inside.id, mayWrite: true });
	});
});
