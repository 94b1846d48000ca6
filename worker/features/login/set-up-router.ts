/**
 * Procedures of set-up and of recovery codes: one machine with two doors, a half-done sign-in or a signed-in person.
 * Which door an act goes through where both stand open is said in rules.ts.
 */
import { noInput } from "../../lib/no-input.ts";
import { router } from "../../trpc/init.ts";
import { doOnce } from "../../trpc/once.ts";
import { recentProcedure, userOrChallengeProcedure, userProcedure } from "../../trpc/procedures.ts";
import { begin, confirm, disable, finish, regenerateCodes } from "../factors/service.ts";
import { regenerateInput } from "../recovery-codes/input.ts";
import { list } from "../recovery-codes/service.ts";
import { beginInput, confirmInput, disableInput, finishInput } from "../totp/input.ts";
import { brought, handOver } from "./handing.ts";
import { door } from "./router.ts";
import { askedAtSignIn, confirmedAtSignIn, finishedAtSignIn } from "./rules.ts";
import { beginAtSignIn, confirmAtSignIn, finishAtSignIn, regenerateAtSignIn } from "./set-up.ts";

export const totpRouter = router({
	begin: userOrChallengeProcedure.input(beginInput).mutation(async ({ ctx, input }) => {
		const challenge = askedAtSignIn(ctx.challenge, input.password);
		if (challenge) return handOver(door(ctx), await beginAtSignIn(ctx.tenant, challenge));
		const begun = await begin(ctx.tenant, ctx.visitor, input.password);
		ctx.jar.challenge.clear();
		return begun;
	}),
	confirm: userOrChallengeProcedure.input(confirmInput).mutation(async (call) => {
		const { ctx, input } = call;
		const { visitor } = ctx;
		const challenge = confirmedAtSignIn(ctx.challenge, visitor.token !== null);
		if (challenge) {
			const confirming = (house: typeof ctx.tenant) => confirmAtSignIn(house, challenge, input.code, visitor.token);
			return handOver(door(ctx), await doOnce(call, confirming));
		}
		const { answer, grant } = await doOnce(call, (house) => confirm(house, visitor, input.code));
		ctx.jar.session.write(grant);
		return answer;
	}),
	finish: userOrChallengeProcedure.input(finishInput).mutation(async (call) => {
		const { ctx } = call;
		const { visitor } = ctx;
		const challenge = finishedAtSignIn(ctx.challenge, visitor.token !== null);
		return challenge
			? handOver(door(ctx), await doOnce(call, (house) => finishAtSignIn(house, challenge, brought(ctx.jar))))
			: finish(ctx.tenant, visitor);
	}),
	disable: userProcedure.input(disableInput).mutation(async (call) => {
		const { ctx, input } = call;
		ctx.jar.session.write(await doOnce(call, (house) => disable(house, ctx.visitor, input)));
		ctx.jar.trustedBrowser.clear();
		return {};
	}),
});

export const recoveryCodesRouter = router({
	list: recentProcedure.input(noInput).query(({ ctx }) => list(ctx.tenant, ctx.visitor)),
	regenerate: userOrChallengeProcedure.input(regenerateInput).mutation(async (call) => {
		const { ctx, input } = call;
		const challenge = askedAtSignIn(ctx.challenge, input.password);
		if (challenge) return handOver(door(ctx), await doOnce(call, (house) => regenerateAtSignIn(house, challenge)));
		const renewed = await doOnce(call, (house) => regenerateCodes(house, ctx.visitor, input.password));
		ctx.jar.challenge.clear();
		return renewed;
	}),
});
