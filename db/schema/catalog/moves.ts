/**
 * Moves of tenants from one cell to another that are under way; a finished one leaves no row. `copying` may be taken back;
 * from `switched` on the directory names the new cell and there is only forward.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenantId } from "../../../worker/lib/brand.ts";
import { millisColumn } from "../../columns.ts";
import type { TenantState } from "../tenants.ts";

export const moves = sqliteTable("moves", {
	tenantId: text("tenant_id").$type<TenantId>().primaryKey(),
	slug: text("slug").notNull(),
	from: text("from_cell").notNull(),
	to: text("to_cell").notNull(),
	stage: text("stage", { enum: ["copying", "switched", "cancelling"] }).notNull(),
	/** Which attempt at the work this is; a later one shuts an earlier one out. */
	run: integer("run").notNull(),
	/** The state in which the tenant was found, and in which it will be again. */
	state: text("state").$type<TenantState>().notNull(),
	operator: text("operator").notNull(),
	startedAt: millisColumn("started_at").notNull(),
});
