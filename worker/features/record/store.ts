/**
 * Conditions of the record's two readings: the list, newest first, and the export, in the order of the chain. Each filter has an
 * index; a search first finds the people and then their rows.
 */
import { and, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { auditEvents, users } from "../../../db/schema/index.ts";
import type { TenantId } from "../../lib/brand.ts";
import { readRows } from "../audit/service.ts";
import { idsSaid, soughtIn } from "../search/service.ts";
import { nameKey } from "../users/rules.ts";
import type { ListInput } from "./input.ts";

/** People in whose name or address a word begins so; those who were removed are found by the row that says so. */
const peopleLike = (tenantId: TenantId, text: string): SQL => {
	const [name, email] = [nameKey(text), text.toLowerCase()];
	const sought = soughtIn(text);
	const isFound = sought && sought.words.length > 0 ? sql`${users.id} in (${idsSaid(tenantId, sought)})` : sql`true`;
	return sql`(select ${users.id} from ${users} where ${users.tenantId} = ${tenantId} and ${isFound}
		and (instr(${users.nameKey}, ${name}) > 0 or instr(${users.email}, ${email}) > 0)
		union select r.target_id from audit_events r where r.tenant_id = ${tenantId} and r.event = 'user.removed'
		and (instr(lower(r.evidence ->> 'name'), ${name}) > 0 or instr(r.evidence ->> 'email', ${email}) > 0))`;
};

/** One more than `limit` rows that fit, the newest first. */
export function listRows(
	db: Db,
	tenantId: TenantId,
	input: Omit<ListInput, "cursor">,
	after: Position | null,
	most: number,
) {
	const { event, actorId, targetId, search, fromAt, toAt } = input;
	const people = search ? peopleLike(tenantId, search) : undefined;
	const which = and(
		event === undefined ? undefined : eq(auditEvents.event, event),
		actorId === undefined ? undefined : sql`${auditEvents.actorId} = ${actorId}`,
		targetId === undefined ? undefined : sql`${auditEvents.targetId} = ${targetId}`,
		fromAt === undefined ? undefined : sql`${auditEvents.at} >= ${fromAt}`,
		toAt === undefined ? undefined : sql`${auditEvents.at} <= ${toAt}`,
		people && sql`(${auditEvents.actorId} in ${people} or ${auditEvents.targetId} in ${people})`,
		after ? sql`(${auditEvents.at}, ${auditEvents.id}) < (${after.at}, ${after.id})` : undefined,
	);
	return readRows(db, tenantId, which, "newest", most);
}

export interface Position {
	readonly at: number;
	readonly id: string;
}

/** Rows around a time that are looked at for the end of a stretch: those that were written side by side may lie out of order. */
const NEIGHBOURS = 50;

/** The first place of the chain for rows from this time on; the one after the last when there is none yet. */
const firstFrom = (tenantId: TenantId, at: number): SQL =>
	sql`(select coalesce(min(n.seq), (select coalesce(max(seq), 0) + 1 from audit_events where tenant_id = ${tenantId}))
		from (select seq from audit_events where tenant_id = ${tenantId} and at >= ${at} and seq is not null
		order by at, id limit ${NEIGHBOURS}) n)`;
/** The last place of the chain for rows up to this time. */
const lastUntil = (tenantId: TenantId, at: number): SQL =>
	sql`(select coalesce(max(n.seq), 0) from (select seq from audit_events where tenant_id = ${tenantId} and at <= ${at}
		and seq is not null order by at desc, id desc limit ${NEIGHBOURS}) n)`;

/** An unbroken stretch of the chain, led by the row before it, whose hash the first row builds on. */
export function chainRows(
	db: Db,
	tenantId: TenantId,
	stretch: { after: number | null; fromAt: number | undefined; untilAt: number },
	most: number,
) {
	const { after, fromAt, untilAt } = stretch;
	const from = after === null ? (fromAt === undefined ? sql`1` : firstFrom(tenantId, fromAt)) : sql`${after + 1}`;
	const which = and(gte(auditEvents.seq, sql`${from} - 1`), lte(auditEvents.seq, lastUntil(tenantId, untilAt)));
	return readRows(db, tenantId, which, "chain", most);
}
