/**
 * The people of a tenant. Identity is (tenant, e-mail); `epoch` rises with every change of password, factor, role or status.
 */
import { integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { Email, UserId } from "../../worker/lib/brand.ts";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const users = sqliteTable(
	"users",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		id: text("id").$type<UserId>().notNull(),
		email: text("email").$type<Email>().notNull(),
		name: text("name").notNull(),
		locale: text("locale", { enum: ["en", "es"] }).notNull(),
		role: text("role", { enum: ["owner", "admin", "realmAdmin", "auditor", "member"] }).notNull(),
		status: text("status", { enum: ["unverified", "invited", "active", "disabled"] }).notNull(),
		requirement: text("requirement", { enum: ["required", "notRequired", "inherit"] })
			.notNull()
			.default("inherit"),
		/** `keyId:$argon2id$…`; null until an invitation is accepted. */
		passwordHash: text("password_hash"),
		epoch: integer("epoch").notNull().default(0),
		createdAt: millisColumn("created_at").notNull(),
		lastSignInAt: millisColumn("last_sign_in_at"),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.id] }),
		unique("users_email").on(table.tenantId, table.email),
	],
);
