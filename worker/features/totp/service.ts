/**
 * Authenticator apps: the one set-up machine (begin, confirm) used at sign-in and from the account, and disable.
 * A pending secret is shown only in the answer that made it; the live one works until the new one is confirmed.
 */
import type { SQL } from "drizzle-orm";
import { guard, type Statement } from "../../../db/batch.ts";
import { refuse } from "../../errors.ts";
import type { Millis } from "../../lib/brand.ts";
import { after, minutes } from "../../lib/duration.ts";
import type { Token } from "../../lib/token.ts";
import type { TenantScope } from "../../scope.ts";
import { CODES_PER_CHALLENGE } from "../attempts/limits.ts";
import { clearBudget, factorSubject } from "../attempts/service.ts";
import { entry } from "../audit/service.ts";
import { type Posted, post } from "../mail/service.ts";
import { deleteCodes, makeSet } from "../recovery-codes/service.ts";
import { forgetAllOf } from "../trusted-browsers/service.ts";
import { raiseEpoch } from "../users/service.ts";
import { raised, type Standing } from "../users/standing.ts";
import { freshMemory, keyUri, matchStep, SECRET_BYTES, writeKey } from "./rules.ts";
import { openSecret, secretPlace } from "./secret.ts";
import {
	dropSetups,
	hasNoSetup,
	insertFactor,
	putSetup,
	removeFactor,
	type TotpSetup,
	takeSetup,
	trySetup,
} from "./store.ts";

/** How long a begun set-up may be confirmed (S152). */
export const SETUP_LIFE = minutes(10);
const TRIES_PER_SETUP = CODES_PER_CHALLENGE * 2;

export interface Begun {
	readonly uri: string;
	readonly key: string;
	readonly expiresAt: Millis;
	readonly setUpSheet: boolean;
}

/** Draws a new pending secret in place of any other (T053, T054); `begunBy` is the session or challenge that may confirm it. */
export async function beginSetUp(
	scope: TenantScope,
	standing: Standing,
	begunBy: string,
	expiresAt: Millis = after(scope.now, SETUP_LIFE),
): Promise<{ readonly begun: Begun; readonly statement: Statement }> {
	const { deps, tenantId } = scope;
	const { user, tenant, policy } = standing;
	const id = deps.random.id("tot");
	const key = writeKey(deps.random.bytes(SECRET_BYTES));
	const sealedSecret = await deps.sealer.seal(secretPlace(tenantId, user.id, "setup", id), key);
	return {
		begun: { uri: keyUri(tenant.name, user.email, key), key, expiresAt, setUpSheet: policy.setUpSheet },
		statement: putSetup(scope.db, { tenantId, userId: user.id, id, sealedSecret, begunBy, attempts: 0, expiresAt }),
	};
}

/** The statement that takes one try at the pending secret where `condition` (if given) holds; its row is what `confirmSetUp` needs. */
export const takeSetUpTry = (scope: TenantScope, userId: TotpSetup["userId"], begunBy: string, condition?: SQL) =>
	trySetup(scope.db, scope.tenantId, { userId, begunBy, now: scope.now, most: TRIES_PER_SETUP }, condition);

/** The condition that this session has begun no set-up that could still be confirmed. */
export const isNotBegunBy = ({ tenantId, now }: TenantScope, { userId, id }: Token): SQL =>
	hasNoSetup(tenantId, { userId, begunBy: id, now });

export interface Confirmed {
	readonly recoveryCodes: readonly string[];
	readonly statements: readonly Statement[];
	readonly letters: readonly Posted[];
	/** How the person stands after the batch. */
	readonly standing: Standing;
}

/**
 * Checks the first code of the new app and returns the batch that makes it the live factor: old factor, old codes and all
 * trust end, the epoch rises, a set of codes is born (S18, S19). `reset` words the letter for a reset at sign-in.
 */
export async function confirmSetUp(
	scope: TenantScope,
	standing: Standing,
	setup: TotpSetup | undefined,
	code: string,
	reset: boolean,
): Promise<Confirmed> {
	const { db, tenantId, now, deps } = scope;
	const { user } = standing;
	if (!setup) return refuse("setup_expired");
	const secret = await openSecret(scope, secretPlace(tenantId, user.id, "setup", setup.id), setup.sealedSecret);
	const match = matchStep(secret.expose(), code, now, freshMemory);
	if (!match.ok) {
		const { refused } = match;
		if (refused.reason === "clockOff") return refuse("code_clock_off", { clockOffSeconds: refused.offSeconds });
		return refuse("code_wrong", {}, "setup_code_wrong");
	}
	const id = deps.random.id("tot");
	const sealedSecret = await deps.sealer.seal(secretPlace(tenantId, user.id, "factor", id), writeKey(secret.expose()));
	const set = await makeSet(scope, standing);
	const factor = { id, userId: user.id, sealedSecret, step: match.value, now, setUpBy: user.method };
	const next = raised(standing, deps.config.globalEpoch);
	return {
		recoveryCodes: set.codes,
		standing: {
			...next,
			factor: {
				...factor,
				tenantId,
				kind: "totp",
				lastStep: match.value,
				blockedSteps: "[]",
				enabledAt: now,
				lastUsedAt: null,
			},
		},
		statements: [
			takeSetup(db, tenantId, user.id, setup.id),
			guard(db, "setup_expired"),
			removeFactor(db, tenantId, user.id),
			insertFactor(db, tenantId, factor),
			...set.statements,
			forgetAllOf(scope, standing),
			clearBudget(db, tenantId, factorSubject(user.id)),
			raiseEpoch(db, tenantId, user.id),
			entry(scope, user.id, { event: "factor.added", evidence: { replaced: standing.factor !== null } }),
		],
		letters: [
			await post(scope, standing.tenant, user, { kind: reset ? "factorReset" : "factorAdded" }),
			...set.letters,
		],
	};
}

/** The batch that takes the factor away, with everything that stood on it (S33). Refuses while a rule demands a factor. */
export async function removalOf(
	scope: TenantScope,
	standing: Standing,
	method: "totp" | "recoveryCode",
): Promise<{
	readonly statements: readonly Statement[];
	readonly letters: readonly Posted[];
	readonly standing: Standing;
}> {
	const { db, tenantId } = scope;
	const { user } = standing;
	if (!standing.factor) return refuse("second_factor_absent");
	if (standing.requiredBy) return refuse("second_factor_required");
	return {
		standing: { ...raised(standing, scope.deps.config.globalEpoch), factor: null },
		statements: [
			removeFactor(db, tenantId, user.id),
			deleteCodes(db, tenantId, user.id),
			dropSetups(db, tenantId, user.id),
			forgetAllOf(scope, standing),
			raiseEpoch(db, tenantId, user.id),
			entry(scope, user.id, { event: "factor.removed", evidence: { method } }),
		],
		letters: [await post(scope, standing.tenant, user, { kind: "factorRemoved" })],
	};
}
