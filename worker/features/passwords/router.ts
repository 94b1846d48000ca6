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
	reset: tenantProcedure.input(resetInput).mutation(async (call) => {
		const { jar } = call.ctx;
		const { answer, knownBrowser } = await doOnce(call, (house) => reset(house, call.input, jar.knownBrowser.read()));
		jar.knownBrowser.write(knownBrowser);
		return answer;
	}),
	change: userProcedure.input(changeInput).mutation(async (call) => {
		const { ctx, input } = call;
		const known = ctx.jar.knownBrowser.read();
		ctx.jar.session.write(await doOnce(call, (house) => change(house, ctx.visitor, input, known)));
		return {};
	}),
});
