/** Procedures of sessions. */
import { noInput } from "../../lib/no-input.ts";
import { router } from "../../trpc/init.ts";
import { limitedProcedure, userProcedure } from "../../trpc/procedures.ts";
import { proveInput } from "../proofs/input.ts";
import { prove } from "../proofs/service.ts";
import { signOutElsewhere } from "../trusted-browsers/service.ts";
import { idInput } from "./input.ts";
import { current, list, revoke } from "./service.ts";

export const sessionsRouter = router({
	current: limitedProcedure
		.meta({ level: "anyone" })
		.input(noInput)
		.query(({ ctx }) => current(ctx.tenant, ctx.visitor)),
	list: userProcedure.input(noInput).query(({ ctx }) => list(ctx.tenant, ctx.visitor)),
	revoke: userProcedure.input(idInput).mutation(async ({ ctx, input }) => {
		await revoke(ctx.tenant, ctx.visitor, input.id);
		return {};
	}),
	revokeOthers: userProcedure.input(noInput).mutation(async ({ ctx }) => {
		const { jar } = ctx;
		const presented = { trustedBrowser: jar.trustedBrowser.read(), knownBrowser: jar.knownBrowser.read() };
		const { answer, grant } = await signOutElsewhere(ctx.tenant, ctx.visitor, presented);
		jar.session.write(grant);
		return answer;
	}),
	prove: limitedProcedure.input(proveInput).mutation(async ({ ctx, input }) => {
		const { grant, recentUntilAt } = await prove(ctx.tenant, ctx.visitor, input);
		ctx.jar.session.write(grant);
		return { recentUntilAt };
	}),
});
