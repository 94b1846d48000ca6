/**
 * What the outside may send about the organization itself: shape and bounds only. Its slug and state are never named here.
 */
import * as z from "zod/mini";
import { contactInput, nameInput } from "../users/input.ts";

export const updateTenantInput = z.strictObject({
	name: z.optional(nameInput),
	/** Null: nobody is named. */
	contact: z.optional(z.nullable(contactInput)),
	/** `#rrggbb`; the page takes back what could not be read. Null: the product's own. */
	accent: z.optional(z.nullable(z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/)))),
});
export const cancelReturnInput = z.strictObject({ id: z.string().check(z.regex(/^[\w-]{1,64}$/)) });

export type UpdateTenantInput = z.infer<typeof updateTenantInput>;
