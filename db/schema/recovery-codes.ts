/**
 * Recovery codes: one row each, a keyed hash to check (the key is not in the database) and, where the tenant lets people
 * see them again, a sealed copy to show. Used rows stay, marked, until the set is replaced.
 */
import { integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId, userId } from "../columns.ts";
import { ownedByUser } from "./owned.ts";

export const recoveryCodes = sqliteTable(
	"recovery_codes",
	{
		tenantId: tenantId(),
		id: text("id").notNull(),
		userId: userId(),
		position: integer("position").notNull(),
		keyId: text("key_id").notNull(),
		hash: text("hash").notNull(),
		sealedCode: text("sealed_code"),
		usedAt: millisColumn("used_at"),
		/** When the person said that the set is saved; null until then. */
		savedAt: millisColumn("saved_at"),
		createdAt: millisColumn("created_at").notNull(),
	},
	(table) => [
		...ownedByUser("recovery_codes", table),
		unique("recovery_codes_hash").on(table.tenantId, table.userId, table.hash),
	],
);
