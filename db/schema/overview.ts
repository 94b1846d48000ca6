/**
 * How many people were protected on each day (UTC), so that an administrator can watch the picture move.
 * Counts only; nothing here names anybody.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const coverageDays = sqliteTable(
	"coverage_days",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		/** "2026-11-21" */
		day: text("day").notNull(),
		people: integer("people").notNull(),
		protected: integer("protected").notNull(),
		required: integer("required").notNull(),
		missing: integer("missing").notNull(),
	},
	(table) => [primaryKey({ columns: [table.tenantId, table.day] })],
);
