/** Procedures of sessions. */
import { router } from "../../trpc/init.ts";
import { userProcedure } from "../../trpc/procedures.ts";
import { proveInput } from "../proofs/input.ts";
import { prove } from "../proofs/service.ts";
import { idInput, nothingInput } from "./input.ts";
import { current, list, revoke, revokeOthers } from "./service.ts";

export const sessionsRouter = router({
	current: userProcedure.meta({ level: "anyone" }).query(({ ctx }) => current(ctx.tenant, ctx.visitor)),
	list: userProcedure.query(({ ctx }) => list(ctx.tenant, ctx.visitor)),
	revoke: userProcedure.input(idInput).mutation(async ({ ctx, input }) => {
		await revoke(ctx.tenant, ctx.visitor, input.id);
		return {};
	}),
	revokeOthers: userProcedure.input(nothingInput).mutation(({ ctx }) => revokeOthers(ctx.tenant, ctx.visitor)),
	prove: userProcedure.input(proveInput).mutation(async ({ ctx, input }) => {
		const { grant, recentUntilAt } = await prove(ctx.tenant, ctx.visitor, input);
		ctx.jar.session.write(grant);
		return { recentUntilAt };
	}),
});
