/**
 * Queries of the outbox: what a letter may still be posted, whose turn it is to leave, and what became of it.
 */
import { and, eq, inArray, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { isCounted, isWaiting, mailedTokens, outbox, resetCodes, tenants, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import { before, days, hours } from "../../lib/duration.ts";
import { HOUSE_BUDGETS, MAILBOX_BUDGET, YOUNG } from "../attempts/limits.ts";
import type { LetterKind, TextKind } from "./facts.ts";
import { type BudgetedKind, type Cap, type Share, shareOf } from "./rules.ts";

export type Channel = "email" | "sms";

export interface OutboxRow {
	readonly id: string;
	readonly kind: LetterKind | TextKind;
	readonly channel: Channel;
	readonly recipient: string;
	readonly sealedLetter: string;
	readonly userId: UserId | null;
	readonly secretId: string | null;
	readonly now: Millis;
	readonly expiresAt: Millis;
}

/**
 * Puts a letter into the outbox when its house has room for it and `condition` holds; a row comes back when it did. Where only
 * the mailbox has no room, for what other houses wrote, the letter is put there without a content, and nobody can tell.
 */
export function insertLetter(db: Db, tenantId: TenantId, row: OutboxRow, condition: SQL = sql`true`) {
	const share = shareOf(row.kind);
	const room = share ? sql`(${roomLeft(share, row, row.now, null, tenantId)}) > 0` : sql`true`;
	const houseRoom = share ? sql`(${roomLeft(share, row, row.now, tenantId, tenantId)}) > 0` : sql`true`;
	const budget = counted.includes(row.kind) ? sql`${budgetRoom(tenantId, row.channel, row.now)} > 0` : sql`true`;
	return db
		.insert(outbox)
		.select(
			sql`select ${tenantId}, ${row.id}, ${row.kind}, ${row.recipient}, case when has_room then ${row.sealedLetter} end,
			${row.now}, ${row.now}, case when has_room then ${row.expiresAt} else ${row.now} end, 0, null, ${row.channel},
			${row.userId}, ${row.secretId} from (select ${room} as has_room) where ${houseRoom} and ${budget} and ${condition}`,
		)
		.returning({ id: outbox.id });
}

const counted: readonly string[] = ["verifyEmail", "invitation", "enrolment", "enrolmentText", "resetCode"];

interface Addressed {
	readonly kind: BudgetedKind | LetterKind | TextKind;
	readonly recipient: string | SQLWrapper;
}

/** How many more letters of this kind the recipient may get within the hour: as one house sees it, or (null) the whole cell. */
function roomLeft(
	{ caps, own }: Share,
	{ kind, recipient }: Addressed,
	now: Millis,
	house: TenantId | null,
	tenantId: TenantId,
): SQL {
	const sentLately = (kinds: readonly string[], of: TenantId | null): SQL =>
		sql`(select count(*) from ${outbox} where ${outbox.recipient} = ${recipient}
			and ${outbox.createdAt} > ${before(now, MAILBOX_BUDGET.window)} and ${inArray(outbox.kind, [...kinds])}
			and ${of === null ? sql`true` : eq(outbox.tenantId, of)}
			and ${house === null ? sql`${outbox.expiresAt} > ${outbox.createdAt}` : sql`true`})`;
	const [first, ...more] = caps.map(({ kinds, most }: Cap) => sql`${most} - ${sentLately(kinds, house)}`);
	const within = more.length === 0 ? first : sql`min(${sql.join([first, ...more], sql`, `)})`;
	return own === 0 ? sql`${within}` : sql`max(${own} - ${sentLately([kind], tenantId)}, ${within})`;
}

/** How many more letters of this kind the recipient may get within the hour, as this house may know it: an expression to read. */
export const mailboxRoom = (
	tenantId: TenantId,
	kind: BudgetedKind,
	recipient: string | SQLWrapper,
	now: Millis,
): SQL => {
	const share = shareOf(kind);
	return share ? sql`(${roomLeft(share, { kind, recipient }, now, tenantId, tenantId)})` : sql`1`;
};

/** How many more messages this house may cause to addresses and numbers of its choice, this hour and this day. */
export const budgetRoom = (tenantId: TenantId, channel: Channel, now: Millis): SQL => {
	const { young, old } = HOUSE_BUDGETS;
	const left = (span: "hour" | "day", since: Millis): SQL =>
		sql`case when (select ${tenants.createdAt} from ${tenants} where ${tenants.id} = ${tenantId}) > ${before(now, YOUNG)}
			then ${young[channel][span]} else ${old[channel][span]} end - (select count(*) from ${outbox}
			where ${outbox.tenantId} = ${tenantId} and ${outbox.channel} = ${channel} and ${outbox.createdAt} > ${since} and ${isCounted})`;
	return sql`min(${left("hour", before(now, hours(1)))}, ${left("day", before(now, days(1)))})`;
};

/** The house's budget, to be read. */
export const readBudget = (db: Db, tenantId: TenantId, channel: Channel, now: Millis) =>
	db.select({ left: sql<number>`${budgetRoom(tenantId, channel, now)}`.mapWith(Number) }).from(sql`(select 1)`);

/** What each of these recipients may still get of this kind, in their order. */
export const readRooms = (db: Db, tenantId: TenantId, kind: BudgetedKind, recipients: readonly string[], now: Millis) =>
	db
		.select({ left: sql<number>`${mailboxRoom(tenantId, kind, sql`asked.value`, now)}`.mapWith(Number) })
		.from(sql`json_each(${JSON.stringify(recipients)}) as asked`)
		.orderBy(sql`asked.key`);

/** The condition that all of these letters are there. */
export const allThere = (tenantId: TenantId, ids: readonly string[]): SQL =>
	sql`(select count(*) from ${outbox} where ${outbox.tenantId} = ${tenantId} and ${inArray(outbox.id, [...ids])}) = ${ids.length}`;

/** The condition that no letter of this kind to this person was posted after `since`. */
export const notPostedSince = (tenantId: TenantId, recipient: string, kind: string, since: Millis): SQL =>
	sql`not exists (select 1 from ${outbox} where ${outbox.recipient} = ${recipient} and ${outbox.createdAt} > ${since}
		and ${outbox.tenantId} = ${tenantId} and ${outbox.kind} = ${kind})`;

/** How long whoever takes a letter has it for itself, and the pause before the next try: a minute, then twice as long each time. */
const PAUSE_MS = 60_000;

/** Whether what the letter carries still opens something: in time, unused, not replaced, of the person as they are now. */
function isAlive(now: Millis, globalEpoch: number): SQL {
	const epoch = sql`${`${globalEpoch}.`} || ${tenants.epoch} || '.' || ${users.epoch}`;
	const carrying = (table: typeof mailedTokens | typeof resetCodes, holds: SQL) =>
		sql`exists (select 1 from ${table} join ${users} on ${users.tenantId} = ${table.tenantId} and ${users.id} = ${table.userId}
			join ${tenants} on ${tenants.id} = ${table.tenantId} where ${table.tenantId} = ${outbox.tenantId}
			and ${table.userId} = ${outbox.userId} and ${table.epoch} = ${epoch} and ${table.expiresAt} > ${now} and ${holds})`;
	return sql`${outbox.expiresAt} > ${now} and case when ${outbox.secretId} is null then true
		when ${outbox.kind} = 'resetCode' then ${carrying(resetCodes, eq(resetCodes.hash, outbox.secretId))}
		else ${carrying(mailedTokens, sql`${eq(mailedTokens.id, outbox.secretId)} and ${mailedTokens.usedAt} is null`)} end`;
}

/**
 * Takes letters: whoever gets the row back delivers it, nobody else before `notBeforeAt`. One that is of no use any more comes
 * back without its content, which is wiped with it.
 */
export const takeLetters = (db: Db, now: Millis, globalEpoch: number, which: SQL) =>
	db
		.update(outbox)
		.set({
			tries: sql`${outbox.tries} + 1`,
			notBeforeAt: sql`${now} + min(3600000, ${PAUSE_MS} * (1 << min(${outbox.tries}, 6)))`,
			sealedLetter: sql`case when ${isAlive(now, globalEpoch)} then ${outbox.sealedLetter} end`,
		})
		.where(sql`${isWaiting} and ${outbox.notBeforeAt} <= ${now} and ${which}`)
		.returning({
			tenantId: outbox.tenantId,
			id: outbox.id,
			kind: outbox.kind,
			channel: outbox.channel,
			recipient: outbox.recipient,
			sealedLetter: outbox.sealedLetter,
			createdAt: outbox.createdAt,
			expiresAt: outbox.expiresAt,
			notBeforeAt: outbox.notBeforeAt,
			tries: outbox.tries,
			row: sql<number>`rowid`,
		});

export const theseLetters = (tenantId: TenantId, ids: readonly string[]): SQL =>
	sql`${outbox.tenantId} = ${tenantId} and ${inArray(outbox.id, [...ids])}`;

/**
 * The letters whose turn it is, of the houses behind `afterHouse`: of each house one, the one whose time ends first, then of each
 * a second one, until there are `most`. No house keeps the others waiting, however many letters it has.
 */
export function dueLetters(channel: Channel, afterHouse: string, now: Millis, most: number): SQL {
	const due = sql`channel = ${channel} and ${isWaiting} and not_before_at <= ${now}`;
	const house = (behind: SQL) =>
		sql`(select waiting.tenant_id from ${outbox} as waiting where ${due} and waiting.tenant_id > ${behind}
			and ${unfenced(sql`waiting.tenant_id`)} order by waiting.tenant_id limit 1)`;
	return sql`rowid in (with recursive house(id) as (select ${house(sql`${afterHouse}`)}
			union all select ${house(sql`house.id`)} from house where house.id is not null limit ${most})
		select letter from (select own.rowid as letter, own.expires_at as ends_at,
				row_number() over (partition by own.tenant_id order by own.expires_at, own.rowid) as turn
			from house cross join ${outbox} as own where own.rowid in (select rowid from ${outbox} as each_own where ${due}
				and each_own.tenant_id = house.id order by each_own.expires_at limit ${most}))
		order by turn, ends_at limit ${most})`;
}

/** The letter has left; its content is wiped. */
export const markSent = (db: Db, tenantId: TenantId, id: string, now: Millis) =>
	db
		.update(outbox)
		.set({ sentAt: now, sealedLetter: null })
		.where(and(eq(outbox.tenantId, tenantId), eq(outbox.id, id)));

/** The letter will never leave; its content is wiped. */
export const dropLetter = (db: Db, tenantId: TenantId, id: string) =>
	db
		.update(outbox)
		.set({ sealedLetter: null })
		.where(and(eq(outbox.tenantId, tenantId), eq(outbox.id, id)));

/** Most rows that one sweep deletes: the rest waits a minute. */
const SWEEP_MOST = 5000;

/** Deletes what has left or never will: no budget looks back further. */
export const sweepLetters = (db: Db, olderThan: Millis) =>
	db.delete(outbox).where(
		sql`rowid in (select rowid from ${outbox} where sealed_letter is null and ${outbox.createdAt} <= ${olderThan}
				and ${unfenced(outbox.tenantId)} limit ${SWEEP_MOST})`,
	);
