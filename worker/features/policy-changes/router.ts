/** Procedures of the policy. */
import { noInput } from "../../lib/no-input.ts";
import { router } from "../../trpc/init.ts";
import { doOnce } from "../../trpc/once.ts";
import { staffProcedure, tenantAdminProcedure, tenantAdminRecentProcedure } from "../../trpc/procedures.ts";
import { policyHistoryInput, previewPolicyInput, setPolicyInput } from "../policy/input.ts";
import { get, history, preview, set } from "./service.ts";

export const policyRouter = router({
	get: staffProcedure.input(noInput).query(({ ctx }) => get(ctx.tenant, ctx.visitor)),
	set: tenantAdminRecentProcedure
		.input(setPolicyInput)
		.mutation((call) => doOnce(call, (house) => set(house, call.ctx.visitor, call.input))),
	preview: tenantAdminProcedure
		.input(previewPolicyInput)
		.query(({ ctx, input }) => preview(ctx.tenant, ctx.visitor, input)),
	history: staffProcedure
		.input(policyHistoryInput)
		.query(({ ctx, input }) => history(ctx.tenant, ctx.visitor, input?.cursor)),
});
