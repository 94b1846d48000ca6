/**
 * What other rooms may ask about people: statements for their batch, and the canonical address of an input.
 */
import { refuse } from "../../errors.ts";
import type { Email } from "../../lib/brand.ts";
import { canonicalEmail } from "./rules.ts";

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
	standingHolds,
	standingStatement,
	standingWithSession,
} from "./store.ts";

/** The canonical address of an input, or the refusal that names the field. */
export const emailOf = (text: string): Email =>
	canonicalEmail(text) ?? refuse("input_invalid", { fields: { email: "malformed" } });
