/**
 * Queries of the outbox.
 */
import { and, eq, inArray, isNotNull, isNull, lte, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { outbox } from "../../../db/schema/index.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";
import { MAILBOX_BUDGET } from "../attempts/limits.ts";

export interface OutboxRow {
	readonly id: string;
	readonly kind: string;
	readonly channel: "email" | "sms";
	readonly recipient: string;
	readonly sealedLetter: string;
	readonly now: Millis;
	readonly expiresAt: Millis;
}

/** Puts a letter into the outbox when `condition` holds; a row comes back when it did. */
export const insertLetter = (db: Db, tenantId: TenantId, row: OutboxRow, condition: SQL = sql`true`) =>
	db
		.insert(outbox)
		.select(
			sql`select ${tenantId}, ${row.id}, ${row.kind}, ${row.recipient}, ${row.sealedLetter}, ${row.now}, ${row.now},
			${row.expiresAt}, 0, null, ${row.channel} where ${condition}`,
		)
		.returning({ id: outbox.id });

/**
 * How many letters of the kinds that anyone can cause this recipient may still get. Counted over all tenants of the cell: who
 * signs up a hundred tenants with one address still sends it five letters an hour (T030).
 */
export const roomLeft = (recipient: string | SQLWrapper, kinds: readonly string[], now: Millis): SQL =>
	sql`(${MAILBOX_BUDGET.limit} - (select count(*) from ${outbox} where ${outbox.recipient} = ${recipient}
		and ${outbox.createdAt} > ${now - MAILBOX_BUDGET.window}
		and ${outbox.kind} in (${sql.join(
			kinds.map((kind) => sql`${kind}`),
			sql`, `,
		)})))`;

export const mailboxHasRoom = (recipient: string | SQLWrapper, kinds: readonly string[], now: Millis): SQL =>
	sql`${roomLeft(recipient, kinds, now)} > 0`;

/** The condition that no letter of this kind to this person was posted after `since`. */
export const notPostedSince = (tenantId: TenantId, recipient: string, kind: string, since: Millis): SQL =>
	sql`not exists (select 1 from ${outbox} where ${outbox.recipient} = ${recipient} and ${outbox.createdAt} > ${since}
		and ${outbox.tenantId} = ${tenantId} and ${outbox.kind} = ${kind})`;

/** Takes letters that are due: whoever gets the row back delivers it, nobody else before `retryAt`. */
export const takeDue = (db: Db, now: Millis, which: SQL, most: number) =>
	db
		.update(outbox)
		.set({
			tries: sql`${outbox.tries} + 1`,
			notBeforeAt: sql`${now} + min(3600000, 30000 * (1 << min(${outbox.tries}, 7)))`,
		})
		.where(
			sql`(${outbox.tenantId}, ${outbox.id}) in (select tenant_id, id from ${outbox} where ${outbox.sentAt} is null
				and ${outbox.notBeforeAt} <= ${now} and ${outbox.sealedLetter} is not null and ${outbox.expiresAt} > ${now}
				and ${which} order by ${outbox.notBeforeAt} limit ${most})`,
		)
		.returning();

export const onlyLetters = (tenantId: TenantId, ids: readonly string[]): SQL =>
	sql`${outbox.tenantId} = ${tenantId} and ${inArray(outbox.id, [...ids])}`;
export const anyLetter: SQL = unfenced(outbox.tenantId);

/** The letter has left; its content is wiped. */
export const markSent = (db: Db, tenantId: TenantId, id: string, now: Millis) =>
	db
		.update(outbox)
		.set({ sentAt: now, sealedLetter: null })
		.where(and(eq(outbox.tenantId, tenantId), eq(outbox.id, id)));

/** Wipes letters that nobody could use any more, unsent. */
export const dropExpired = (db: Db, now: Millis) =>
	db
		.update(outbox)
		.set({ sealedLetter: null })
		.where(
			and(isNull(outbox.sentAt), isNotNull(outbox.sealedLetter), lte(outbox.expiresAt, now), unfenced(outbox.tenantId)),
		);
