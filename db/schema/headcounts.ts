/**
 * How many people of each kind are in each realm, kept by triggers on `users` alone: totals and pictures of a tenant of a
 * million cost what those of ten cost. No sign-in writes here. Derived, so it is not exported: an import makes it again.
 */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RealmId } from "../../worker/lib/brand.ts";
import { tenantId } from "../columns.ts";

export const headcounts = sqliteTable(
	"headcounts",
	{
		tenantId: tenantId(),
		realmId: text("realm_id").$type<RealmId>().notNull(),
		role: text("role").notNull(),
		status: text("status").notNull(),
		requirement: text("requirement").notNull(),
		twoFactor: text("two_factor").notNull(),
		people: integer("people").notNull(),
	},
	(table) => [
		primaryKey({
			columns: [table.tenantId, table.realmId, table.role, table.status, table.requirement, table.twoFactor],
		}),
	],
);
