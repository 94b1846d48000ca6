/**
 * What happened, append-only. Evidence is JSON of the closed union in audit/events.ts and never holds a secret.
 */
import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { UserId } from "../../worker/lib/brand.ts";
import { millisColumn, tenantId } from "../columns.ts";
import { tenants } from "./tenants.ts";

export const auditEvents = sqliteTable(
	"audit_events",
	{
		tenantId: tenantId().references(() => tenants.id, { onDelete: "cascade" }),
		id: text("id").notNull(),
		at: millisColumn("at").notNull(),
		event: text("event").notNull(),
		actorId: text("actor_id").$type<UserId>(),
		targetId: text("target_id").$type<UserId>(),
		evidence: text("evidence").notNull(),
		browser: text("browser").notNull(),
		place: text("place"),
		requestId: text("request_id").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.id] }),
		index("audit_events_by_time").on(table.tenantId, table.at),
	],
);
