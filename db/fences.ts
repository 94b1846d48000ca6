/**
 * What a move leaves in a cell for everybody else to see. From the freeze on every write of the tenant fails there, by triggers
 * that live as long as the move; from the switch on no reader gets past the tenant's own row. Both come out as one refusal that
 * says "wait a moment", never as "no such account" (decision 022).
 */
import { type Placeholder, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { fences } from "./schema/fences.ts";
import { TenantMoved, tenants } from "./schema/tenants.ts";

/**
 * The expression by which a fence stops a write: too big a value. RAISE would be an error of a constraint, which rooms rightly
 * read as "taken"; this one can come from nothing else, for no value that is let in comes near the limit.
 */
export const FENCE_RAISES = "zeroblob(1 << 40)";
const FENCE_CODE = "SQLITE_TOOBIG";

/** Whether an error means that the tenant is on its way to another cell, or lives in another by now. Nothing was written. */
export const isMoving = (error: unknown): boolean =>
	error instanceof Error &&
	(error instanceof TenantMoved || ("code" in error && error.code === FENCE_CODE) || isMoving(error.cause));

/**
 * The condition that the tenant is open and this holds; where the tenant is not to be spoken for, it raises instead of saying no.
 * A write that quietly found nothing would be read as "it is over" by whoever looks behind it, when the tenant has just arrived.
 */
export const whileOpen = (tenantId: string | Placeholder, condition: SQL): SQL =>
	sql`case (select ${tenants.state} from ${tenants} where ${tenants.id} = ${tenantId})
		when 'active' then ${condition} when 'moving' then ${sql.raw(FENCE_RAISES)} else false end`;

/** The condition, for what goes over all tenants of a cell, that this one is not being moved. */
export const unfenced = (tenantId: SQLWrapper): SQL =>
	sql`not exists (select 1 from ${fences} where ${fences.tenantId} = ${tenantId})`;
