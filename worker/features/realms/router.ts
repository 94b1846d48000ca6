/** Procedures of realms. */
import { noInput } from "../../lib/no-input.ts";
import { router } from "../../trpc/init.ts";
import { doOnce } from "../../trpc/once.ts";
import { staffProcedure, tenantAdminProcedure } from "../../trpc/procedures.ts";
import { createRealmInput, removeRealmInput, updateRealmInput } from "./input.ts";
import { create, list, remove, update } from "./service.ts";

export const realmsRouter = router({
	list: staffProcedure.input(noInput).query(({ ctx }) => list(ctx.tenant, ctx.visitor)),
	create: tenantAdminProcedure
		.input(createRealmInput)
		.mutation((call) => doOnce(call, (house) => create(house, call.ctx.visitor, call.input))),
	update: tenantAdminProcedure.input(updateRealmInput).mutation(async ({ ctx, input }) => {
		await update(ctx.tenant, ctx.visitor, input);
		return {};
	}),
	remove: tenantAdminProcedure.input(removeRealmInput).mutation(async ({ ctx, input }) => {
		await remove(ctx.tenant, ctx.visitor, input.id);
		return {};
	}),
});
