/**
 * Queries of kept outcomes.
 */
import { and, eq, gt, lte } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { unfenced } from "../../../db/fences.ts";
import { outcomes } from "../../../db/schema/index.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";

/** Ends the batch when this outcome is there already: what it tells of has happened. */
export const insertOutcome = (
	db: Db,
	tenantId: TenantId,
	outcome: { id: string; sealedOutcome: string; expiresAt: Millis },
) => db.insert(outcomes).values({ tenantId, ...outcome });

export const findOutcome = (db: Db, tenantId: TenantId, id: string, now: Millis) =>
	db
		.select({ sealedOutcome: outcomes.sealedOutcome })
		.from(outcomes)
		.where(and(eq(outcomes.tenantId, tenantId), eq(outcomes.id, id), gt(outcomes.expiresAt, now)));

export const sweepOutcomes = (db: Db, now: Millis) =>
	db.delete(outcomes).where(and(lte(outcomes.expiresAt, now), unfenced(outcomes.tenantId)));
