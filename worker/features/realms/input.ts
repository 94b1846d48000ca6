/**
 * What the outside may send about realms: shape and bounds only. A realm's kind is never named: by hand means custom.
 */
import * as z from "zod/mini";
import { realmIdInput } from "../policy/input.ts";
import { nameInput } from "../users/input.ts";

/** What sort of realm it is: one of the page's own five, or a word that another system uses. */
export const categoryInput = nameInput.check(z.maxLength(40));
/** What administrators call the Realm ID: one line of plain text. */
const keyInput = nameInput.check(z.maxLength(64));

export const createRealmInput = z.strictObject({ key: keyInput, name: nameInput, category: categoryInput });
export const updateRealmInput = z.strictObject({
	id: realmIdInput,
	name: z.optional(nameInput),
	category: z.optional(categoryInput),
});
export const removeRealmInput = z.strictObject({ id: realmIdInput });

export type CreateRealmInput = z.infer<typeof createRealmInput>;
export type UpdateRealmInput = z.infer<typeof updateRealmInput>;
