/**
 * What the outside may send about enrolment links: whom to send one, and the link's token. Shape and bounds only.
 */
import * as z from "zod/mini";
import { idText, MOST_IDS } from "../people/input.ts";
import { tokenInput } from "../users/input.ts";

export const sendEnrolmentInput = z
	.strictObject({
		ids: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(MOST_IDS))),
		id: z.optional(idText),
		by: z.enum(["email", "sms"]),
	})
	.check(z.refine(({ ids, id }) => (ids === undefined) !== (id === undefined), { path: ["ids"] }));

export const openEnrolmentInput = z.strictObject({ token: tokenInput });

export type SendEnrolmentInput = z.infer<typeof sendEnrolmentInput>;
