/**
 * What the outside may send about the policy: the same shapes and bounds as what is stored, but nothing that is not known.
 */
import * as z from "zod/mini";
import { lockRules, passwordLengths, policyOverrides, realmRules, recoveryCodeRules, sessionLives } from "./rules.ts";

/** A realm's id. */
export const realmIdInput = z.string().check(z.regex(/^rlm_[a-z0-9]{1,40}$/));

/** The overrides of a tenant or, without what only a tenant may set, the rules of one realm. */
export const overridesInput = z.strictObject({
	...policyOverrides.shape,
	password: z.optional(z.strictObject(passwordLengths.shape)),
	session: z.optional(z.strictObject(sessionLives.shape)),
	lock: z.optional(z.strictObject(lockRules.shape)),
	recoveryCodes: z.optional(z.strictObject(recoveryCodeRules.shape)),
});

export const setPolicyInput = z.strictObject({
	overrides: overridesInput,
	/** The version that the change was made against. */
	version: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000_000))),
	realmId: z.optional(realmIdInput),
});
export const previewPolicyInput = z.strictObject({ overrides: overridesInput, realmId: z.optional(realmIdInput) });
export const policyHistoryInput = z.optional(
	z.strictObject({ cursor: z.optional(z.string().check(z.regex(/^\d{1,9}$/))) }),
);

/** Fields that a realm may not set. */
export const tenantOnly: readonly string[] = Object.keys(policyOverrides.shape).filter(
	(field) => !(field in realmRules.shape),
);

export type OverridesInput = z.infer<typeof overridesInput>;
export type SetPolicyInput = z.infer<typeof setPolicyInput>;
export type PreviewPolicyInput = z.infer<typeof previewPolicyInput>;
