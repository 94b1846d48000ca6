/**
 * An owner who lost every factor asks whoever runs the service for a way back: asked by one operator, announced to all
 * owners, carried out by another operator after a waiting time, or cancelled by any owner until then.
 */
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { millisColumn, tenantId, userId } from "../columns.ts";
import { ownedByUser } from "./owned.ts";

export const ownerReturns = sqliteTable(
	"owner_returns",
	{
		tenantId: tenantId(),
		id: text("id").notNull(),
		userId: userId(),
		operator: text("operator").notNull(),
		reason: text("reason").notNull(),
		requestedAt: millisColumn("requested_at").notNull(),
		readyAt: millisColumn("ready_at").notNull(),
		finishedAt: millisColumn("finished_at"),
		cancelledAt: millisColumn("cancelled_at"),
	},
	(table) => ownedByUser("owner_returns", table),
);
