/**
 * Asking for a new password tells nobody who has an account: the same answer, and for everybody the same statements in the same
 * requests, before the answer and behind it (T100, T101). What is kept of it is bounded by the letters that really leave (T030).
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tokenIn } from "../support/acts.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { statementsOf } from "../support/recorded.ts";
import type { TestTenant, World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
	await house.visitor().okQuery("tenant.profile");
});
afterEach(() => proxy.reset());
afterAll(() => world.stop());

/** Asks, and tells what the database was sent: by request the texts, and how long each was. */
async function ask(email: string) {
	const visitor = house.visitor();
	proxy.reset();
	const { value, depth } = await proxy.measure(() => visitor.mutate("passwords.requestReset", { email }));
	await visitor.settle();
	const { requests } = proxy;
	return {
		answer: [value.status, value.body, [...value.headers.keys()].sort()],
		depth,
		sent: requests.map((one) => statementsOf([one]).map(({ sql }) => sql)),
		sizes: requests.map(({ body }) => body.length),
	};
}

const everybody: readonly (readonly [string, () => Promise<string>])[] = [
	["nobody", async () => "nobody-0@tenant-1.example"],
	[
		"somebody disabled",
		async () => {
			const { id, email } = await house.person();
			await world.rows("update users set status = 'disabled' where id = ?", [id]);
			return email;
		},
	],
	["somebody invited", async () => (await house.person({ status: "invited" })).email],
	["somebody unverified", async () => (await house.person({ status: "unverified" })).email],
	[
		"somebody whose mailbox has had its letters of the hour",
		async () => {
			const { email } = await house.person();
			for (let asked = 0; asked < 5; asked += 1) await ask(email);
			return email;
		},
	],
];

describe("a reset that is asked for", () => {
	it.each(everybody)(
		"T100 T101 by %s costs the database what it costs for who has an account",
		async (_who, arrange) => {
			const known = await ask((await house.person()).email);
			const other = await ask(await arrange());
			expect(other.answer).toEqual(known.answer);
			expect(other.depth).toBe(known.depth);
			expect(other.sent).toEqual(known.sent);
			expect(known.sizes.length).toBeGreaterThan(2);
			for (const [index, size] of known.sizes.entries())
				expect(Math.abs((other.sizes[index] ?? 0) - size) / size, `request ${index}`).toBeLessThan(0.05);
		},
	);

	it("T100 leaves nothing of those who are not there: no letter, no token, no line of the record", async () => {
		const before = await world.rows(
			"select (select count(*) from outbox) + (select count(*) from mailed_tokens) as kept",
		);
		const lines = (await world.audit()).length;
		for (const [, arrange] of everybody.slice(0, 4)) await ask(await arrange());
		expect(
			await world.rows("select (select count(*) from outbox) + (select count(*) from mailed_tokens) as kept"),
		).toEqual(before);
		expect((await world.audit()).length).toBe(lines);
	});

	it("T030 a hundred times leaves five letters, five links and five lines, and the newest link works", async () => {
		const alice = await house.person();
		for (let asked = 0; asked < 100; asked += 1) {
			const email = asked % 2 === 0 ? alice.email : alice.email.toUpperCase();
			const visitor = house.visitor();
			await visitor.ok("passwords.requestReset", { email });
			await visitor.settle();
		}
		expect(world.mails(alice.email)).toHaveLength(5);
		expect(await world.rows("select 1 from mailed_tokens where user_id = ?", [alice.id])).toHaveLength(5);
		expect(await world.audit(alice.id)).toEqual(
			Array.from({ length: 5 }, () => ({ event: "password.resetRequested", evidence: {} })),
		);
		const token = tokenIn(world.mails(alice.email)[0]);
		expect(await house.visitor().ok("passwords.reset", { token, password: "another-river-stone" })).toEqual({
			next: "signIn",
		});
	});
});
