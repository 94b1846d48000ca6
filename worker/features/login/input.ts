/**
 * What the outside may send while signing in.
 */
import * as z from "zod/mini";
import { codeShown } from "../proofs/input.ts";
import { recoveryCodeInput } from "../recovery-codes/input.ts";
import { totpCodeInput } from "../totp/code-input.ts";
import { emailInput, passwordInput } from "../users/input.ts";

export const beginInput = z.strictObject({ email: emailInput, password: passwordInput });
export const proveTotpInput = z.strictObject({ code: totpCodeInput, trustBrowser: z.optional(z.boolean()) });
export const proveRecoveryCodeInput = z.strictObject({ code: recoveryCodeInput });
export const resetSecondFactorInput = z.strictObject({ code: codeShown });

export type BeginInput = z.infer<typeof beginInput>;
