/**
 * What a database far away costs a person: sequential requests before the answer, for every procedure, counted by a proxy
 * before libsql-server. Queries 1; `login.begin` 1 when a step follows and 2 when it ends in a session; everything else at
 * most 2. The second number is all requests, those behind the answer (mail, audit of refusals) included.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { kindOf, procedures } from "../support/procedures.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { type Situations, situationsIn } from "../support/situations.ts";
import type { TestTenant, World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
let situations: Situations;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
	situations = situationsIn(world, house);
});
afterAll(() => world.stop());

type Case = readonly [procedure: string, how: string, before: number, inAll: number];

const cases: readonly Case[] = [
	["tenants.regions", "anyone", 0, 0],
	["tenants.checkSlug", "free", 1, 1],
	["tenants.signUp", "free slug", 2, 4],
	["tenant.profile", "anyone", 1, 1],
	["users.verifyEmail", "first time", 2, 3],
	["users.acceptInvitation", "into a session", 2, 2],
	["users.acceptInvitation", "into a set-up", 2, 2],
	["users.updateProfile", "own", 2, 2],
	["users.updateProfile", "another number", 2, 4],
	["users.list", "first page", 1, 1],
	["users.list", "searched and sorted", 1, 1],
	["users.get", "one", 1, 1],
	["users.create", "invited", 2, 4],
	["users.create", "without a letter", 2, 2],
	["users.update", "name", 2, 2],
	["users.update", "nothing", 1, 1],
	["users.update", "a number that ends a factor", 2, 4],
	["users.disable", "one", 2, 2],
	["users.disable", "nobody known", 1, 2],
	["users.enable", "one", 2, 2],
	["users.remove", "one", 2, 2],
	["users.moveToRealm", "one", 2, 2],
	["users.setMethod", "one", 2, 2],
	["users.setRequirement", "one", 2, 2],
	["users.unlock", "one", 2, 4],
	["users.resetSecondFactor", "one", 2, 4],
	["users.sendEnrolment", "by e-mail", 2, 4],
	["users.sendEnrolment", "by text message", 2, 4],
	["users.sendEnrolment", "to twenty", 2, 23],
	["users.openEnrolment", "first time", 2, 2],
	["users.importFile", "two people", 2, 2],
	["users.importFile", "two invited", 2, 5],
	["users.importFile", "dry run", 1, 1],
	["login.begin", "a code follows", 1, 2],
	["login.begin", "a set-up follows", 1, 2],
	["login.begin", "ends in a session", 2, 2],
	["login.begin", "from a trusted browser", 2, 2],
	["login.begin", "wrong password", 1, 2],
	["login.begin", "wrong address", 1, 2],
	["login.proveTotp", "right", 1, 1],
	["login.proveTotp", "right and trusted", 1, 3],
	["login.proveTotp", "wrong code", 2, 4],
	["login.proveRecoveryCode", "right", 1, 3],
	["login.proveRecoveryCode", "wrong code", 2, 4],
	["login.resetSecondFactor", "right", 1, 1],
	["login.resetSecondFactor", "by text message", 2, 2],
	["login.resetSecondFactor", "wrong code by text message", 2, 4],
	["login.requestResetCode", "right", 2, 4],
	["login.providePhone", "missing", 2, 6],
	["login.sendLink", "stored", 2, 4],
	["login.state", "half-way", 1, 1],
	["login.state", "nobody", 0, 0],
	["login.cancel", "at the code", 1, 2],
	["login.signOut", "signed in", 1, 2],
	["passwords.requestReset", "somebody", 2, 4],
	["passwords.requestReset", "nobody", 2, 4],
	["passwords.reset", "right", 2, 4],
	["passwords.change", "right", 2, 4],
	["sessions.current", "signed in", 1, 1],
	["sessions.current", "nobody", 0, 0],
	["sessions.list", "signed in", 1, 1],
	["sessions.revoke", "another", 2, 2],
	["sessions.revokeOthers", "none", 2, 2],
	["sessions.prove", "code", 2, 2],
	["sessions.prove", "password", 2, 2],
	["sessions.prove", "wrong code", 2, 2],
	["totp.begin", "in the account", 2, 2],
	["totp.begin", "at sign-in", 2, 2],
	["totp.confirm", "in the account", 2, 4],
	["totp.confirm", "at sign-in", 2, 4],
	["totp.confirm", "by a link", 2, 4],
	["totp.finish", "in the account", 2, 2],
	["totp.finish", "at sign-in", 2, 2],
	["totp.finish", "by a link", 2, 2],
	["totp.disable", "right", 2, 4],
	["recoveryCodes.list", "recent", 1, 2],
	["recoveryCodes.regenerate", "in the account", 2, 4],
	["recoveryCodes.regenerate", "shown again at sign-in", 2, 2],
	["trustedBrowsers.list", "one", 1, 1],
	["trustedBrowsers.revoke", "one", 2, 2],
	["trustedBrowsers.revokeAll", "one", 2, 2],
	["audit.list", "the newest", 1, 1],
	["audit.list", "filtered", 1, 1],
	["audit.export", "first page", 2, 2],
	["audit.export", "next page", 2, 2],
	["service.status", "anyone", 1, 2],
	["policy.get", "owner", 1, 1],
	["policy.set", "tenant", 2, 2],
	["policy.set", "realm", 2, 2],
	["policy.preview", "tenant", 1, 1],
	["policy.preview", "realm", 1, 1],
	["policy.history", "first page", 1, 1],
	["realms.list", "owner", 1, 1],
	["realms.create", "new", 2, 2],
	["realms.update", "rename", 2, 2],
	["realms.remove", "empty", 2, 2],
	["overview.get", "owner", 1, 1],
	["tenant.settings", "owner", 1, 1],
	["tenant.update", "all", 2, 2],
	["tenant.cancelReturn", "open", 2, 4],
];

describe("round trips", () => {
	it("are counted for every procedure of the product, in every situation", () => {
		const names = procedures.map(({ name }) => name);
		expect(Object.keys(situations).sort()).toEqual([...names].sort());
		const arranged = Object.entries(situations).flatMap(([name, hows]) =>
			Object.keys(hows).map((how) => `${name} ${how}`),
		);
		expect(cases.map(([name, how]) => `${name} ${how}`).sort()).toEqual(arranged.sort());
	});

	it("are at most one for a query and two for a mutation", () => {
		for (const [name, , before] of cases) expect(before).toBeLessThanOrEqual(kindOf(name) === "query" ? 1 : 2);
	});

	it.each(cases)("%s (%s): %i before the answer, %i in all", async (name, how, before, inAll) => {
		const arranged = await situations[name]?.[how]?.();
		if (!arranged) throw new Error("not arranged");
		const { visitor, input } = arranged;
		// The directory is remembered for a minute; what refreshes it is not part of what is counted.
		await visitor.query("tenant.profile");
		await visitor.settle();
		proxy.reset();
		const { value, depth } = await proxy.measure(() =>
			kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input),
		);
		await visitor.settle();
		expect(Math.floor(value.status / 100)).toBe(how.startsWith("wrong") ? 4 : 2);
		expect({ before: depth, inAll: proxy.requests.length }).toEqual({ before, inAll });
	});

	it("a directory that is not remembered costs one more, once", async () => {
		world.deps.directory.forget(house.slug);
		proxy.reset();
		const first = await proxy.measure(() => house.visitor().query("tenant.profile"));
		const second = await proxy.measure(() => house.visitor().query("tenant.profile"));
		expect([first.depth, second.depth]).toEqual([2, 1]);
	});

	it("an abandoned slug costs four to take over, the one exception", async () => {
		const slug = "abandoned";
		const input = {
			organization: "Acme",
			slug,
			name: "Olive",
			email: "olive@abandoned.example",
			password: "quiet-river-stone",
		};
		const platform = world.platform();
		await platform.ok("tenants.signUp", input);
		await platform.settle();
		world.advance(48 * 3_600_000);
		proxy.reset();
		const { value, depth } = await proxy.measure(() => world.platform().mutate("tenants.signUp", input));
		expect([value.status, depth]).toEqual([200, 4]);
	});
});
