/**
 * Who the worker speaks to (T117): while people sign in and set up a second factor it asks its database, and the mail provider
 * for letters, and nobody else; no seed and no code is in what a provider gets.
 */
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { phoneFrom } from "../support/phone.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
const asked: { readonly url: URL; readonly body: string }[] = [];
const outside = globalThis.fetch;

beforeAll(async () => {
	world = await createWorld();
	globalThis.fetch = async (input, init) => {
		const request = new Request(input, init);
		asked.push({ url: new URL(request.url), body: await request.clone().text() });
		return outside(request);
	};
});
afterEach(() => {
	globalThis.fetch = outside;
});
afterAll(() => world.stop());

it("T117 setting up a second factor and signing in with it asks nobody but the database and the mail provider", async () => {
	const house = await world.tenant();
	const alice = await house.person();
	const visitor = await house.signedIn(alice);
	asked.length = 0;
	const { uri } = await visitor.ok<{ uri: string }>("totp.begin", { password: alice.password });
	const phone = phoneFrom(uri);
	const { recoveryCodes } = await visitor.ok<{ recoveryCodes: string[] }>("totp.confirm", {
		code: phone.code(world.now()),
	});
	await visitor.ok("totp.finish", { saved: true });
	await visitor.ok("login.signOut");
	world.advance(60_000);
	const again = house.visitor();
	await again.ok("login.begin", { email: alice.email, password: alice.password });
	await again.ok("login.proveTotp", { code: phone.code(world.now()), trustBrowser: true });
	await visitor.settle();
	await again.settle();

	const { host } = new URL(world.database.url);
	const elsewhere = asked.filter(({ url }) => url.host !== host);
	expect(asked.length - elsewhere.length).toBeGreaterThan(5);
	expect([...new Set(elsewhere.map(({ url }) => url.pathname))]).toEqual(["/emails"]);
	expect(new Set(elsewhere.map(({ url }) => url.host)).size).toBe(1);
	const secret = /secret=(\w+)/.exec(uri)?.[1] ?? "absent";
	for (const { body } of elsewhere) for (const hidden of [secret, ...recoveryCodes]) expect(body).not.toContain(hidden);
});
