/** Procedures of enrolment links, for administrators. Opening one is the sign-in's business. */
import { adminRecentProcedure } from "../../trpc/procedures.ts";
import { sendEnrolmentInput } from "./input.ts";
import { send } from "./service.ts";

export const sendEnrolmentProcedure = adminRecentProcedure
	.input(sendEnrolmentInput)
	.mutation(({ ctx, input }) => send(ctx.tenant, ctx.visitor, input));
