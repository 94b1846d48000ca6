/** Procedures of trusted browsers. */
import { noInput } from "../../lib/no-input.ts";
import { router } from "../../trpc/init.ts";
import { userProcedure } from "../../trpc/procedures.ts";
import { idInput } from "../sessions/input.ts";
import { list, revoke, revokeAll } from "./service.ts";

export const trustedBrowsersRouter = router({
	list: userProcedure.input(noInput).query(({ ctx }) => list(ctx.tenant, ctx.visitor, ctx.jar.trustedBrowser.read())),
	revoke: userProcedure.input(idInput).mutation(async ({ ctx, input }) => {
		await revoke(ctx.tenant, ctx.visitor, input.id);
		return {};
	}),
	revokeAll: userProcedure.input(noInput).mutation(({ ctx }) => revokeAll(ctx.tenant, ctx.visitor)),
});
