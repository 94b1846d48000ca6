/**
 * What other rooms may ask about people: statements for their batch, and the canonical address of an input.
 */
import { guarding, type Statement } from "../../../db/batch.ts";
import { type Refusal, refuse } from "../../errors.ts";
import type { Email } from "../../lib/brand.ts";
import type { TenantScope } from "../../scope.ts";
import { canonicalEmail } from "./rules.ts";
import { standingHolds } from "./store.ts";

export {
	ensureDomainRealm,
	givePhone,
	insertUser,
	insertUsers,
	join,
	markVerified,
	type NewUser,
	noteSignIn,
	raiseEpoch,
	refreshHash,
	replacePassword,
	replacePhone,
	setProfile,
	standingStatement,
	standingWithSession,
} from "./store.ts";

/** The canonical address of an input, or the refusal that names the field. */
export const emailOf = (text: string): Email =>
	canonicalEmail(text) ?? refuse("input_invalid", { fields: { email: "malformed" } });

/** Refuses a new password that is known from a breach; it was accepted by its own looks before. */
export async function requireUnbreached({ deps }: Pick<TenantScope, "deps">, password: string): Promise<void> {
	if (await deps.breaches.include(password)) refuse("password_unacceptable", { fields: { password: "breached" } });
}

/** Ends the batch with this refusal when something of the standing has changed since it was read (`standingHolds` in store.ts). */
export const guardStanding = (
	{ db, tenantId }: Pick<TenantScope, "db" | "tenantId">,
	refusal: Refusal,
	standing: Parameters<typeof standingHolds>[2],
): Statement => guarding(refusal, standingHolds(db, tenantId, standing));
