/**
 * The one question that tells whether a database is there, and the heartbeat: both over all tenants, and they answer nothing
 * about any of them.
 */
import { eq, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { heartbeats } from "../../../db/schema/catalog/heartbeats.ts";
import { outbox } from "../../../db/schema/index.ts";
import type { Millis } from "../../lib/brand.ts";

/** Tries after which a letter that still waits says that the provider does not take letters. */
const TRIED = 3;

const waits = (channel: "email" | "sms") =>
	sql<number>`exists (select 1 from ${outbox} where ${outbox.sentAt} is null and ${outbox.sealedLetter} is not null
		and ${outbox.tries} >= ${TRIED} and ${outbox.channel} = ${channel})`;

/** Whether letters or text messages of this cell have been refused again and again. */
export const askCell = (db: Db) =>
	db.select({ mailWaits: waits("email"), smsWaits: waits("sms") }).from(sql`(select 1)`);

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
