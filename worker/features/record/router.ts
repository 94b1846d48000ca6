/** Procedures of the record: owners, administrators and auditors read it and take it along; nobody changes it. */
import { router } from "../../trpc/init.ts";
import { auditProcedure } from "../../trpc/procedures.ts";
import { exportInput, listInput } from "./input.ts";
import { exportPage, list } from "./service.ts";

export const auditRouter = router({
	list: auditProcedure.input(listInput).query(({ ctx, input }) => list(ctx.tenant, ctx.visitor, input ?? {})),
	export: auditProcedure.input(exportInput).mutation(({ ctx, input }) => exportPage(ctx.tenant, ctx.visitor, input)),
});
