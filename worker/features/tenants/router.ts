/** Procedures about tenants that anyone may call. */
import { noInput } from "../../lib/no-input.ts";
import { platformProcedure, tenantProcedure } from "../../trpc/procedures.ts";
import { checkSlugInput } from "./input.ts";
import { checkSlug, profile, regions } from "./service.ts";

export const checkSlugProcedure = platformProcedure
	.input(checkSlugInput)
	.query(({ ctx, input }) => checkSlug(ctx.scope, input.slug));

export const profileProcedure = tenantProcedure.input(noInput).query(({ ctx }) => profile(ctx.tenant));

export const regionsProcedure = platformProcedure.input(noInput).query(({ ctx }) => regions(ctx.scope));
