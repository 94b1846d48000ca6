/**
 * What the outside may send about enrolment links: whom to send one, and the link's token. Shape and bounds only.
 */
import * as z from "zod/mini";
import { tokenInput } from "../users/input.ts";

const userIdInput = z.string().check(z.minLength(1), z.maxLength(64));
/** Most people of one call. */
export const MOST_SENDINGS = 200;

export const sendEnrolmentInput = z
	.strictObject({
		ids: z.optional(z.array(userIdInput).check(z.minLength(1), z.maxLength(MOST_SENDINGS))),
		id: z.optional(userIdInput),
		by: z.enum(["email", "sms"]),
	})
	.check(z.refine(({ ids, id }) => (ids === undefined) !== (id === undefined), { path: ["ids"] }));

export const openEnrolmentInput = z.strictObject({ token: tokenInput });

export type SendEnrolmentInput = z.infer<typeof sendEnrolmentInput>;
