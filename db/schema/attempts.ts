/**
 * Budgets: one counter per subject (`password:alice@x`, `browser:brw_…`, `factor:usr_…`), taken by a conditional write
 * before any secret is looked at (security rule 1).
 */
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
		index("attempts_by_age").on(table.tenantId, table.lastAt),
	],
);
