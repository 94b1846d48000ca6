/**
 * A tenant as its cell knows it; this row has the last word on its state, whatever a directory cache says.
 * In the stored state `moving` the tenant lives in another cell, or is about to: whoever reads such a row gets an error and
 * no row, so that nothing can be granted, and nobody be told that there is no account, by a cell that has lost the word.
 */
import { customType, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenantId } from "../../worker/lib/brand.ts";
import { millisColumn } from "../columns.ts";

/** The row is that of a tenant that this cell must not speak for. */
export class TenantMoved extends Error {
	override readonly name = "TenantMoved";
}

export type TenantState = "unverified" | "active" | "suspended";

const tenantState = customType<{ data: TenantState; driverData: string }>({
	dataType: () => "text",
	fromDriver(stored) {
		if (stored === "unverified" || stored === "active" || stored === "suspended") return stored;
		throw new TenantMoved();
	},
});

export const tenants = sqliteTable("tenants", {
	id: text("tenant_id").$type<TenantId>().primaryKey(),
	slug: text("slug").notNull(),
	name: text("name").notNull(),
	contact: text("contact"),
	accent: text("accent"),
	state: tenantState("state").notNull(),
	epoch: integer("epoch").notNull().default(0),
	createdAt: millisColumn("created_at").notNull(),
});
