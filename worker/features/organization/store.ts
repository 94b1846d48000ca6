/**
 * Queries of the organization's own page: what it is called, and the ways back that the operator is opening for an owner.
 */
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { ownerReturns, tenants, users } from "../../../db/schema/index.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";
import { before } from "../../lib/duration.ts";
import { RETURN_LIFE } from "./rules.ts";

const isOpen = (now: Millis) =>
	and(
		isNull(ownerReturns.finishedAt),
		isNull(ownerReturns.cancelledAt),
		gt(ownerReturns.readyAt, before(now, RETURN_LIFE)),
	);

/** Ways back that are neither finished nor cancelled nor expired, the oldest first. */
export const readReturns = (db: Db, tenantId: TenantId, now: Millis) =>
	db
		.select({
			id: ownerReturns.id,
			userId: users.id,
			email: users.email,
			name: users.name,
			requestedAt: ownerReturns.requestedAt,
			readyAt: ownerReturns.readyAt,
			reason: ownerReturns.reason,
		})
		.from(ownerReturns)
		.innerJoin(users, and(eq(users.tenantId, ownerReturns.tenantId), eq(users.id, ownerReturns.userId)))
		.where(and(eq(ownerReturns.tenantId, tenantId), isOpen(now)))
		.orderBy(asc(ownerReturns.requestedAt), asc(ownerReturns.id));

/** Cancels a way back that is still open; only once. */
export const cancelReturn = (db: Db, tenantId: TenantId, id: string, now: Millis) =>
	db
		.update(ownerReturns)
		.set({ cancelledAt: now })
		.where(and(eq(ownerReturns.tenantId, tenantId), eq(ownerReturns.id, id), isOpen(now)));

/** The owners who can still sign in or be written to. */
export const readOwners = (db: Db, tenantId: TenantId) =>
	db
		.select({ id: users.id, email: users.email, name: users.name, locale: users.locale })
		.from(users)
		.where(and(eq(users.tenantId, tenantId), eq(users.role, "owner"), eq(users.status, "active")));

export const updateTenant = (
	db: Db,
	tenantId: TenantId,
	change: { readonly name: string; readonly contact: string | null; readonly accent: string | null },
) => db.update(tenants).set(change).where(eq(tenants.id, tenantId));
