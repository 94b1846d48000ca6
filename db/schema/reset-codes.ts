/**
 * A code sent as a text message to the stored number, with which a lost app is reset where the tenant allows it. One per
 * person, keyed hash only, few tries, ten minutes, used once, dead with the person's epoch.
 */
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { epochColumn, millisColumn, tenantId, userId } from "../columns.ts";
import { users } from "./users.ts";

export const resetCodes = sqliteTable(
	"reset_codes",
	{
		tenantId: tenantId(),
		userId: userId(),
		/** The challenge in which it was asked for; no other may use it. */
		challengeId: text("challenge_id").notNull(),
		keyId: text("key_id").notNull(),
		hash: text("hash").notNull(),
		epoch: epochColumn(),
		attempts: integer("attempts").notNull().default(0),
		expiresAt: millisColumn("expires_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.userId] }),
		foreignKey({
			name: "reset_codes_user",
			columns: [table.tenantId, table.userId],
			foreignColumns: [users.tenantId, users.id],
		}).onDelete("cascade"),
		index("reset_codes_by_end").on(table.expiresAt),
	],
);
