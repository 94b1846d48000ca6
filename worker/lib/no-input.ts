/**
 * The input of a procedure that takes none: absent or an empty object. Anything else is refused, as unknown fields are
 * everywhere; it looks nothing up.
 */
import * as z from "zod/mini";

export const noInput = z.optional(z.strictObject({}));
