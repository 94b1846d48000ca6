/**
 * The people of a tenant. Identity is (tenant, e-mail); everybody is in exactly one realm; `epoch` rises with every change
 * of password, factor, role or status. The indexes end in `id`: each order of the users grid is one keyset.
 */
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { Email, RealmId, UserId } from "../../worker/lib/brand.ts";
import { millisColumn, tenantId } from "../columns.ts";
import { realms } from "./realms.ts";
import { tenants } from "./tenants.ts";

export const users = sqliteTable(
	"users",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		id: text("id").$type<UserId>().notNull(),
		email: text("email").$type<Email>().notNull(),
		name: text("name").notNull(),
		/** The name as it is sorted and searched: without case and accents (users/rules.ts `nameKey`). */
		nameKey: text("name_key").notNull(),
		locale: text("locale", { enum: ["en", "es"] }).notNull(),
		role: text("role", { enum: ["owner", "admin", "realmAdmin", "auditor", "member"] }).notNull(),
		status: text("status", { enum: ["unverified", "invited", "active", "disabled"] }).notNull(),
		requirement: text("requirement", { enum: ["required", "notRequired", "inherit"] })
			.notNull()
			.default("inherit"),
		/** `keyId:argon2id:…`; null until an invitation is accepted. */
		passwordHash: text("password_hash"),
		epoch: integer("epoch").notNull().default(0),
		createdAt: millisColumn("created_at").notNull(),
		/** When the account became usable: a grace period of the policy runs from here at the earliest. */
		activeSinceAt: millisColumn("active_since_at"),
		lastSignInAt: millisColumn("last_sign_in_at"),
		realmId: text("realm_id").$type<RealmId>().notNull(),
		/** E.164, or null. */
		phone: text("phone"),
		/** How the second factor is set up: with any app at sign-in, or by a link that reaches the phone as a text message. */
		method: text("method", { enum: ["authenticator", "phoneLink"] })
			.notNull()
			.default("authenticator"),
		/**
		 * What a search finds them by, as JSON: name and address from the start of each of their words on (users/rules.ts
		 * `wordsOf`). An empty list is a row of before this column: the sweep fills it.
		 */
		words: text("words").notNull().default("[]"),
		/** Kept by triggers on totp_factors, so that the grid can sort and filter by it. */
		twoFactor: text("two_factor", { enum: ["off", "onNeverUsed", "on"] })
			.notNull()
			.default("off"),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.id] }),
		unique("users_email").on(table.tenantId, table.email),
		foreignKey({
			name: "users_realm",
			columns: [table.tenantId, table.realmId],
			foreignColumns: [realms.tenantId, realms.id],
		}),
		index("users_by_name").on(table.tenantId, table.nameKey, table.id),
		index("users_by_realm").on(table.tenantId, table.realmId, table.nameKey, table.id),
		index("users_by_role").on(table.tenantId, table.role, table.nameKey, table.id),
		// Its last columns are what else decides whether somebody must have a factor: the missing are found without their rows.
		index("users_by_two_factor").on(
			table.tenantId,
			table.twoFactor,
			table.nameKey,
			table.id,
			table.status,
			table.requirement,
			table.realmId,
		),
		// What an administrator must look at is rare: each kind has an index of its few, and no sign-in touches one.
		index("users_by_requirement").on(table.tenantId, table.realmId, table.requirement, table.nameKey, table.id),
		index("users_missing")
			.on(table.tenantId, table.requirement, table.realmId, table.id)
			.where(sql`two_factor = 'off' and status <> 'disabled'`),
		index("users_by_status").on(table.tenantId, table.status, table.nameKey, table.id).where(sql`status <> 'active'`),
		index("users_pending")
			.on(table.tenantId, table.nameKey, table.id)
			.where(sql`method = 'phoneLink' and phone is null and status <> 'disabled'`),
		index("users_wordless").on(table.tenantId, table.id).where(sql`words = '[]'`),
		index("users_by_sign_in").on(table.tenantId, table.lastSignInAt, table.id),
	],
);
