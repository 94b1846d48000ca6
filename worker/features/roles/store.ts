/**
 * Queries of roles: which realms were named to a realm administrator.
 */
import { and, eq } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { realmAdmins } from "../../../db/schema/index.ts";
import type { TenantId, UserId } from "../../lib/brand.ts";

export const readNamedRealms = (db: Db, tenantId: TenantId, userId: UserId) =>
	db
		.select({ realmId: realmAdmins.realmId })
		.from(realmAdmins)
		.where(and(eq(realmAdmins.tenantId, tenantId), eq(realmAdmins.userId, userId)));
