/**
 * What other rooms may ask of budgets: statements for their batch, and the subjects' names.
 */
import { writeTogether } from "../../../db/batch.ts";
import { DomainError } from "../../errors.ts";
import { base64url } from "../../lib/encoding.ts";
import type { TenantScope } from "../../scope.ts";
import { giveBack } from "./store.ts";

export {
	clearBudget,
	factorSubject,
	giveBack,
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

/**
 * Throws what a hash ended with. Where there was no time for it, the attempts that were taken for it go back, behind the answer:
 * nobody looked at the secret, and no input can bring that about by itself (T034).
 */
export function failUnseen(scope: TenantScope, subjects: readonly string[], error: unknown): never {
	if (error instanceof DomainError && error.refusal === "busy") giveBackSoon(scope, subjects);
	throw error;
}

/** Gives one attempt of each back, behind the answer: nobody looked at what was shown, or it was right. */
export function giveBackSoon({ db, tenantId, background }: TenantScope, subjects: readonly string[]): void {
	background(() =>
		writeTogether(
			db,
			subjects.map((subject) => giveBack(db, tenantId, subject)),
		),
	);
}

/** Signs of a source's name that are kept: no two of a tenant share them by chance. */
const KEPT_OF_SOURCE = 22;

/** The subject of whoever asks, by a keyed hash: nobody reads addresses out of the database. */
export async function sourceSubject({ deps, tenantId, info }: TenantScope): Promise<string> {
	const mac = await deps.keys.mac(deps.keys.currentId, "source", JSON.stringify([tenantId, info.source]));
	return `source:${base64url(mac).slice(0, KEPT_OF_SOURCE)}`;
}
