/**
 * What the outside may send as a recovery code: bounded text that reads as one of the two forms.
 */
import * as z from "zod/mini";
import { passwordInput } from "../users/input.ts";
import { readCode } from "./rules.ts";

export const recoveryCodeInput = z.pipe(
	z.string().check(
		z.minLength(8),
		z.maxLength(32),
		z.refine((code) => readCode(code) !== null),
	),
	z.transform((code) => readCode(code) ?? ""),
);

export const regenerateInput = z.strictObject({ password: z.optional(passwordInput) });
