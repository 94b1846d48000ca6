/** What the outside may send about one's own sessions and browsers: an id, nothing else. */
import * as z from "zod/mini";

export const idInput = z.strictObject({ id: z.string().check(z.regex(/^[\w-]{1,64}$/)) });
