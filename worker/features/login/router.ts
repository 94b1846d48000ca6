/** Procedures of signing in and out, of joining by invitation, and of coming in by an enrolment link. */
import { noInput } from "../../lib/no-input.ts";
import type { Context } from "../../trpc/context.ts";
import { router } from "../../trpc/init.ts";
import { doOnce } from "../../trpc/once.ts";
import { challengeProcedure, maybeChallengeProcedure, tenantProcedure, userProcedure } from "../../trpc/procedures.ts";
import { openEnrolmentInput } from "../enrolment/input.ts";
import { signOut } from "../sessions/service.ts";
import { acceptInvitationInput } from "../users/input.ts";
import { openEnrolment } from "./enrolment.ts";
import { brought, handOver } from "./handing.ts";
import {
	beginInput,
	proveRecoveryCodeInput,
	proveTotpInput,
	providePhoneInput,
	resetSecondFactorInput,
} from "./input.ts";
import { acceptInvitation } from "./invitation.ts";
import { providePhone, sendLink } from "./phone-link.ts";
import { proveRecoveryCode, proveTotp } from "./second-factor.ts";
import { begin } from "./service.ts";
import { cancel, stateOf } from "./set-up.ts";
import { requestResetCode, reset } from "./text-reset.ts";

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
		.mutation(async ({ ctx, input }) => handOver(door(ctx), await reset(ctx.tenant, ctx.challenge, input))),
	requestResetCode: challengeProcedure
		.input(noInput)
		.mutation(({ ctx }) => requestResetCode(ctx.tenant, ctx.challenge)),
	providePhone: challengeProcedure
		.input(providePhoneInput)
		.mutation(({ ctx, input }) => providePhone(ctx.tenant, ctx.challenge, input)),
	sendLink: challengeProcedure.input(noInput).mutation(({ ctx }) => sendLink(ctx.tenant, ctx.challenge)),
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

export const acceptInvitationProcedure = tenantProcedure.input(acceptInvitationInput).mutation(async (call) => {
	const { ctx, input } = call;
	return handOver(door(ctx), await doOnce(call, (house) => acceptInvitation(house, input, brought(ctx.jar))));
});

export const openEnrolmentProcedure = tenantProcedure
	.input(openEnrolmentInput)
	.mutation(async ({ ctx, input }) => handOver(door(ctx), await openEnrolment(ctx.tenant, input.token)));
