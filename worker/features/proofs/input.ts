/**
 * What the outside may send as a proof: a six-digit code or a recovery code, told apart by their length.
 */
import * as z from "zod/mini";
import { recoveryCodeInput } from "../recovery-codes/input.ts";
import { totpCodeInput } from "../totp/code-input.ts";
import { passwordInput } from "../users/input.ts";

export const totpShown = z.pipe(
	totpCodeInput,
	z.transform((code) => ({ kind: "totp" as const, code })),
);
export const recoveryCodeShown = z.pipe(
	recoveryCodeInput,
	z.transform((code) => ({ kind: "recoveryCode" as const, code })),
);
export const codeShown = z.union([totpShown, recoveryCodeShown]);
export type CodeShown = z.infer<typeof codeShown>;

export const proveInput = z.strictObject({ password: z.optional(passwordInput), code: z.optional(codeShown) });
export type ProveInput = z.infer<typeof proveInput>;
