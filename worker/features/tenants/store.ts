/**
 * Queries of the directory (catalog) and of a tenant's own row (cell).
 */
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "../../../db/client.ts";
import { directory } from "../../../db/schema/catalog/directory.ts";
import { heartbeats } from "../../../db/schema/catalog/heartbeats.ts";
import { policies, tenants } from "../../../db/schema/index.ts";
import type { Millis, TenantId } from "../../lib/brand.ts";

export const findInDirectory = (catalog: Db, slug: string) =>
	catalog.select().from(directory).where(eq(directory.slug, slug));

/** The same for a request that routes by it, with the greatest global epoch that the service ever had. */
export const findForRequest = (catalog: Db, slug: string) =>
	catalog
		.select({ entry: directory, globalEpoch: heartbeats.globalEpoch })
		.from(directory)
		.leftJoin(heartbeats, eq(heartbeats.id, 1))
		.where(eq(directory.slug, slug));

export interface SlugClaim {
	readonly cell: string;
	readonly now: Millis;
	readonly heldUntilAt: Millis;
}

/** Takes a slug that nobody has; the row comes back only to the winner. */
export const reserveSlug = (catalog: Db, slug: string, tenantId: TenantId, claim: SlugClaim) =>
	catalog
		.insert(directory)
		.values({
			slug,
			tenantId,
			cell: claim.cell,
			state: "reserved",
			heldUntilAt: claim.heldUntilAt,
			createdAt: claim.now,
		})
		.onConflictDoNothing()
		.returning();

/** Takes a slug over from a reservation that came to nothing, if it is still that very one. */
export const takeSlugOver = (
	catalog: Db,
	slug: string,
	from: { readonly tenantId: TenantId; readonly createdAt: Millis },
	to: TenantId,
	claim: SlugClaim,
) =>
	catalog
		.update(directory)
		.set({ tenantId: to, cell: claim.cell, heldUntilAt: claim.heldUntilAt, createdAt: claim.now })
		.where(
			and(
				eq(directory.slug, slug),
				eq(directory.tenantId, from.tenantId),
				eq(directory.state, "reserved"),
				eq(directory.createdAt, from.createdAt),
			),
		)
		.returning();

/** Lets a slug go that this tenant came to nothing with. */
export const releaseSlug = (catalog: Db, slug: string, tenantId: TenantId) =>
	catalog
		.delete(directory)
		.where(and(eq(directory.slug, slug), eq(directory.tenantId, tenantId), eq(directory.state, "reserved")));

/** Reservations in these cells whose time ended before `endedBefore`, the oldest first. */
export const reservationsOver = (catalog: Db, cells: readonly string[], endedBefore: Millis, most: number) =>
	catalog
		.select()
		.from(directory)
		.where(
			and(
				sql`${directory.state} = 'reserved'`,
				lte(directory.heldUntilAt, endedBefore),
				inArray(directory.cell, [...cells]),
			),
		)
		.orderBy(directory.heldUntilAt)
		.limit(most);

/** The tenant has a verified owner: the slug is its own for good. Repeating it changes nothing. */
export const settleSlug = (catalog: Db, slug: string, tenantId: TenantId) =>
	catalog
		.update(directory)
		.set({ state: "active", heldUntilAt: null })
		.where(and(eq(directory.slug, slug), eq(directory.tenantId, tenantId)))
		.returning();

export const insertTenant = (
	db: Db,
	tenantId: TenantId,
	tenant: { slug: string; name: string; contact: string | null; now: Millis },
) =>
	db.insert(tenants).values({
		id: tenantId,
		slug: tenant.slug,
		name: tenant.name,
		contact: tenant.contact,
		state: "unverified",
		createdAt: tenant.now,
	});

export const activateTenant = (db: Db, tenantId: TenantId) =>
	db
		.update(tenants)
		.set({ state: "active" })
		.where(and(eq(tenants.id, tenantId), eq(tenants.state, "unverified")));

export const readHouse = (db: Db, tenantId: TenantId) =>
	db
		.select({ tenant: tenants, overrides: policies.overrides })
		.from(tenants)
		.leftJoin(policies, eq(policies.tenantId, tenants.id))
		.where(eq(tenants.id, tenantId));

/** Removes what an unverified sign-up left in its cell, if its time is over; a tenant with a verified owner stays. */
export const removeUnverified = (db: Db, tenantId: TenantId, isOver: boolean) =>
	db.delete(tenants).where(and(eq(tenants.id, tenantId), eq(tenants.state, "unverified"), sql`${isOver}`));

export const readTenant = (db: Db, tenantId: TenantId) => db.select().from(tenants).where(eq(tenants.id, tenantId));
