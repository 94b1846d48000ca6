/**
 * The one spelling of "this row belongs to a person of this tenant": key (tenant, id), foreign key (tenant, user).
 */
import { foreignKey, index, primaryKey, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { users } from "./users.ts";

interface OwnedColumns {
	readonly tenantId: SQLiteColumn;
	readonly id: SQLiteColumn;
	readonly userId: SQLiteColumn;
}

/** Keys of a table whose rows go when their user goes; `name` is the table's name. */
export const ownedByUser = (name: string, table: OwnedColumns) => [
	primaryKey({ columns: [table.tenantId, table.id] }),
	foreignKey({
		name: `${name}_user`,
		columns: [table.tenantId, table.userId],
		foreignColumns: [users.tenantId, users.id],
	}).onDelete("cascade"),
	index(`${name}_by_user`).on(table.tenantId, table.userId),
];
