/**
 * What a mutation that came with a key of its own has answered, so that its repetition after a lost answer gets the same and
 * changes nothing. Sealed, for it can hold codes and tokens; a row of the very batch that it tells of; gone after minutes.
 */
import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const outcomes = sqliteTable(
	"outcomes",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		/** A hash of key, procedure, caller and input. */
		id: text("id").notNull(),
		sealedOutcome: text("sealed_outcome").notNull(),
		expiresAt: millisColumn("expires_at").notNull(),
	},
	(table) => [primaryKey({ columns: [table.tenantId, table.id] }), index("outcomes_by_end").on(table.expiresAt)],
);
