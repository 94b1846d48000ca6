/**
 * What a tenant demands, as overrides of the product's defaults (JSON, read by policy/rules.ts: unknown means strictest).
 * `trustGeneration` rises when trust is switched off or shortened, so that old trusted browsers never revive (T067).
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const policies = sqliteTable("policies", {
	tenantId: tenantId()
		.primaryKey()
		.references(() => tenants.id, { onDelete: "cascade" }),
	overrides: text("overrides").notNull().default("{}"),
	version: integer("version").notNull().default(0),
	trustGeneration: integer("trust_generation").notNull().default(0),
	changedAt: millisColumn("changed_at").notNull(),
});
