/** Procedures of trusted browsers. */
import { router } from "../../trpc/init.ts";
import { userProcedure } from "../../trpc/procedures.ts";
import { idInput, nothingInput } from "../sessions/input.ts";
import { list, revoke, revokeAll } from "./service.ts";

export const trustedBrowsersRouter = router({
	list: userProcedure.query(({ ctx }) => list(ctx.tenant, ctx.visitor, ctx.jar.trustedBrowser.read())),
	revoke: userProcedure.input(idInput).mutation(async ({ ctx, input }) => {
		await revoke(ctx.tenant, ctx.visitor, input.id);
		return {};
	}),
	revokeAll: userProcedure.input(nothingInput).mutation(({ ctx }) => revokeAll(ctx.tenant, ctx.visitor)),
});
