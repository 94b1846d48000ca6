/** Bringing people in from a file, for administrators. */
import { adminRecentProcedure } from "../../trpc/procedures.ts";
import { importFileInput } from "./input.ts";
import { importFile } from "./service.ts";

export const importFileProcedure = adminRecentProcedure
	.input(importFileInput)
	.mutation(({ ctx, input }) => importFile(ctx.tenant, ctx.visitor, input));
