/**
 * Which realms were named to a realm administrator: the write permission over one realm is a row here, and nothing else is.
 */
import { foreignKey, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RealmId } from "../../worker/lib/brand.ts";
import { tenantId, userId } from "../columns.ts";
import { realms } from "./realms.ts";
import { users } from "./users.ts";

export const realmAdmins = sqliteTable(
	"realm_admins",
	{
		tenantId: tenantId(),
		userId: userId(),
		realmId: text("realm_id").$type<RealmId>().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.tenantId, table.userId, table.realmId] }),
		foreignKey({
			name: "realm_admins_user",
			columns: [table.tenantId, table.userId],
			foreignColumns: [users.tenantId, users.id],
		}).onDelete("cascade"),
		foreignKey({
			name: "realm_admins_realm",
			columns: [table.tenantId, table.realmId],
			foreignColumns: [realms.tenantId, realms.id],
		}).onDelete("cascade"),
	],
);
