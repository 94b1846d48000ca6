/**
 * The one question that tells whether a database is there, and the heartbeat: both over all tenants, and they answer nothing
 * about any of them.
 */
import { eq, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { heartbeats } from "../../../db/schema/catalog/heartbeats.ts";
import { outbox } from "../../../db/schema/index.ts";
import type { Millis } from "../../lib/brand.ts";
import { before, days } from "../../lib/duration.ts";

/** Tries after which a letter that still waits says that the provider does not take letters. */
const TRIED = 3;

/**
 * Whether a letter has been tried again and again and no later one has left since: one that the provider alone does not like
 * says nothing about it while others leave.
 */
const waits = (channel: "email" | "sms", now: Millis) =>
	sql<number>`exists (select 1 from ${outbox} as late where late.sealed_letter is not null and late.channel = ${channel}
		and late.tries >= ${TRIED} and not exists (select 1 from ${outbox} as gone where gone.sealed_letter is null
			and gone.created_at > ${before(now, days(1))} and gone.channel = ${channel} and gone.sent_at > late.created_at))`;

/** Whether letters or text messages of this cell have been refused again and again. */
export const askCell = (db: Db, now: Millis) =>
	db.select({ mailWaits: waits("email", now), smsWaits: waits("sms", now) }).from(sql`(select 1)`);

/** Whether the directory can be read. */
export const askCatalog = (catalog: Db) => catalog.run(sql`select 1 from directory limit 1`);

export interface Beat {
	readonly globalEpoch: number;
	/** JSON list of ids, the current one first. */
	readonly keyIds: string;
	readonly now: Millis;
}

/** Says with which settings the service runs; the greatest epoch stays. */
export const writeBeat = (catalog: Db, { globalEpoch, keyIds, now }: Beat) =>
	catalog
		.insert(heartbeats)
		.values({ id: 1, globalEpoch, keyIds, sinceAt: now, at: now })
		.onConflictDoUpdate({
			target: heartbeats.id,
			set: {
				globalEpoch: sql`max(${heartbeats.globalEpoch}, ${globalEpoch})`,
				keyIds,
				sinceAt: sql`case when ${heartbeats.keyIds} = ${keyIds} then ${heartbeats.sinceAt} else ${now} end`,
				at: now,
			},
		});

export const readBeat = (catalog: Db) => catalog.select().from(heartbeats).where(eq(heartbeats.id, 1));
