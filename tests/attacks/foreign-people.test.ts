/**
 * The administration of one house knows nothing of another: ids, realms, cursors, searches and addresses of a neighbour are
 * byte for byte what unknown ones are, and not a row of the neighbour changes (law 6; T126–T130).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everythingOf } from "../support/acts.ts";
import { act, list, makeRealm, namesIn } from "../support/administration.ts";
import type { Answer, Visitor } from "../support/browser.ts";
import { declared } from "../support/declared.ts";
import { kindOf } from "../support/procedures.ts";
import { createWorld, type EnrolledPerson, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
let other: TestTenant;
let bea: Visitor;
let alice: EnrolledPerson;
let theirRealm: string;
let ownRealm: string;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
	other = await world.tenant();
	bea = await other.signedIn(await other.enrolled({ role: "owner", name: "Bea" }));
	alice = await acme.enrolled({ name: "Alice Acme", email: "alice@acme.example", phone: "+421987654321" });
	await acme.signedIn(alice);
	ownRealm = await makeRealm(world, other, "own-realm");
	theirRealm = await makeRealm(world, acme, "secret-realm");
});
afterAll(() => world.stop());

const call = (visitor: Visitor, name: string, input: unknown): Promise<Answer> =>
	kindOf(name) === "query" ? visitor.query(name, input) : visitor.mutate(name, input);
/** An answer without what differs between any two requests. */
const said = ({ status, body, headers }: Answer): string => {
	const kept = [...headers].filter(([name]) => !["date", "set-cookie", "x-request-id"].includes(name));
	return JSON.stringify([status, kept, body]).replaceAll(/req_\w+/g, "req");
};
/** Everything of a house but its record, where a refusal may be noted. */
const stateOf = async (house: TestTenant): Promise<string> => {
	const rows: unknown[] = [];
	for (const table of [
		"users",
		"realms",
		"realm_admins",
		"sessions",
		"totp_factors",
		"attempts",
		"mailed_tokens",
		"outbox",
		"policies",
	])
		rows.push(await world.rows(`select * from ${table} where tenant_id = ? order by 1, 2`, [house.scope.tenantId]));
	return JSON.stringify(rows);
};

const byPerson = Object.entries(declared).filter(
	([name, { level, input }]) =>
		level !== "anyone" && /usr_unknown/.test(JSON.stringify(input ?? {})) && name.startsWith("users."),
);

describe("ids of another house", () => {
	it.each(byPerson)("T126 %s answers as for an unknown id, and changes nothing there", async (name, { input }) => {
		const inOwnRealm = JSON.stringify(input).replaceAll("rlm_unknown", ownRealm);
		const foreign = JSON.parse(inOwnRealm.replaceAll("usr_unknown", alice.id));
		const unknown = JSON.parse(inOwnRealm.replaceAll("usr_unknown", `usr_${"x".repeat(20)}`));
		const before = [await stateOf(acme), await everythingOf(world, alice.id)];
		const [one, two] = [await call(bea, name, foreign), await call(bea, name, unknown)];
		const neutral = (text: string) => text.replaceAll(alice.id, "ID").replaceAll(`usr_${"x".repeat(20)}`, "ID");
		expect(neutral(said(one))).toBe(neutral(said(two)));
		expect([await stateOf(acme), await everythingOf(world, alice.id)]).toEqual(before);
	});

	it("T127 one of one's own beside a foreign one is done, the foreign one is unknown", async () => {
		const own = await other.person({ name: "Own" });
		const before = await everythingOf(world, alice.id);
		for (const [verb, more] of [
			["setRequirement", { requirement: "required" }],
			["setMethod", { method: "phoneLink" }],
			["disable", {}],
			["enable", {}],
			["remove", {}],
		] as const)
			expect(await act(bea, `users.${verb}`, { ids: [alice.id, own.id], ...more }), verb).toEqual([
				"not_found",
				"done",
			]);
		expect(await everythingOf(world, alice.id)).toBe(before);
	});

	it("T127 a realm of another house is an unknown realm for people of one's own", async () => {
		const own = await other.person();
		for (const [name, rest] of [
			["users.moveToRealm", { ids: [own.id] }],
			["users.update", { id: own.id }],
			["users.create", { email: "x@other.example", name: "X" }],
		] as const) {
			const foreign = await bea.mutate(name, { ...rest, realmId: theirRealm });
			const unknown = await bea.mutate(name, { ...rest, realmId: "rlm_unknown" });
			expect(said(foreign), name).toBe(said(unknown));
			expect(foreign.status, name).toBe(400);
		}
		expect(
			await bea.refused("users.update", { id: own.id, role: "realmAdmin", administers: [theirRealm] }),
		).toMatchObject({
			fields: { administers: "unknown" },
		});
	});
});

describe("lists", () => {
	it("T128 find nothing of a neighbour by any search, filter or count", async () => {
		for (const input of [
			{ search: "alice" },
			{ search: "acme.example" },
			{ search: "+421987654321" },
			{ realmId: theirRealm },
			{ search: acme.scope.tenantId },
		])
			expect(await list(bea, input), JSON.stringify(input)).toEqual({ users: [], total: 0, totalIsExact: true });
		expect(await namesIn(bea, { sort: "lastSignIn", direction: "desc" })).not.toContain("Alice Acme");
		const theirs = await list(await acme.signedIn(await acme.enrolled({ role: "owner" })), { limit: 1 });
		expect((await bea.query("users.list", { limit: 1, cursor: theirs.nextCursor })).status).toBe(400);
	});

	it("T129 an address that exists next door is free here, and nobody is told of the other", async () => {
		const created = await bea.ok("users.create", { email: alice.email, name: "Dora" });
		await bea.settle();
		expect(created).toMatchObject({ missing: [], invited: true });
		const [row] = (await list(bea, { search: alice.email })).users;
		expect(row).toMatchObject({ name: "Dora", phone: null, twoFactor: "off", status: "invited" });
		const letter = world.mails(alice.email)[0];
		expect(`${letter?.subject} ${letter?.text}`).not.toMatch(/Alice|Tenant 1|tenant-1/);
		expect(await act(bea, "users.remove", { id: created.id })).toEqual(["done"]);
		expect(await everythingOf(world, alice.id)).toContain("Alice Acme");
	});
});

describe("fields that nobody may name", () => {
	it("T130 are refused by every act on people", async () => {
		const own = await other.person();
		const before = await everythingOf(world, own.id);
		const smuggled = [
			{ tenantId: acme.scope.tenantId },
			{ epoch: 99 },
			{ status: "active" },
			{ emailVerified: true },
			{ lockedUntil: 0 },
		];
		for (const [name, { input }] of byPerson)
			for (const more of smuggled) {
				const named = JSON.parse(JSON.stringify(input).replaceAll("usr_unknown", own.id));
				const answer = await call(bea, name, { ...named, ...more });
				expect([answer.status, JSON.stringify(answer.body).includes("unknown_field")], name).toEqual([400, true]);
			}
		expect(await everythingOf(world, own.id)).toBe(before);
	});
});
