/** Procedures that bring a tenant into being. */
import { platformProcedure, tenantProcedure } from "../../trpc/procedures.ts";
import { signUpInput } from "../tenants/input.ts";
import { verifyEmailInput } from "../users/input.ts";
import { signUp, verifyEmail } from "./service.ts";

export const signUpProcedure = platformProcedure
	.input(signUpInput)
	.mutation(({ ctx, input }) => signUp(ctx.scope, input));

export const verifyEmailProcedure = tenantProcedure
	.input(verifyEmailInput)
	.mutation(({ ctx, input }) => verifyEmail(ctx.tenant, input.token));
