/** Procedures of the overview. */
import { noInput } from "../../lib/no-input.ts";
import { router } from "../../trpc/init.ts";
import { staffProcedure } from "../../trpc/procedures.ts";
import { get } from "./service.ts";

export const overviewRouter = router({
	get: staffProcedure.input(noInput).query(({ ctx }) => get(ctx.tenant, ctx.visitor)),
});
