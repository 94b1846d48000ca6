/**
 * Recovery codes: make a set, find the one that was typed, show and replace the set. Codes are kept as keyed hashes; a
 * sealed copy is kept while the person may still see them (T041). Using one ends all trust in browsers (T064).
 */
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import { guard, type Statement } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { TenantId, UserId } from "../../lib/brand.ts";
import { base64url, fromBase64url } from "../../lib/encoding.ts";
import type { KeyRing } from "../../ports/keys.ts";
import type { Place } from "../../ports/sealer.ts";
import type { TenantScope } from "../../scope.ts";
import { entry } from "../audit/service.ts";
import { type Posted, post } from "../mail/service.ts";
import { admit, type Visitor } from "../sessions/service.ts";
import type { Standing } from "../users/standing.ts";
import { drawCodes, type ShownCode } from "./rules.ts";
import {
	codesLeftAre,
	codesRemain,
	consumeCode,
	consumeHashed,
	deleteCodes,
	insertCodes,
	markSaved,
	type RecoveryCode,
	readCodes,
} from "./store.ts";

export type { RecoveryCode };
export { codesRemain, deleteCodes, readCodes };

/** Where the copy of a code that may be shown again is sealed. */
export const codePlace = (tenantId: TenantId, userId: UserId, id: string): Place => ({
	purpose: "seal",
	tenantId,
	ownerId: userId,
	record: `recovery-code/${id}`,
});

/** What is kept of a code to check it: a keyed hash, the key outside the database. */
export const codeHash = async (
	keys: KeyRing,
	keyId: string,
	of: { readonly tenantId: TenantId; readonly userId: UserId; readonly code: string },
): Promise<string> =>
	base64url(await keys.mac(keyId, "recovery-code", JSON.stringify([of.tenantId, of.userId, of.code])));

const hashCode = ({ deps, tenantId }: TenantScope, userId: UserId, keyId: string, code: string): Promise<string> =>
	codeHash(deps.keys, keyId, { tenantId, userId, code });

export interface NewSet {
	readonly codes: readonly string[];
	readonly statements: readonly Statement[];
	/** The letter with the codes, where the tenant has them mailed. */
	readonly letters: readonly Posted[];
}

/** A fresh set that replaces the old one at once (S29, S171), for the batch of the event that asks for it. */
export async function makeSet(scope: TenantScope, standing: Standing): Promise<NewSet> {
	const { db, tenantId, now, deps } = scope;
	const { user, policy } = standing;
	const codes = drawCodes(deps.random, policy.recoveryCodes.form);
	const rows = await Promise.all(
		codes.map(async (code, position): Promise<RecoveryCode> => {
			const id = deps.random.id("rcv");
			return {
				tenantId,
				id,
				userId: user.id,
				position,
				keyId: deps.keys.currentId,
				hash: await hashCode(scope, user.id, deps.keys.currentId, code),
				sealedCode: await deps.sealer.seal(codePlace(scope.tenantId, user.id, id), code),
				usedAt: null,
				savedAt: null,
				createdAt: now,
			};
		}),
	);
	const mailed = policy.recoveryCodes.delivery === "screenAndEmail";
	return {
		codes,
		statements: [deleteCodes(db, tenantId, user.id), insertCodes(db, rows)],
		letters: mailed ? [await post(scope, standing.tenant, user, { kind: "recoveryCodesDelivered", codes })] : [],
	};
}

/** The row of a typed code (canonical spelling), used or not, or null. Every row is compared, in constant time. */
export async function findCode(
	scope: TenantScope,
	userId: UserId,
	rows: readonly RecoveryCode[],
	code: string,
): Promise<RecoveryCode | null> {
	const hashes = new Map<string, Uint8Array>();
	for (const keyId of scope.deps.keys.ids) {
		hashes.set(keyId, fromBase64url(await hashCode(scope, userId, keyId, code)) ?? new Uint8Array());
	}
	let found: RecoveryCode | null = null;
	for (const row of rows) {
		const typed = hashes.get(row.keyId);
		const stored = fromBase64url(row.hash);
		if (typed && stored && constantTimeEqual(typed, stored)) found = row;
	}
	return found;
}

/** Burns the code inside the batch that acts on it; the guard ends the batch when it was burnt before. */
export const burnCode = (scope: TenantScope, row: RecoveryCode): readonly Statement[] => [
	consumeCode(scope.db, scope.tenantId, row.userId, row.id, scope.now),
	guard(scope.db, "code_wrong"),
];

/**
 * Has the database find and burn the typed code, behind the reservation of the same request; the guards end the act when
 * there is no such code or when it does not leave exactly `left` of them.
 */
export async function burnTyped(
	scope: TenantScope,
	userId: UserId,
	code: string,
	left: number,
): Promise<readonly Statement[]> {
	const { db, tenantId, now, deps } = scope;
	const hashed = async (keyId: string) => [keyId, await hashCode(scope, userId, keyId, code)] as const;
	const hashes = await Promise.all(deps.keys.ids.map(hashed));
	return [
		consumeHashed(db, tenantId, userId, hashes, now),
		guard(db, "code_wrong"),
		guard(db, "conflict", codesLeftAre(tenantId, userId, left)),
	];
}

/** The person said that the set is saved; where codes are shown once, the sealed copies end here (S162). */
export const acknowledge = (scope: TenantScope, standing: Standing): Statement =>
	markSaved(scope.db, scope.tenantId, standing.user.id, {
		now: scope.now,
		keepCopies: standing.policy.recoveryCodes.viewing === "recent",
	});

/** The caller's codes with the used ones marked (S167, S168). One database request. */
export async function list(scope: TenantScope, visitor: Visitor) {
	const own = visitor.token ? [readCodes(scope.db, scope.tenantId, visitor.token.userId)] : [];
	const { actor, results } = await admit(scope, visitor, own);
	const { viewing } = actor.standing.policy.recoveryCodes;
	const rows = results[0] ?? [];
	const codes = await Promise.all(
		rows.map(async (row): Promise<ShownCode> => {
			const code = viewing === "recent" ? await openCode(scope, row) : null;
			return code === null ? { usedAt: row.usedAt } : { code, usedAt: row.usedAt };
		}),
	);
	scope.background(() => entry(scope, actor.standing.user.id, { event: "recoveryCodes.shown", evidence: {} }));
	return { codes, remaining: actor.standing.codes.left, viewing };
}

/** The codes of a set of which none was used or acknowledged yet, or null: what a repeated request may be shown again. */
export async function unseenSet(scope: TenantScope, rows: readonly RecoveryCode[]): Promise<readonly string[] | null> {
	if (rows.length === 0 || rows.some((row) => row.usedAt !== null || row.savedAt !== null)) return null;
	const codes = await Promise.all(rows.map((row) => openCode(scope, row)));
	return codes.every((code) => code !== null) ? codes : null;
}

const openCode = async (scope: TenantScope, row: RecoveryCode): Promise<string | null> =>
	row.sealedCode === null
		? null
		: scope.deps.sealer.open(codePlace(scope.tenantId, row.userId, row.id), row.sealedCode);

/** Refuses where the person has no factor that the codes would stand in for. */
export const requireFactor = (standing: Standing): void => {
	if (!standing.factor) refuse("second_factor_absent");
};
