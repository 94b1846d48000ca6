/**
 * Three acts in one request (db/batch.ts): what is reserved stays whatever follows, what acts happens whole or not at all,
 * and what reads otherwise reads only then. Each is looked at from outside, in the rows it left.
 */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { guard, reserveAndAct } from "../../db/batch.ts";
import { type Db, isConstraint, isUnavailable, openDb } from "../../db/client.ts";
import { each } from "../../db/deadline.ts";
import type { Stop, Wire } from "../../db/hrana.ts";
import { type CountingProxy, startCountingProxy } from "../support/counting-proxy.ts";
import { freshDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let proxy: CountingProxy;
let db: Db;
beforeAll(async () => {
	database = await freshDatabase();
	proxy = await startCountingProxy(database.url);
	await database.client.execute("create table notes (what text primary key)");
});
afterAll(async () => {
	await proxy.stop();
	await database.drop();
});
beforeEach(async () => {
	proxy.reset();
	await database.client.execute("delete from notes");
	db = openDb({ url: proxy.url, namespace: database.namespace }, each(1000));
});

const note = (what: string) => db.run(sql`insert into notes values (${what})`);
const all = () => db.select({ what: sql<string>`what` }).from(sql`notes`).orderBy(sql`what`);
/** The same line on which one of the three acts finds the database busy, the first time. */
function busyOnce(wire: Wire, act: 0 | 2): Wire {
	let isFree = false;
	const stopped: Stop = { at: -1, code: "SQLITE_BUSY" };
	return {
		...wire,
		async transact(transactions) {
			if (isFree || transactions.length < 3) return wire.transact(transactions);
			isFree = true;
			if (act === 0) return transactions.map(() => ({ rows: [], stopped }));
			const ended = await wire.transact(transactions);
			return ended.map((one, index) => (index === act ? { rows: one.rows.map(() => []), stopped } : one));
		},
	};
}
const stored = async () =>
	(await database.client.execute("select what from notes order by what")).rows.map((row) => row[0]);

describe("a reservation and what builds on it", () => {
	it("are one request, and nothing is read when the act happened", async () => {
		const reserve = [note("reserved")] as const;
		const outcome = await reserveAndAct(db, {
			reserve,
			act: [note("acted"), guard(db, "conflict")],
			otherwise: [all()],
		});
		expect(outcome).toMatchObject({ read: null });
		expect(await stored()).toEqual(["acted", "reserved"]);
		expect(proxy.requests).toHaveLength(1);
	});

	it("part when a guard says no: the reservation stays, nothing of the act does, and the reading tells", async () => {
		const act = [note("acted"), guard(db, "conflict", sql`false`), note("more")];
		const outcome = await reserveAndAct(db, { reserve: [note("reserved")], act, otherwise: [all()] });
		expect(outcome.read).toEqual([[{ what: "reserved" }]]);
		expect(await stored()).toEqual(["reserved"]);
		expect(proxy.requests).toHaveLength(1);
	});

	it("have the act begin only behind the commit of the reservation", async () => {
		await database.client.execute("insert into notes values ('reserved')");
		const failing = reserveAndAct(db, { reserve: [note("reserved")], act: [note("acted")], otherwise: [all()] });
		expect(isConstraint(await failing.catch((error: unknown) => error))).toBe(true);
		expect(await stored()).toEqual(["reserved"]);
	});

	it("do not take a fault of the act for a guard", async () => {
		const act = [note("reserved"), guard(db, "conflict")];
		const failing = reserveAndAct(db, { reserve: [note("reserved")], act, otherwise: [all()] });
		expect(isConstraint(await failing.catch((error: unknown) => error))).toBe(true);
		expect(await stored()).toEqual(["reserved"]);
	});

	it("wait for a writer who is about to end, and say so when there is no end", async () => {
		const writer = await database.client.transaction("write");
		const outcome = reserveAndAct(openDb({ url: proxy.url, namespace: database.namespace }, each(10_000)), {
			reserve: [note("reserved")],
			act: [note("acted")],
			otherwise: [all()],
		});
		await writer.rollback();
		expect(await outcome).toMatchObject({ read: null });
		expect(await stored()).toEqual(["acted", "reserved"]);
	});

	it("are not reserved again when only the reading found the database busy: one attempt is charged once", async () => {
		const outcome = await reserveAndAct(Object.assign(db, { wire: busyOnce(db.wire, 2) }), {
			reserve: [db.run(sql`insert into notes values ('reserved ' || (select count(*) from notes))`)],
			act: [note("acted"), guard(db, "conflict", sql`false`)],
			otherwise: [all()],
		});
		expect(outcome.read).toEqual([[{ what: "reserved 0" }]]);
		expect(await stored()).toEqual(["reserved 0"]);
	});

	it("are sent again when the reservation found the database busy", async () => {
		const outcome = await reserveAndAct(Object.assign(db, { wire: busyOnce(db.wire, 0) }), {
			reserve: [note("reserved")],
			act: [note("acted")],
			otherwise: [all()],
		});
		expect(outcome.read).toBeNull();
		expect(await stored()).toEqual(["acted", "reserved"]);
	});

	it.each(["down", "silent", "cutting", "losing"] as const)(
		"tell a database that is %s as unavailable",
		async (mode) => {
			proxy.mode = mode;
			const failing = reserveAndAct(db, { reserve: [note("reserved")], act: [note("acted")], otherwise: [all()] });
			expect(isUnavailable(await failing.catch((error: unknown) => error))).toBe(true);
		},
	);
});
