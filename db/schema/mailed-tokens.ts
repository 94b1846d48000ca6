/**
 * Tokens that travel by mail or text message: verification, invitation, password reset, enrolment. Hashed, bound to purpose, user and epoch, used once.
 */
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { epochColumn, millisColumn, tenantId, userId } from "../columns.ts";
import { ownedByUser } from "./owned.ts";

export const mailedTokens = sqliteTable(
	"mailed_tokens",
	{
		tenantId: tenantId(),
		id: text("id").notNull(),
		userId: userId(),
		purpose: text("purpose", { enum: ["verifyEmail", "invitation", "passwordReset", "enrolment"] }).notNull(),
		secretHash: text("secret_hash").notNull(),
		epoch: epochColumn(),
		createdAt: millisColumn("created_at").notNull(),
		expiresAt: millisColumn("expires_at").notNull(),
		usedAt: millisColumn("used_at"),
	},
	(table) => [...ownedByUser("mailed_tokens", table), index("mailed_tokens_by_end").on(table.expiresAt)],
);
