/**
 * Realms: the parts of a tenant that people belong to, each in exactly one. A custom realm is made by hand; an automatic one
 * by itself, named after its source. `rules` are the realm's own policy (JSON, read by policy/rules.ts); the tighter rule
 * wins.
 */
import { primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { RealmId } from "../../worker/lib/brand.ts";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const realms = sqliteTable(
	"realms",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		id: text("id").$type<RealmId>().notNull(),
		/** What administrators call the Realm ID. */
		key: text("key").notNull(),
		name: text("name").notNull(),
		/** domain, computer, service, department, other; or another system's own word. */
		category: text("category").notNull(),
		kind: text("kind", { enum: ["custom", "automatic"] }).notNull(),
		rules: text("rules").notNull().default("{}"),
		createdAt: millisColumn("created_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.id] }),
		unique("realms_key").on(table.tenantId, table.key),
		// Unique with the id: the grid's order by realm is walked along it, realm by realm.
		unique("realms_by_name").on(table.tenantId, table.name, table.id),
	],
);
