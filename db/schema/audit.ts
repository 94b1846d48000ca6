/**
 * What happened, append-only: triggers refuse every change but the one that links a row into the tenant's hash chain.
 * Evidence is JSON of the closed union in audit/events.ts and never holds a secret. `audit_heads` is the end of the chain.
 */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
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
		/** Place in the tenant's chain, from 1; null until the row is linked, shortly after it was written. */
		seq: integer("seq"),
		/** SHA-256 (base64url) over the hash before it and the row's own content; null until linked. */
		hash: text("hash"),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.id] }),
		unique("audit_events_chain").on(table.tenantId, table.seq),
		index("audit_events_unlinked").on(table.tenantId).where(sql`seq is null`),
		index("audit_events_by_time").on(table.tenantId, table.at, table.id),
		index("audit_events_by_event").on(table.tenantId, table.event, table.at, table.id),
		// Covers what is counted for the overview, so that a hundred thousand sign-ins are counted without their rows.
		index("audit_events_sign_ins")
			.on(table.tenantId, table.at, table.event, table.evidence, table.targetId)
			.where(sql`event in ('login.succeeded', 'login.refused', 'code.refused')`),
		index("audit_events_by_actor").on(table.tenantId, table.actorId, table.at, table.id),
		index("audit_events_by_target").on(table.tenantId, table.targetId, table.at, table.id),
	],
);

/** The last linked row of each tenant, with a keyed proof that the database alone cannot make (`keyId.mac`). */
export const auditHeads = sqliteTable("audit_heads", {
	tenantId: tenantId()
		.primaryKey()
		.references(() => tenants.id, { onDelete: "cascade" }),
	seq: integer("seq").notNull(),
	hash: text("hash").notNull(),
	proof: text("proof").notNull(),
});
