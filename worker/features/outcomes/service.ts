/**
 * A mutation happens once, however often it is repeated with the same key (rule 20, T132). Its outcome is kept in the batch that
 * it tells of; a repetition is tried like any other request, comes to nothing there, and is given what was kept. So the
 * key costs nothing as long as all goes well, and an answer that was lost between database and worker is not lost.
 */
import { sha256 } from "@oslojs/crypto/sha2";
import type { Statement } from "../../../db/batch.ts";
import { isUnavailable } from "../../../db/client.ts";
import type { TenantId } from "../../lib/brand.ts";
import { after, minutes } from "../../lib/duration.ts";
import { base64url, utf8 } from "../../lib/encoding.ts";
import type { Place } from "../../ports/sealer.ts";
import type { TenantScope } from "../../scope.ts";
import { findOutcome, insertOutcome } from "./store.ts";

export { sweepOutcomes } from "./store.ts";

/** How long an outcome is kept: it can hold codes that are shown once. */
const KEPT = minutes(15);

/** Where an outcome is sealed. */
export const outcomePlace = (tenantId: TenantId, id: string): Place => ({
	purpose: "seal",
	tenantId,
	ownerId: "outcome",
	record: id,
});

/** What is being done: by which procedure, for whom (the secrets they came with), with what input. */
export interface Doing {
	readonly procedure: string;
	readonly caller: readonly (string | undefined)[];
	readonly input: unknown;
}

/**
 * Runs the verb, or gives what it gave before. Without a key of the client it only runs it. The verb must hand its outcome to
 * `commit`; a failure whose outcome is not kept stays what it is.
 */
export async function once<Outcome extends object>(
	scope: TenantScope,
	doing: Doing,
	verb: (scope: TenantScope) => Promise<Outcome>,
): Promise<Outcome> {
	const key = scope.info.idempotencyKey;
	if (key === null) return verb(scope);
	const { procedure, caller, input } = doing;
	const id = base64url(sha256(utf8(JSON.stringify([key, procedure, caller, input]))));
	try {
		return await verb({ ...scope, outcomeId: id });
	} catch (error) {
		if (isUnavailable(error)) throw error;
		const kept = await keptOutcome<Outcome>(scope, id);
		if (kept) return kept;
		throw error;
	}
}

async function keptOutcome<Outcome>({ db, tenantId, now, deps }: TenantScope, id: string): Promise<Outcome | null> {
	const [row] = await findOutcome(db, tenantId, id, now);
	const text = row ? await deps.sealer.open(outcomePlace(tenantId, id), row.sealedOutcome) : null;
	// Sealed by us for this very request: of the form that its verb gives.
	return text === null ? null : (JSON.parse(text) as Outcome);
}

/** The statement that keeps an outcome, where the request has a key. */
export async function keepOutcome(scope: TenantScope, outcome: unknown): Promise<readonly Statement[]> {
	const { outcomeId: id, db, tenantId, now, deps } = scope;
	if (id === undefined || outcome === undefined) return [];
	const sealedOutcome = await deps.sealer.seal(outcomePlace(tenantId, id), JSON.stringify(outcome));
	return [insertOutcome(db, tenantId, { id, sealedOutcome, expiresAt: after(now, KEPT) })];
}
