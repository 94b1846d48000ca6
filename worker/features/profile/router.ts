/** The signed-in person's own name, language and phone number. */
import { userProcedure } from "../../trpc/procedures.ts";
import { updateProfileInput } from "../users/input.ts";
import { update } from "./service.ts";

export const updateProfileProcedure = userProcedure.input(updateProfileInput).mutation(async ({ ctx, input }) => {
	await update(ctx.tenant, ctx.visitor, input);
	return {};
});
