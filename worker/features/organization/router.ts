/** Procedures about the organization itself. */
import { noInput } from "../../lib/no-input.ts";
import { ownerRecentProcedure, tenantAdminProcedure, tenantAdminRecentProcedure } from "../../trpc/procedures.ts";
import { cancelReturnInput, updateTenantInput } from "./input.ts";
import { cancel, settings, update } from "./service.ts";

export const organizationProcedures = {
	settings: tenantAdminProcedure.input(noInput).query(({ ctx }) => settings(ctx.tenant, ctx.visitor)),
	update: tenantAdminRecentProcedure.input(updateTenantInput).mutation(async ({ ctx, input }) => {
		await update(ctx.tenant, ctx.visitor, input);
		return {};
	}),
	cancelReturn: ownerRecentProcedure.input(cancelReturnInput).mutation(async ({ ctx, input }) => {
		await cancel(ctx.tenant, ctx.visitor, input.id);
		return {};
	}),
};
