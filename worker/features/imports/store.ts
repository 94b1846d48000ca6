/**
 * Queries of an import: the realm that it goes to, and which of its addresses are there already, in whatever realm.
 */
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { realms, users } from "../../../db/schema/index.ts";
import type { Email, TenantId } from "../../lib/brand.ts";

export const findRealm = (db: Db, tenantId: TenantId, id: string) =>
	db
		.select({ id: realms.id, key: realms.key })
		.from(realms)
		.where(and(eq(realms.tenantId, tenantId), eq(realms.id, id as typeof realms.$inferSelect.id)));

/** Those of the addresses that somebody has. */
export const findEmails = (db: Db, tenantId: TenantId, emails: readonly Email[]) =>
	db
		.select({ email: users.email })
		.from(users)
		.where(and(eq(users.tenantId, tenantId), inArray(users.email, [...emails])));
