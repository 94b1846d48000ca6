/**
 * Tenants of this cell that are being moved: out of it, or into it. While a row stands, the sweeps leave the tenant alone.
 * It belongs to the cell and to the run of the move that wrote it: a run that is older than the row may change nothing.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenantId } from "../../worker/lib/brand.ts";

export const fences = sqliteTable("fences", {
	tenantId: text("tenant_id").$type<TenantId>().primaryKey(),
	way: text("way", { enum: ["out", "in"] }).notNull(),
	/** Rises with every run that takes the move over. */
	run: integer("run").notNull(),
});
