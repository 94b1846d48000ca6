/**
 * The one question that tells whether a database is there: it is asked of the catalog and of every cell, over all tenants, and
 * answers nothing about any of them.
 */
import { sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { outbox } from "../../../db/schema/index.ts";

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
