/**
 * Queries of the policy room.
 */
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { policies } from "../../../db/schema/index.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";

export const readPolicy = (db: Db, tenantId: TenantId) =>
	db.select().from(policies).where(eq(policies.tenantId, tenantId));

export const insertPolicy = (db: Db, tenantId: TenantId, overrides: string, now: Millis) =>
	db.insert(policies).values({ tenantId, overrides, changedAt: now });

/** Replaces the overrides of exactly the version that was read. */
export const replacePolicy = (
	db: Db,
	tenantId: TenantId,
	change: { version: number; overrides: string; endTrust: boolean; now: Millis },
) =>
	db
		.update(policies)
		.set({
			overrides: change.overrides,
			version: sql`${policies.version} + 1`,
			trustGeneration: sql`${policies.trustGeneration} + ${change.endTrust ? 1 : 0}`,
			changedAt: change.now,
		})
		.where(and(eq(policies.tenantId, tenantId), eq(policies.version, change.version)));
