/**
 * What the outside may send while signing in.
 */
import * as z from "zod/mini";
import { codeShown } from "../proofs/input.ts";
import { recoveryCodeInput } from "../recovery-codes/input.ts";
import { totpCodeInput } from "../totp/code-input.ts";
import { emailInput, passwordInput, phoneFields } from "../users/input.ts";

export const beginInput = z.strictObject({ email: emailInput, password: passwordInput });
export const proveTotpInput = z.strictObject({ code: totpCodeInput, trustBrowser: z.optional(z.boolean()) });
export const proveRecoveryCodeInput = z.strictObject({ code: recoveryCodeInput });
/** By default a code of the app or a recovery code; by text message the eight digits that were sent. */
export const resetSecondFactorInput = z.strictObject({
	code: codeShown,
	by: z.optional(z.literal("textMessage")),
});
export const providePhoneInput = z.strictObject(phoneFields);

export type BeginInput = z.infer<typeof beginInput>;
export type ProvidePhoneInput = z.infer<typeof providePhoneInput>;
export type ResetInput = z.infer<typeof resetSecondFactorInput>;
