/**
 * The chain of the record in the database: rows are linked in the order in which they were committed, by the sweep or before an
 * export; many who link at once make one chain; and whoever changes the database without the keys is found or stopped.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { link, linkDue } from "../../worker/features/audit/service.ts";
import { sweep } from "../../worker/sweep.ts";
import { chainOf, linkAll, storedRows } from "../support/chain.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld({ databaseDeadlineMs: 20_000 });
});
afterAll(() => world.stop());

const insert = `insert into audit_events (tenant_id, id, at, event, evidence, browser, request_id)
	select ?1, 'evt_' || value, ?2 - value % 3, 'login.refused', '{"reason":"' || value || '"}', 'Firefox', 'req_1'
	from generate_series(?3, ?4)`;
/** So many rows at once, partly out of the order of their time. */
async function write(house: TestTenant, from: number, to: number): Promise<void> {
	const rows = Array.from({ length: to - from + 1 }, (_, index) => from + index);
	await world.rows(
		insert.replace("generate_series(?3, ?4)", "json_each(?3)").replaceAll("|| value", "|| json_each.value"),
		[house.scope.tenantId, world.now(), JSON.stringify(rows)],
	);
}

/** Takes the triggers off, as somebody could who holds the database; the answer puts them back. */
async function withoutTriggers(act: () => Promise<unknown>): Promise<void> {
	const triggers = await world.rows(
		"select name, sql from sqlite_master where name in ('audit_events_stay','audit_events_remain')",
	);
	for (const { name } of triggers) await world.rows(`drop trigger ${String(name)}`);
	await act();
	for (const { sql } of triggers) await world.rows(String(sql));
}

describe("linking", () => {
	it("the sweep links what every tenant has written, in the order of the commits, under a proved head", async () => {
		const houses = [await world.tenant(), await world.tenant()] as const;
		for (const house of houses) await house.signedIn(await house.enrolled());
		await write(houses[0], 1, 30);
		await sweep(world.deps);
		for (const house of houses) {
			const { verified, rows, head, proved } = await chainOf(world, house.scope);
			expect(verified).toEqual({ sound: true, end: head });
			expect([rows, proved]).toEqual([head?.seq, true]);
			const inOrder = await world.rows("select seq from audit_events where tenant_id = ? order by rowid", [
				house.scope.tenantId,
			]);
			expect(inOrder.map(({ seq }) => Number(seq))).toEqual(inOrder.map((_, index) => index + 1));
		}
		await houses[0].signedIn(await houses[0].person());
		await sweep(world.deps);
		expect((await chainOf(world, houses[0].scope)).verified).toMatchObject({ sound: true });
	});

	it("every row that is linked is told to the log once, with its hash and without anything that names a person", async () => {
		const house = await world.tenant();
		const person = await house.enrolled();
		const visitor = await house.signedIn(person);
		await visitor.settle();
		const told = () =>
			world.log.filter(({ event, tenant }) => event === "audit.linked" && tenant === house.scope.tenantId);
		await write(house, 1, 3);
		expect(told()).toEqual([]);
		await sweep(world.deps);
		await sweep(world.deps);
		const rows = await world.rows(
			"select seq, hash, at, event, actor_id, target_id, request_id from audit_events where tenant_id = ? order by seq",
			[house.scope.tenantId],
		);
		expect(rows.length).toBeGreaterThan(3);
		expect(told()).toEqual(
			rows.map(({ seq, hash, at, event, actor_id, target_id, request_id }) => ({
				event: "audit.linked",
				tenant: house.scope.tenantId,
				...{ seq, hash, at, what: event, actor: actor_id, target: target_id, request: request_id },
			})),
		);
		expect(JSON.stringify(told())).not.toContain("@");

		const owner = await house.signedIn(await house.enrolled({ role: "owner" }));
		const before = told().length;
		await owner.ok("audit.export", { format: "csv" });
		const linked = await world.rows("select seq from audit_events where tenant_id = ? and seq is not null", [
			house.scope.tenantId,
		]);
		expect(told().length).toBeGreaterThan(before);
		expect(told()).toHaveLength(linked.length);
		await sweep(world.deps);
	});

	it("takes a bounded part at a time and comes to the end", async () => {
		const house = await world.tenant();
		await write(house, 1, 1203);
		expect(await link(house.scope)).toBe("more");
		expect((await chainOf(world, house.scope)).rows).toBe(500);
		expect(await link(house.scope)).toBe("more");
		expect(await link(house.scope)).toBe("linked");
		expect(await link(house.scope)).toBe("nothing");
		expect(await chainOf(world, house.scope)).toMatchObject({ rows: 1203, verified: { sound: true }, proved: true });
	});

	it("T138 the backlog of one tenant keeps no other waiting, wherever it stands in their order", async () => {
		const houses = await Promise.all(Array.from({ length: 6 }, () => world.tenant()));
		const [loud] = houses.toSorted((one, other) => (one.scope.tenantId < other.scope.tenantId ? -1 : 1));
		if (!loud) throw new Error("no house");
		// More than the batches of one round can take.
		await write(loud, 1, 12_000);
		for (const house of houses) await house.signedIn(await house.person());
		expect((await world.rows("select distinct tenant_id from audit_events where seq is null")).length).toBe(6);
		await linkDue(world.deps, loud.scope.db, 20);
		const unlinked = await world.rows(
			"select tenant_id, count(*) as n from audit_events where seq is null group by tenant_id",
		);
		expect(unlinked.map(({ tenant_id }) => tenant_id)).toEqual([loud.scope.tenantId]);
		for (const house of houses.filter((one) => one !== loud))
			expect(await chainOf(world, house.scope)).toMatchObject({ verified: { sound: true }, proved: true });
	});

	it("four who link at once while rows are written make one chain, twenty times", async () => {
		const house = await world.tenant();
		for (let round = 0; round < 20; round += 1) {
			await write(house, round * 10 + 1, round * 10 + 10);
			const outcomes = await Promise.all([
				...Array.from({ length: 4 }, () => link(house.scope)),
				house.signedIn(await house.person()).then(() => "written"),
			]);
			expect(outcomes.filter((one) => one === "broken")).toEqual([]);
			expect(outcomes.filter((one) => one === "linked").length).toBeGreaterThanOrEqual(1);
			const { verified, head, rows, proved } = await chainOf(world, house.scope);
			expect(verified, `round ${round}`).toEqual({ sound: true, end: head });
			expect([rows, proved]).toEqual([head?.seq, true]);
		}
		await linkAll(house.scope);
		expect((await storedRows(world, house.scope)).filter(({ seq }) => seq === null)).toEqual([]);
	});

	it("of two who read the same head exactly one writes, twenty times", async () => {
		const house = await world.tenant();
		for (let round = 0; round < 20; round += 1) {
			await write(house, round + 1, round + 1);
			const { linking, linkReads } = await import("../../worker/features/audit/service.ts");
			const { readTogether, writeTogether } = await import("../../db/batch.ts");
			const read = async (scope: TestTenant["scope"]) => {
				const [head, rows] = await readTogether(scope.db, [...linkReads(scope)]);
				return linking(scope, [head, rows] as Parameters<typeof linking>[1]);
			};
			const [one, other] = [await read(house.scope), await read(house.scope)];
			const done = await Promise.allSettled(
				[one, other].map(({ statements }) => writeTogether(house.scope.db, statements)),
			);
			expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
			expect(await chainOf(world, house.scope)).toMatchObject({ rows: round + 1, verified: { sound: true } });
		}
	});
});

