/**
 * Queries of the record: the end of a tenant's chain, rows that are not linked yet, and the two writes that link them.
 * Nothing here changes what a row says; the database's own triggers would refuse it.
 */
import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { guard } from "../../../db/batch.ts";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { prepared } from "../../../db/prepared.ts";
import { auditEvents, auditHeads, tenants, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import type { ChainPoint } from "./rules.ts";

const entryRow = [
	"tenantId",
	"id",
	"at",
	"event",
	"actorId",
	"targetId",
	"evidence",
	"browser",
	"place",
	"requestId",
] as const;
const putEntry = prepared(entryRow, (db, row) => db.insert(auditEvents).values(row));
export const insertEntry = (db: Db, row: Parameters<typeof putEntry>[1] & { readonly tenantId: TenantId }) =>
	putEntry(db, row);

const putRefusal = prepared([...entryRow, "procedure", "since"], (db, row) =>
	db.insert(auditEvents).select(
		sql`select ${row.tenantId}, ${row.id}, ${row.at}, ${row.event}, ${row.actorId}, ${row.targetId}, ${row.evidence},
			${row.browser}, ${row.place}, ${row.requestId}, null, null
			where not exists (select 1 from audit_events as one where one.tenant_id = ${row.tenantId}
				and one.actor_id = ${row.actorId} and one.at > ${row.since} and +one.event = ${row.event}
				and one.evidence ->> '$.procedure' = ${row.procedure})`,
	),
);
/** Records a refusal, unless one of this actor by this procedure was recorded since: nobody fills the record by asking again (T138). */
export const insertRefusal = (db: Db, row: Parameters<typeof putRefusal>[1] & { readonly tenantId: TenantId }) =>
	putRefusal(db, row);
const putEntryOnce = prepared([...entryRow, "since"], (db, { since, ...row }) =>
	db.insert(auditEvents).select(
		sql`select ${row.tenantId}, ${row.id}, ${row.at}, ${row.event}, ${row.actorId}, ${row.targetId}, ${row.evidence}, ${row.browser},
			${row.place}, ${row.requestId}, null, null where not exists (select 1 from ${auditEvents} where ${auditEvents.tenantId} = ${row.tenantId}
			and ${auditEvents.targetId} = ${row.targetId} and ${auditEvents.at} >= ${since} and ${auditEvents.event} = ${row.event})`,
	),
);
/** Records it unless an event of this name about this person was recorded at or after `since`. */
export const insertEntryOnce = (
	db: Db,
	row: Omit<Parameters<typeof putEntryOnce>[1], "since"> & { readonly tenantId: TenantId; readonly targetId: UserId },
	since: Millis,
) => putEntryOnce(db, { ...row, since });

/** The order in which rows were committed. */
const rowid = sql`${auditEvents}.rowid`;

/** The head as it is noted, beside the last row that is linked: the two must say the same. One row per tenant. */
export const readHead = (db: Db, tenantId: TenantId) =>
	db
		.select({
			seq: auditHeads.seq,
			hash: auditHeads.hash,
			proof: auditHeads.proof,
			lastSeq: auditEvents.seq,
			lastHash: auditEvents.hash,
		})
		.from(tenants)
		.leftJoin(auditHeads, eq(auditHeads.tenantId, tenants.id))
		.leftJoin(
			auditEvents,
			and(
				eq(auditEvents.tenantId, tenants.id),
				sql`${auditEvents.seq} = (select max(e.seq) from audit_events e where e.tenant_id = ${tenantId})`,
			),
		)
		.where(eq(tenants.id, tenantId));

/** Rows that are not in the chain yet, in the order in which they were committed. */
export const readUnlinked = (db: Db, tenantId: TenantId, most: number) =>
	db
		.select()
		.from(auditEvents)
		.where(and(eq(auditEvents.tenantId, tenantId), isNull(auditEvents.seq)))
		.orderBy(rowid)
		.limit(most);

/** Moves the head from exactly the point that was read; no row changes when somebody else moved it. */
export const moveHead = (db: Db, tenantId: TenantId, from: ChainPoint | null, to: ChainPoint & { proof: string }) => {
	const values = { seq: to.seq, hash: to.hash, proof: to.proof };
	return from
		? db
				.update(auditHeads)
				.set(values)
				.where(and(eq(auditHeads.tenantId, tenantId), eq(auditHeads.seq, from.seq), eq(auditHeads.hash, from.hash)))
		: db
				.insert(auditHeads)
				.values({ tenantId, ...values })
				.onConflictDoNothing();
};

/**
 * Gives rows their places; `places` is JSON of `{id: [seq, hash]}`. Rows that are linked already do not change. Each row is
 * found by its key: a join would read the whole list for each of them.
 */
export const placeRows = (db: Db, tenantId: TenantId, places: string) =>
	db.run(sql`update ${auditEvents} set seq = json_extract(${places}, '$."' || ${auditEvents}.id || '"[0]'),
		hash = json_extract(${places}, '$."' || ${auditEvents}.id || '"[1]')
		where ${auditEvents}.tenant_id = ${tenantId} and ${auditEvents}.id in (select key from json_each(${places}))
		and +${auditEvents}.seq is null`);

/** Ends the batch unless the statement before gave exactly this many rows their places. */
export const allPlaced = (db: Db, rows: number) => guard(db, "conflict", sql`changes() = ${rows}`);

/** Tenants with rows that are not linked yet; by the index of those rows alone, for every other would go over the whole record. */
export const tenantsUnlinked = (db: Db, side: "behind" | "before", from: TenantId, most: number) =>
	db
		.selectDistinct({ tenantId: sql<TenantId>`tenant_id` })
		.from(sql`audit_events indexed by audit_events_unlinked`)
		.where(
			sql`seq is null and ${side === "behind" ? sql`tenant_id >= ${from}` : sql`tenant_id < ${from}`} and ${unfenced(sql`audit_events.tenant_id`)}`,
		)
		.limit(most);

/** A person of a row: as they are now or, only when they are gone, as the row of their removal names them. */
const personOf = (tenantId: TenantId, id: SQL) => {
	const user = (what: SQL) =>
		sql`(select ${what} from ${users} where ${users.tenantId} = ${tenantId} and ${users.id} = ${id})`;
	return {
		name: sql<string | null>`${user(sql`${users.name}`)}`,
		email: sql<string | null>`${user(sql`${users.email}`)}`,
		removed: sql<string | null>`case when ${id} is null or exists ${user(sql`1`)} then null else
			(select r.evidence from audit_events r where r.tenant_id = ${tenantId} and r.target_id = ${id}
			and r.event = 'user.removed' limit 1) end`,
	};
};

/** Rows with the people that they name; `where` and `order` say which and how. */
export const readRows = (
	db: Db,
	tenantId: TenantId,
	which: SQL | undefined,
	order: "newest" | "chain",
	most: number,
) => {
	const rows = db
		.select({
			row: auditEvents,
			actor: personOf(tenantId, sql`${auditEvents.actorId}`),
			target: personOf(tenantId, sql`${auditEvents.targetId}`),
		})
		.from(auditEvents)
		.where(and(eq(auditEvents.tenantId, tenantId), which))
		.limit(most);
	return order === "newest"
		? rows.orderBy(desc(auditEvents.at), desc(auditEvents.id))
		: rows.orderBy(asc(auditEvents.seq));
};

export const aboutPerson = (userId: UserId): SQL => sql`${auditEvents.targetId} = ${userId}`;
