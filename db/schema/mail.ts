/**
 * The outbox: a letter is a row of the same batch as the change it tells of. The content is sealed (it can hold links
 * and codes) and wiped once the letter has left or can be of no use any more; `id` is the provider's idempotency key.
 * Rows without a content are kept for a day, for the budgets of sending.
 */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { UserId } from "../../worker/lib/brand.ts";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

/** Kinds that somebody can cause to addresses or numbers of their own choice: a tenant's budget counts them. */
export const isCounted = sql.raw("kind in ('verifyEmail', 'invitation', 'enrolment', 'enrolmentText', 'resetCode')");
/** The letter has a content: it is still to be sent. */
export const isWaiting = sql.raw("sealed_letter is not null");
const isOver = sql.raw("sealed_letter is null");

export const outbox = sqliteTable(
	"outbox",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		id: text("id").notNull(),
		kind: text("kind").notNull(),
		recipient: text("recipient").notNull(),
		/** Sealed JSON of the letter; null once it left, or when it will never leave. */
		sealedLetter: text("sealed_letter"),
		createdAt: millisColumn("created_at").notNull(),
		/** Not to be tried again before this time: taken by whoever is delivering it now. */
		notBeforeAt: millisColumn("not_before_at").notNull(),
		/** A letter whose link is dead by then is dropped, not sent. One that its mailbox had no room for is dead from its first moment. */
		expiresAt: millisColumn("expires_at").notNull(),
		tries: integer("tries").notNull().default(0),
		sentAt: millisColumn("sent_at"),
		channel: text("channel", { enum: ["email", "sms"] })
			.notNull()
			.default("email"),
		/** Whose link or code the letter carries, and which: the id of a mailed token, or the hash of a code. With it the letter dies. */
		userId: text("user_id").$type<UserId>(),
		secretId: text("secret_id"),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.id] }),
		index("outbox_by_recipient").on(table.recipient, table.createdAt),
		index("outbox_due").on(table.channel, table.tenantId, table.expiresAt, table.notBeforeAt).where(isWaiting),
		index("outbox_counted").on(table.tenantId, table.channel, table.createdAt).where(isCounted),
		index("outbox_over").on(table.createdAt).where(isOver),
	],
);
