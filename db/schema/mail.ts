/**
 * The outbox: a letter is a row of the same batch as the change it tells of. The content is sealed (it can hold links
 * and codes) and wiped once the letter has left; `id` is the provider's idempotency key.
 */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const outbox = sqliteTable(
	"outbox",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		id: text("id").notNull(),
		kind: text("kind").notNull(),
		recipient: text("recipient").notNull(),
		/** Sealed JSON of the letter; null once it left or expired. */
		sealedLetter: text("sealed_letter"),
		createdAt: millisColumn("created_at").notNull(),
		/** Not to be tried again before this time: taken by whoever is delivering it now. */
		notBeforeAt: millisColumn("not_before_at").notNull(),
		/** A letter whose link is dead by then is dropped, not sent. */
		expiresAt: millisColumn("expires_at").notNull(),
		tries: integer("tries").notNull().default(0),
		sentAt: millisColumn("sent_at"),
		channel: text("channel", { enum: ["email", "sms"] })
			.notNull()
			.default("email"),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.id] }),
		index("outbox_by_recipient").on(table.recipient, table.createdAt),
		index("outbox_due").on(table.sentAt, table.notBeforeAt),
	],
);
