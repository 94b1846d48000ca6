/**
 * Names and addresses from the start of each of their words on, kept by triggers on `users` alone, so that a search is one
 * range of an index in a tenant of any size. Derived, so it is not exported: an import makes it again.
 */
import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { UserId } from "../../worker/lib/brand.ts";
import { tenantId } from "../columns.ts";

export const nameWords = sqliteTable(
	"name_words",
	{
		tenantId: tenantId(),
		/** What stands between words is a space here; at most 40 characters. */
		word: text("word").notNull(),
		userId: text("user_id").$type<UserId>().notNull(),
	},
	(table) => [primaryKey({ columns: [table.tenantId, table.word, table.userId] })],
);
