/** Procedures of enrolment links, for administrators. Opening one is the sign-in's business. */
import { doOnce } from "../../trpc/once.ts";
import { adminRecentProcedure } from "../../trpc/procedures.ts";
import { sendEnrolmentInput } from "./input.ts";
import { send } from "./service.ts";

export const sendEnrolmentProcedure = adminRecentProcedure
	.input(sendEnrolmentInput)
	.mutation((call) => doOnce(call, (house) => send(house, call.ctx.visitor, call.input)));
