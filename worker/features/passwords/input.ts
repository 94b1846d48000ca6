/**
 * What the outside may send about passwords.
 */
import * as z from "zod/mini";
import { codeShown } from "../proofs/input.ts";
import { emailInput, newPasswordInput, passwordInput, tokenInput } from "../users/input.ts";

export const requestResetInput = z.strictObject({ email: emailInput });
export const resetInput = z.strictObject({ token: tokenInput, password: newPasswordInput });
export const changeInput = z.strictObject({
	current: passwordInput,
	password: newPasswordInput,
	code: z.optional(codeShown),
});
export type ChangeInput = z.infer<typeof changeInput>;
