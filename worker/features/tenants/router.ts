/** Procedures about tenants that anyone may call. */
import { platformProcedure, tenantProcedure } from "../../trpc/procedures.ts";
import { checkSlugInput } from "./input.ts";
import { checkSlug, profile } from "./service.ts";

export const checkSlugProcedure = platformProcedure
	.input(checkSlugInput)
	.query(({ ctx, input }) => checkSlug(ctx.scope, input.slug));

export const profileProcedure = tenantProcedure.query(({ ctx }) => profile(ctx.tenant));
