/**
 * Every read, condition and write by which administrators change people goes along an index: no table is gone through from
 * end to end, however many people and tenants a cell holds.
 */
import { type SQL, sql } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Statement } from "../../db/batch.ts";
import {
	carrySessions,
	changePeople,
	clearFactorBudgets,
	disablePeople,
	dropFactors,
	endSessionsOf,
	nameRealms,
	ownerRemains,
	peopleHold,
	raiseEpochs,
	readAdministered,
	readHolder,
	readPeople,
	readRealmByKey,
	readRealms,
	removePeople,
} from "../../worker/features/people/store.ts";
import { stillNamed } from "../../worker/features/roles/store.ts";
import type { Email, RealmId, UserId } from "../../worker/lib/brand.ts";
import { standingWith } from "../support/standings.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let house: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	house = await world.tenant();
});
afterAll(() => world.stop());

interface Query {
	readonly sql: string;
	readonly params: unknown[];
}
const planOf = async ({ sql: text, params }: Query): Promise<readonly string[]> =>
	(await world.rows(`explain query plan ${text}`, params as (string | number | null)[])).map(({ detail }) =>
		String(detail),
	);
/** Steps that go through a whole table; lists that came with the statement are not tables. */
const scans = (plan: readonly string[]): readonly string[] =>
	plan.filter((step) => /^SCAN/.test(step) && !/VIRTUAL TABLE|CONSTANT ROW/.test(step));
const asQuery = (condition: SQL): Query => {
	const { sql: text, params } = new SQLiteAsyncDialect().sqlToQuery(sql`select ${condition}`);
	return { sql: text, params };
};
const queryOf = (statement: Statement): Query => {
	const query: unknown = "toSQL" in statement && typeof statement.toSQL === "function" ? statement.toSQL() : null;
	return query as Query;
};

const ids = ["usr_1", "usr_2"] as UserId[];
const [id] = ids as [UserId];
const realms = ["rlm_1", "rlm_2"] as RealmId[];

describe("administrators' statements", () => {
	it("that read go along an index", async () => {
		const { db, tenantId } = house.scope;
		for (const read of [
			readPeople(db, tenantId, ids),
			readRealms(db, tenantId, realms),
			readRealmByKey(db, tenantId, "acme.example"),
			readHolder(db, tenantId, "a@acme.example" as Email),
			readAdministered(db, tenantId, id),
		])
			expect(scans(await planOf(queryOf(read)))).toEqual([]);
	});

	it("that guard go along an index", async () => {
		const { tenantId } = house.scope;
		const { passwordHash: _hash, ...person } = standingWith().user;
		for (const condition of [
			peopleHold(tenantId, [person, person]),
			stillNamed(tenantId, id, realms),
			ownerRemains(tenantId),
		])
			expect(scans(await planOf(asQuery(condition)))).toEqual([]);
	});

	it("that write go along an index", async () => {
		const { db, tenantId } = house.scope;
		const writes = [
			disablePeople(db, tenantId, ids),
			changePeople(db, tenantId, ids, { requirement: "required" }),
			raiseEpochs(db, tenantId, ids),
			clearFactorBudgets(db, tenantId, ids),
			endSessionsOf(db, tenantId, ids),
			carrySessions(db, tenantId, ids, { globalEpoch: 0, tenantEpoch: 0 }),
			...dropFactors(db, tenantId, ids),
			...nameRealms(db, tenantId, id, []),
			...removePeople(db, tenantId, ids),
		];
		expect(writes.length).toBeGreaterThan(12);
		for (const write of writes) {
			const query = queryOf(write);
			expect(scans(await planOf(query)), query.sql).toEqual([]);
		}
	});
});
