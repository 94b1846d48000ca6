/**
 * Budgets: one counter per subject (`password:alice@x`, `browser:brw_…`, `factor:usr_…`), taken by a conditional write
 * before any secret is looked at (security rule 1).
 */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const attempts = sqliteTable(
	"attempts",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		subject: text("subject").notNull(),
		count: integer("count").notNull(),
		windowStartedAt: millisColumn("window_started_at").notNull(),
		lastAt: millisColumn("last_at").notNull(),
		blockedUntilAt: millisColumn("blocked_until_at"),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.subject] }),
		// What the sweep drops, the oldest first; counters of second factors never expire and are not in it.
		index("attempts_by_age").on(table.lastAt).where(sql`(subject < 'factor:' or subject >= 'factor:~')`),
		// Nobody is locked before the third wrong code: a sign-in that goes well never writes here.
		index("attempts_locking")
			.on(table.tenantId, table.subject, table.count, table.lastAt)
			.where(sql`subject >= 'factor:' and subject < 'factor:~' and count >= 3`),
	],
);
