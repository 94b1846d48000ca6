/**
 * A live factor's secret: sealed for its place, opened only to check a code, and the statements that a checked code leads
 * to. It never returns the secret of a live factor (T013).
 */
import { sha256 } from "@oslojs/crypto/sha2";
import { guard, type Statement } from "../../../db/batch.ts";
import { NOT_READY_RETRY_SECONDS, refuse } from "../../errors.ts";
import type { Millis, TenantId, UserId } from "../../lib/brand.ts";
import { base64url, utf8 } from "../../lib/encoding.ts";
import type { Result } from "../../lib/result.ts";
import { Secret } from "../../lib/secret.ts";
import type { Place } from "../../ports/sealer.ts";
import type { TenantScope } from "../../scope.ts";
import type { TotpFactor } from "../users/standing.ts";
import {
	type CodeRefusal,
	type ExpectedCodes,
	expectedAt,
	expectedCodes,
	type FactorMemory,
	matchStep,
	oldestUsefulStep,
	readBlockedSteps,
	readKey,
} from "./rules.ts";
import { addBlockedStep, claimExpected, claimStep } from "./store.ts";

/** Where a secret belongs: a pending and a live one are different places, so neither can stand in for the other. */
export const secretPlace = (tenantId: TenantId, userId: UserId, kind: "setup" | "factor", id: string): Place => ({
	purpose: "seal",
	tenantId,
	ownerId: userId,
	record: `totp-${kind}/${id}`,
});

/** Opens a sealed secret; a value that does not open for its place is a fault, not a wrong code, and a missing key is told (T147). */
export async function openSecret(scope: TenantScope, place: Place, sealed: string): Promise<Secret<Uint8Array>> {
	const { sealer, keys } = scope.deps;
	const key = await sealer.open(place, sealed);
	if (key === null && !keys.ids.includes(sealed.split(".")[0] ?? ""))
		return refuse("not_ready", { retryAfterSeconds: NOT_READY_RETRY_SECONDS }, "key_missing");
	return key === null ? refuse("internal", {}, "secret_unreadable") : new Secret(readKey(key));
}

const memoryOf = (factor: TotpFactor): FactorMemory => ({
	lastStep: factor.lastStep,
	blockedSteps: readBlockedSteps(factor.blockedSteps),
});

/** The step of the code, or why it is refused. */
export async function examineTotp(
	scope: TenantScope,
	factor: TotpFactor,
	code: string,
): Promise<Result<number, CodeRefusal>> {
	const place = secretPlace(scope.tenantId, factor.userId, "factor", factor.id);
	const secret = await openSecret(scope, place, factor.sealedSecret);
	return matchStep(secret.expose(), code, scope.now, memoryOf(factor));
}

/** The codes that will be right until `until`, drawn while the person has just shown the password. */
export async function expectCodes(scope: TenantScope, factor: TotpFactor, until: Millis): Promise<ExpectedCodes> {
	const place = secretPlace(scope.tenantId, factor.userId, "factor", factor.id);
	const secret = await openSecret(scope, place, factor.sealedSecret);
	return expectedCodes(secret.expose(), scope.now, until);
}

const BLIND_BYTES = 20;

/**
 * Has the database compare the typed code with those expected now, and claim the step, behind the reservation of the same
 * request. It sees them blinded by a value that never leaves this call, so no code can be read from its log.
 */
export function claimTyped(
	scope: TenantScope,
	{ id, userId }: Pick<TotpFactor, "id" | "userId">,
	expected: ExpectedCodes,
	code: string,
): readonly Statement[] {
	const blind = base64url(scope.deps.random.bytes(BLIND_BYTES));
	const blinded = (text: string) => base64url(sha256(utf8(`${blind}.${text}`)));
	const claim = {
		factorId: id,
		userId,
		typed: blinded(code),
		expected: expectedAt(expected, scope.now).map(([step, right]) => [step, blinded(right)] as const),
		now: scope.now,
	};
	return [claimExpected(scope.db, scope.tenantId, claim), guard(scope.db, "code_wrong")];
}

/** Claims the step; the guard ends the batch when it was claimed in the meantime, anywhere (T003). */
export const claimTotp = (scope: TenantScope, factor: TotpFactor, step: number): readonly Statement[] => [
	claimStep(scope.db, scope.tenantId, { factorId: factor.id, userId: factor.userId, step, now: scope.now }),
	guard(scope.db, "code_wrong"),
];

/**
 * Blocks a step that the clock doctor named. Without this, a guess that hits a future code would be told when that code
 * becomes valid.
 */
export const blockStep = (scope: TenantScope, factor: TotpFactor, step: number): Statement =>
	addBlockedStep(scope.db, scope.tenantId, factor.id, { step, oldest: oldestUsefulStep(scope.now) });