describe("whoever changes the database without the keys", () => {
	const changes: readonly [string, string][] = [
		["alters a row", "update audit_events set evidence = '{}' where tenant_id = ? and seq = 4"],
		["takes a row out", "delete from audit_events where tenant_id = ? and seq = 4"],
		["cuts the tail off", "delete from audit_events where tenant_id = ? and seq > 7"],
		[
			"swaps two rows",
			"update audit_events set id = id || 'x', browser = case seq when 4 then 'five' else 'four' end where tenant_id = ? and seq in (4, 5)",
		],
	];

	it.each(changes)("is found by verifying when he %s", async (_what, sql) => {
		const house = await world.tenant();
		await write(house, 1, 10);
		await linkAll(house.scope);
		await withoutTriggers(() => world.rows(sql, [house.scope.tenantId]));
		const { verified, head } = await chainOf(world, house.scope);
		expect(verified.sound && verified.end.seq === head?.seq).toBe(false);
	});

	it("cannot have a history of his own continued: the head he wrote is not proved, and nothing is linked behind it", async () => {
		const house = await world.tenant();
		await write(house, 1, 10);
		await linkAll(house.scope);
		const { nextPoint, CHAIN_START } = await import("../../worker/features/audit/rules.ts");
		const rows = await storedRows(world, house.scope);
		await withoutTriggers(async () => {
			let end = CHAIN_START;
			for (const row of rows.map((one) => ({ ...one, evidence: '{"reason":"nothing"}' }))) {
				end = nextPoint(house.scope.tenantId, end, row);
				await world.rows("update audit_events set evidence = ?, hash = ? where tenant_id = ? and id = ?", [
					row.evidence,
					end.hash,
					house.scope.tenantId,
					row.id,
				]);
			}
			await world.rows("update audit_heads set hash = ? where tenant_id = ?", [end.hash, house.scope.tenantId]);
		});
		const forged = await chainOf(world, house.scope);
		expect([forged.verified.sound, forged.proved]).toEqual([true, false]);
		await write(house, 11, 12);
		expect(await link(house.scope)).toBe("broken");
		await sweep(world.deps);
		expect(world.log.some(({ event, tenant }) => event === "audit.broken" && tenant === house.scope.tenantId)).toBe(
			true,
		);
		expect((await chainOf(world, house.scope)).rows).toBe(10);
	});

	it.each([
		["takes the head away", "delete from audit_heads where tenant_id = ?"],
		["puts the head back by a row", "update audit_heads set seq = seq - 1 where tenant_id = ?"],
		[
			"gives the head another tenant's proof",
			"update audit_heads set proof = (select proof from audit_heads where tenant_id <> ?1 limit 1) where tenant_id = ?1",
		],
	])("is stopped when he %s", async (_what, sql) => {
		const house = await world.tenant();
		await write(house, 1, 10);
		await linkAll(house.scope);
		await world.rows(sql, [house.scope.tenantId]);
		await write(house, 11, 11);
		expect(await link(house.scope)).toBe("broken");
	});
});
