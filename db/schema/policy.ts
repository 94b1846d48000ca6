/**
 * What a tenant demands, as overrides of the product's defaults (JSON, read by policy/rules.ts: unknown means strictest).
 * `trustGeneration` rises when trust is switched off or shortened, so that old trusted browsers never revive (T067).
 */
import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RealmId, UserId } from "../../worker/lib/brand.ts";
import { millisColumn, tenantId, userId } from "../columns.ts";
import { tenants } from "./tenants.ts";
import { users } from "./users.ts";

export const policies = sqliteTable("policies", {
	tenantId: tenantId()
		.primaryKey()
		.references(() => tenants.id, { onDelete: "cascade" }),
	overrides: text("overrides").notNull().default("{}"),
	version: integer("version").notNull().default(0),
	trustGeneration: integer("trust_generation").notNull().default(0),
	changedAt: millisColumn("changed_at").notNull(),
});

/** What each version said, for the whole tenant or (with `realmId`) for one realm; only ever inserted. */
export const policyVersions = sqliteTable(
	"policy_versions",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		version: integer("version").notNull(),
		realmId: text("realm_id").$type<RealmId>(),
		/** The realm's name at that time: the realm may be gone. */
		realmName: text("realm_name"),
		before: text("before").notNull(),
		after: text("after").notNull(),
		actorId: text("actor_id").$type<UserId>(),
		at: millisColumn("at").notNull(),
	},
	(table) => [primaryKey({ columns: [table.tenantId, table.version] })],
);

/** Which reminder of a coming deadline was sent to whom: each at most once. */
export const reminders = sqliteTable(
	"reminders",
	{
		tenantId: tenantId(),
		userId: userId(),
		dueAt: millisColumn("due_at").notNull(),
		daysBefore: integer("days_before").notNull(),
		sentAt: millisColumn("sent_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.userId, table.dueAt, table.daysBefore] }),
		foreignKey({
			name: "reminders_user",
			columns: [table.tenantId, table.userId],
			foreignColumns: [users.tenantId, users.id],
		}).onDelete("cascade"),
	],
);
