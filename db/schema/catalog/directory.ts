/**
 * The directory of the catalog database: which slug is which tenant, and in which cell it lives.
 * `reserved` rows belong to a sign-up under way and may be taken again once `heldUntilAt` has passed.
 */
import { sql } from "drizzle-orm";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TenantId } from "../../../worker/lib/brand.ts";
import { millisColumn } from "../../columns.ts";

export const directory = sqliteTable(
	"directory",
	{
		slug: text("slug").primaryKey(),
		tenantId: text("tenant_id").$type<TenantId>().notNull(),
		cell: text("cell").notNull(),
		state: text("state", { enum: ["reserved", "active"] }).notNull(),
		heldUntilAt: millisColumn("held_until_at"),
		createdAt: millisColumn("created_at").notNull(),
	},
	(table) => [
		index("directory_tenant").on(table.tenantId),
		index("directory_reserved").on(table.heldUntilAt).where(sql`state = 'reserved'`),
	],
);
