/**
 * The one row in which the service says every minute with which settings it runs: which keys are on its ring, and the greatest
 * global epoch that it ever had. An epoch that was lost from the settings is noticed by it (rule 27). Ids of keys are no secret.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { millisColumn } from "../../columns.ts";

export const heartbeats = sqliteTable("heartbeats", {
	/** Always 1. */
	id: integer("id").primaryKey(),
	globalEpoch: integer("global_epoch").notNull(),
	/** JSON list of the ids on the ring, the current one first. */
	keyIds: text("key_ids").notNull(),
	/** Since when the ring has been this one without a break. */
	sinceAt: millisColumn("since_at").notNull(),
	at: millisColumn("at").notNull(),
});
