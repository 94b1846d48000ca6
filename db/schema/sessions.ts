/**
 * Proof that a sign-in was finished. Only the hash of the token is kept; a row with another epoch than its user is dead.
 */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SessionId } from "../../worker/lib/brand.ts";
import { epochColumn, millisColumn, tenantId, userId } from "../columns.ts";
import { ownedByUser } from "./owned.ts";

export const sessions = sqliteTable(
	"sessions",
	{
		tenantId: tenantId(),
		id: text("id").$type<SessionId>().notNull(),
		userId: userId(),
		secretHash: text("secret_hash").notNull(),
		epoch: epochColumn(),
		assurance: text("assurance", { enum: ["password", "trustedBrowser", "secondFactor"] }).notNull(),
		browser: text("browser").notNull(),
		place: text("place"),
		createdAt: millisColumn("created_at").notNull(),
		lastSeenAt: millisColumn("last_seen_at").notNull(),
		expiresAt: millisColumn("expires_at").notNull(),
		/** Wrong codes for this account between the sign-in before and this one: the person is told of them (T058). */
		codesRefused: integer("codes_refused").notNull().default(0),
		/** End of the window for sensitive acts; null when no recent proof was given. */
		recentUntilAt: millisColumn("recent_until_at"),
	},
	(table) => [...ownedByUser("sessions", table), index("sessions_by_end").on(table.expiresAt)],
);
