/**
 * The server's half of a sealed sign-in challenge: written when its first attempt is taken or its set-up begins, consumed once.
 * No row means that the challenge is unused; the sealed cookie carries everything else.
 */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId, userId } from "../columns.ts";
import { ownedByUser } from "./owned.ts";

export const loginChallenges = sqliteTable(
	"login_challenges",
	{
		tenantId: tenantId(),
		id: text("id").notNull(),
		userId: userId(),
		attempts: integer("attempts").notNull().default(0),
		/** The request that took the last attempt: its own claim of the code, and no other, may build on it. */
		reservedBy: text("reserved_by"),
		consumedAt: millisColumn("consumed_at"),
		expiresAt: millisColumn("expires_at").notNull(),
	},
	(table) => [...ownedByUser("login_challenges", table), index("login_challenges_by_end").on(table.expiresAt)],
);
