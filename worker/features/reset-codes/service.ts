/**
 * The code of a text message with which a lost app is reset where the tenant allows it: eight digits, ten minutes, five tries,
 * for one challenge, person and epoch. Kept as a keyed hash of its own purpose (law 5). It admits nobody.
 */
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import type { SQL } from "drizzle-orm";
import { guard, type Statement } from "../../../db/batch.ts";

import type { Epoch, UserId } from "../../lib/brand.ts";
import { after, minutes } from "../../lib/duration.ts";
import { base64url, fromBase64url } from "../../lib/encoding.ts";
import type { TenantScope } from "../../scope.ts";
import { CODES_PER_CHALLENGE } from "../attempts/limits.ts";
import { putCode, type ResetCode, takeCode, takeTry } from "./store.ts";

export { dropCodes, sweepCodes } from "./store.ts";

export const RESET_CODE_LIFE = minutes(10);
const DIGITS = 8;

/** Whose code it is, and in which challenge it was asked for. */
export interface Asked {
	readonly userId: UserId;
	readonly challengeId: string;
	readonly epoch: Epoch;
}

const hashOf = async (scope: TenantScope, keyId: string, { userId, challengeId }: Asked, code: string) =>
	scope.deps.keys.mac(keyId, "reset-code", JSON.stringify([scope.tenantId, userId, challengeId, code]));

/** A fresh code for the message, and the statement that makes it valid. */
export async function drawResetCode(
	scope: TenantScope,
	asked: Asked,
): Promise<{ readonly code: string; readonly hash: string; readonly statement: Statement }> {
	const { deps, db, tenantId, now } = scope;
	const keyId = deps.keys.currentId;
	const code = deps.random.text(DIGITS, "0123456789");
	const hash = base64url(await hashOf(scope, keyId, asked, code));
	return {
		code,
		hash,
		statement: putCode(db, { tenantId, ...asked, keyId, hash, attempts: 0, expiresAt: after(now, RESET_CODE_LIFE) }),
	};
}

/** The statement that takes one try at the code where `condition` holds; its row is what `isResetCode` needs. */
export const takeResetTry = (scope: TenantScope, asked: Asked, condition: SQL) =>
	takeTry(scope.db, scope.tenantId, { ...asked, now: scope.now, most: CODES_PER_CHALLENGE }, condition);

/** Whether the typed code is this one. Compared in constant time. */
export async function isResetCode(scope: TenantScope, row: ResetCode | undefined, typed: string): Promise<boolean> {
	const stored = row ? fromBase64url(row.hash) : null;
	if (!row || !stored || !scope.deps.keys.ids.includes(row.keyId)) return false;
	return constantTimeEqual(await hashOf(scope, row.keyId, row, typed), stored);
}

/** Uses the code up inside the acting batch; the guard ends the batch when somebody was quicker. */
export const burnResetCode = (scope: TenantScope, row: ResetCode): readonly Statement[] => [
	takeCode(scope.db, row),
	guard(scope.db, "code_wrong"),
];
