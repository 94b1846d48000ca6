/**
 * What the outside may send about tenants: shape and bounds only.
 */
import * as z from "zod/mini";
import { contactInput, emailInput, localeInput, nameInput, newPasswordInput } from "../users/input.ts";

export const slugInput = z.string().check(z.minLength(1), z.maxLength(64));

export const checkSlugInput = z.strictObject({ slug: slugInput });

/** Parts of the world; which of them have a cell is told by `tenants.regions`. */
export const regionInput = z.enum(["wnam", "enam", "sam", "weur", "eeur", "me", "afr", "apac", "oc"]);

export const signUpInput = z.strictObject({
	organization: nameInput,
	slug: slugInput,
	name: nameInput,
	email: emailInput,
	password: newPasswordInput,
	locale: z.optional(localeInput),
	/** Whom locked-out people turn to, shown to anyone at the tenant's door. */
	contact: z.optional(contactInput),
	/** Where the organization's records shall be; absent: nearest to whoever signs up. */
	region: z.optional(regionInput),
});
export type SignUpInput = z.infer<typeof signUpInput>;
