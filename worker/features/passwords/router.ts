/** Procedures of passwords. */
import { router } from "../../trpc/init.ts";
import { tenantProcedure, userProcedure } from "../../trpc/procedures.ts";
import { changeInput, requestResetInput, resetInput } from "./input.ts";
import { change, requestReset, reset } from "./service.ts";

export const passwordsRouter = router({
	requestReset: tenantProcedure.input(requestResetInput).mutation(async ({ ctx, input }) => {
		await requestReset(ctx.tenant, input.email);
		return {};
	}),
	reset: tenantProcedure.input(resetInput).mutation(({ ctx, input }) => reset(ctx.tenant, input)),
	change: userProcedure.input(changeInput).mutation(async ({ ctx, input }) => {
		ctx.jar.session.write(await change(ctx.tenant, ctx.visitor, input));
		return {};
	}),
});
