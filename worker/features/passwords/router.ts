/** Procedures of passwords. */
import { router } from "../../trpc/init.ts";
import { doOnce } from "../../trpc/once.ts";
import { tenantProcedure, userProcedure } from "../../trpc/procedures.ts";
import { changeInput, requestResetInput, resetInput } from "./input.ts";
import { change, requestReset, reset } from "./service.ts";

export const passwordsRouter = router({
	requestReset: tenantProcedure.input(requestResetInput).mutation(async ({ ctx, input }) => {
		await requestReset(ctx.tenant, input.email);
		return {};
	}),
	reset: tenantProcedure.input(resetInput).mutation((call) => doOnce(call, (house) => reset(house, call.input))),
	change: userProcedure.input(changeInput).mutation(async (call) => {
		const { ctx, input } = call;
		ctx.jar.session.write(await doOnce(call, (house) => change(house, ctx.visitor, input)));
		return {};
	}),
});
