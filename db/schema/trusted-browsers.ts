/**
 * Browsers that may skip the second step until an absolute date. Known browsers are another thing: a browser that
 * once finished a sign-in, with a password budget of its own (security rule 14), never a factor.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { epochColumn, millisColumn, tenantId, userId } from "../columns.ts";
import { ownedByUser } from "./owned.ts";

export const trustedBrowsers = sqliteTable(
	"trusted_browsers",
	{
		tenantId: tenantId(),
		id: text("id").notNull(),
		userId: userId(),
		secretHash: text("secret_hash").notNull(),
		epoch: epochColumn(),
		trustGeneration: integer("trust_generation").notNull(),
		browser: text("browser").notNull(),
		place: text("place"),
		createdAt: millisColumn("created_at").notNull(),
		lastUsedAt: millisColumn("last_used_at").notNull(),
		expiresAt: millisColumn("expires_at").notNull(),
	},
	(table) => ownedByUser("trusted_browsers", table),
);

export const knownBrowsers = sqliteTable(
	"known_browsers",
	{
		tenantId: tenantId(),
		id: text("id").notNull(),
		userId: userId(),
		secretHash: text("secret_hash").notNull(),
		createdAt: millisColumn("created_at").notNull(),
		expiresAt: millisColumn("expires_at").notNull(),
	},
	(table) => ownedByUser("known_browsers", table),
);
