/**
 * What other rooms may ask of budgets: statements for their batch, and the subjects' names.
 */
import { base64url } from "../../lib/encoding.ts";
import type { TenantScope } from "../../scope.ts";

export {
	clearBudget,
	factorSubject,
	giveBack,
	giveBackToSource,
	ownPasswordSubject,
	passwordSubject,
	readBudget,
	readPasswordBudgets,
	sweepPasswordBudgets,
	takeFactorAttempt,
	takeFactorAttemptToo,
	takeOwnPasswordAttempt,
	takePasswordAttempt,
	takeSourceAttempt,
} from "./store.ts";

/** Signs of a source's name that are kept: no two of a tenant share them by chance. */
const KEPT_OF_SOURCE = 22;

/** The subject of whoever asks, by a keyed hash: nobody reads addresses out of the database. */
export async function sourceSubject({ deps, tenantId, info }: TenantScope): Promise<string> {
	const mac = await deps.keys.mac(deps.keys.currentId, "source", JSON.stringify([tenantId, info.source]));
	return `source:${base64url(mac).slice(0, KEPT_OF_SOURCE)}`;
}
