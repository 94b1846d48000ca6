/**
 * The shape of an authenticator code: six digits, spaces or dashes between them forgiven; never more (S17).
 */
import * as z from "zod/mini";

/** A six-digit code; "123 456" is what people paste. */
export const totpCodeInput = z.pipe(
	z.string().check(z.maxLength(16), z.regex(/^[\s-]*\d[\s-]*\d[\s-]*\d[\s-]*\d[\s-]*\d[\s-]*\d[\s-]*$/)),
	z.transform((code) => code.replace(/[\s-]/g, "")),
);
