/**
 * What the outside may send about people: shape and bounds only, no look-ups. Names refuse control characters.
 */
import * as z from "zod/mini";

/** Longest raw text that is looked at as a password; the exact limit is a rule after NFKC. */
const RAW_PASSWORD = 1024;

export const emailInput = z.string().check(z.minLength(3), z.maxLength(320));
export const nameInput = z
	.string()
	.check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u));
/** An address, a number or a room: one line of plain text. */
export const contactInput = nameInput;
/** A password shown to be checked. */
export const passwordInput = z.string().check(z.minLength(1), z.maxLength(RAW_PASSWORD));
/** A password to be set; too short and too long are told by rules with their reason. */
export const newPasswordInput = z.string().check(z.minLength(1), z.maxLength(RAW_PASSWORD));
export const localeInput = z.enum(["en", "es"]);
/** A phone number as typed; which ones are right is a rule (phones/rules.ts). */
export const phoneInput = z.string().check(z.minLength(1), z.maxLength(64));
/** ISO 3166, two capitals: where a number without a plus is dialled. */
export const countryInput = z.string().check(z.regex(/^[A-Z]{2}$/));
export const phoneFields = { phone: phoneInput, country: z.optional(countryInput) };
/** A mailed or browser token as text. */
export const tokenInput = z.string().check(z.minLength(1), z.maxLength(200));

export const verifyEmailInput = z.strictObject({ token: tokenInput });
export const acceptInvitationInput = z.strictObject({
	token: tokenInput,
	name: z.optional(nameInput),
	password: newPasswordInput,
});
export const updateProfileInput = z.strictObject({
	name: nameInput,
	locale: localeInput,
	phone: z.optional(phoneInput),
	country: z.optional(countryInput),
});

export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;
