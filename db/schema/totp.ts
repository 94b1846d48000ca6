/**
 * Authenticator apps. A pending secret (totp_setups) and a live one (totp_factors) are different rows in different
 * tables; secrets are sealed. `lastStep` only grows: a code counts once on the whole planet (RFC 6238 §5.2).
 */
import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId, userId } from "../columns.ts";
import { ownedByUser } from "./owned.ts";
import { users } from "./users.ts";

export const totpFactors = sqliteTable(
	"totp_factors",
	{
		tenantId: tenantId(),
		id: text("id").notNull(),
		userId: userId(),
		kind: text("kind", { enum: ["totp"] }).notNull(),
		sealedSecret: text("sealed_secret").notNull(),
		/** The last accepted 30-second step; only a greater one is accepted. */
		lastStep: integer("last_step").notNull(),
		/** JSON list of future steps that a wrong clock revealed: refused when their time comes. */
		blockedSteps: text("blocked_steps").notNull().default("[]"),
		enabledAt: millisColumn("enabled_at").notNull(),
		lastUsedAt: millisColumn("last_used_at"),
		/** By which method it was set up; null: before this was noted, the person's method says. Whoever changes that notes it here first. */
		setUpBy: text("set_up_by", { enum: ["authenticator", "phoneLink"] }),
	},
	(table) => [...ownedByUser("totp_factors", table), unique("totp_factors_one").on(table.tenantId, table.userId)],
);

export const totpSetups = sqliteTable(
	"totp_setups",
	{
		tenantId: tenantId(),
		userId: userId(),
		id: text("id").notNull(),
		sealedSecret: text("sealed_secret").notNull(),
		/** The challenge or session in which this set-up was begun; no other may confirm it. */
		begunBy: text("begun_by").notNull(),
		/** Codes tried against the pending secret; too many and the set-up is begun anew. */
		attempts: integer("attempts").notNull().default(0),
		expiresAt: millisColumn("expires_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.userId] }),
		foreignKey({
			name: "totp_setups_user",
			columns: [table.tenantId, table.userId],
			foreignColumns: [users.tenantId, users.id],
		}).onDelete("cascade"),
	],
);
