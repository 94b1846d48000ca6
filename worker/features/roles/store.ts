/**
 * Queries of roles: which realms were named to a realm administrator.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { realmAdmins } from "../../../db/schema/index.ts";
import type { RealmId, TenantId, UserId } from "../../lib/brand.ts";

export const readNamedRealms = (db: Db, tenantId: TenantId, userId: UserId) =>
	db
		.select({ realmId: realmAdmins.realmId })
		.from(realmAdmins)
		.where(and(eq(realmAdmins.tenantId, tenantId), eq(realmAdmins.userId, userId)));

/** The condition that a realm administrator still has the write permission over all these realms. */
export const stillNamed = (tenantId: TenantId, actorId: UserId, realmIds: readonly RealmId[]): SQL =>
	sql`not exists (select 1 from json_each(${JSON.stringify(realmIds)}) t where t.value not in
		(select named.realm_id from ${realmAdmins} named where named.tenant_id = ${tenantId} and named.user_id = ${actorId}))`;
