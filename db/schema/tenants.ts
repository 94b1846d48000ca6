/**
 * A tenant as its cell knows it; this row has the last word on its state, whatever a directory cache says.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenantId } from "../../worker/lib/brand.ts";
import { millisColumn } from "../columns.ts";

export const tenants = sqliteTable("tenants", {
	id: text("tenant_id").$type<TenantId>().primaryKey(),
	slug: text("slug").notNull(),
	name: text("name").notNull(),
	contact: text("contact"),
	accent: text("accent"),
	state: text("state", { enum: ["unverified", "active", "suspended"] }).notNull(),
	epoch: integer("epoch").notNull().default(0),
	createdAt: millisColumn("created_at").notNull(),
});
