/** Procedures of signing in and out, and of joining by invitation. */
import { noInput } from "../../lib/no-input.ts";
import type { Context } from "../../trpc/context.ts";
import { router } from "../../trpc/init.ts";
import { challengeProcedure, maybeChallengeProcedure, tenantProcedure, userProcedure } from "../../trpc/procedures.ts";
import { signOut } from "../sessions/service.ts";
import { acceptInvitationInput } from "../users/input.ts";
import { brought, handOver } from "./handing.ts";
import { beginInput, proveRecoveryCodeInput, proveTotpInput, resetSecondFactorInput } from "./input.ts";
import { acceptInvitation } from "./invitation.ts";
import { proveRecoveryCode, proveTotp, resetSecondFactor } from "./second-factor.ts";
import { begin } from "./service.ts";
import { cancel, stateOf } from "./set-up.ts";

export const door = ({ jar, scope }: Context) => ({ jar, sealer: scope.deps.sealer });

export const loginRouter = router({
	begin: tenantProcedure
		.input(beginInput)
		.mutation(async ({ ctx, input }) => handOver(door(ctx), await begin(ctx.tenant, input, brought(ctx.jar)))),
	proveTotp: challengeProcedure
		.input(proveTotpInput)
		.mutation(async ({ ctx, input }) =>
			handOver(door(ctx), await proveTotp(ctx.tenant, ctx.challenge, input, brought(ctx.jar))),
		),
	proveRecoveryCode: challengeProcedure
		.input(proveRecoveryCodeInput)
		.mutation(async ({ ctx, input }) =>
			handOver(door(ctx), await proveRecoveryCode(ctx.tenant, ctx.challenge, input.code, brought(ctx.jar))),
		),
	resetSecondFactor: challengeProcedure
		.input(resetSecondFactorInput)
		.mutation(async ({ ctx, input }) =>
			handOver(door(ctx), await resetSecondFactor(ctx.tenant, ctx.challenge, input.code)),
		),
	state: maybeChallengeProcedure.input(noInput).query(({ ctx }) => stateOf(ctx.tenant, ctx.challenge)),
	cancel: maybeChallengeProcedure.input(noInput).mutation(async ({ ctx }) => {
		await cancel(ctx.tenant, ctx.challenge);
		ctx.jar.challenge.clear();
		return {};
	}),
	signOut: userProcedure
		.meta({ level: "anyone" })
		.input(noInput)
		.mutation(async ({ ctx }) => {
			await signOut(ctx.tenant, ctx.visitor.token);
			ctx.jar.session.clear();
			return {};
		}),
});

export const acceptInvitationProcedure = tenantProcedure
	.input(acceptInvitationInput)
	.mutation(async ({ ctx, input }) => handOver(door(ctx), await acceptInvitation(ctx.tenant, input, brought(ctx.jar))));
