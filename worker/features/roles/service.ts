/**
 * Who acts, as rules need to know it: the role of the admitted person and the realms that were named to them, read in the
 * same request. It admits nobody.
 */
import { guard, type Statement } from "../../../db/batch.ts";
import type { RealmId } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import type { User } from "../users/standing.ts";
import type { Acting } from "./rules.ts";

import { stillNamed } from "./store.ts";

export { readNamedRealms } from "./store.ts";

/** The acting person of rules.ts from their row and the rows of `readNamedRealms`. */
export const actingAs = (
	{ id, role }: Pick<User, "id" | "role">,
	named: readonly { readonly realmId: RealmId }[],
): Acting => ({ id, role, realms: named.map(({ realmId }) => realmId) });

/** The guard that a realm administrator may still write in all these realms; others need none but their own standing. */
export const permissionHolds = (
	{ db, tenantId }: TenantScope,
	acting: Acting,
	realmIds: readonly RealmId[],
): readonly Statement[] =>
	acting.role === "realmAdmin" ? [guard(db, "conflict", stillNamed(tenantId, acting.id, [...new Set(realmIds)]))] : [];
