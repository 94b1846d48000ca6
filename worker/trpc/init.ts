/**
 * tRPC, set up once: the error form of the contract, and the middleware that turns anything thrown into a refusal.
 */
import { initTRPC, TRPCError } from "@trpc/server";
import type { RefusalFacts } from "../errors.ts";
import type { Visitor } from "../features/sessions/service.ts";
import { errorFacts } from "../ports/log.ts";
import type { Context } from "./context.ts";
import { codeOf, toDomainError } from "./errors.ts";

/** How much a procedure asks of its caller; the authorization matrix is generated from it (rule 10). */
export type Level = "platform" | "anyone" | "challenge" | "userOrChallenge" | Visitor["level"];

export interface Meta {
	readonly level: Level;
}

const t = initTRPC
	.context<Context>()
	.meta<Meta>()
	.create({
		isDev: false,
		errorFormatter({ shape, error, ctx }) {
			const { refusal, facts } = toDomainError(error);
			const { retryAfterSeconds, fields, clockOffSeconds }: RefusalFacts = facts;
			return {
				message: refusal,
				code: shape.code,
				data: {
					code: codeOf(refusal),
					httpStatus: shape.data.httpStatus,
					// A procedure that does not exist is not named: its name is whatever the client sent.
					path: error.code === "NOT_FOUND" && error.cause === undefined ? null : shape.data.path,
					refusal,
					requestId: ctx?.scope.info.requestId ?? null,
					...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
					...(fields === undefined ? {} : { fields }),
					...(clockOffSeconds === undefined ? {} : { clockOffSeconds }),
				},
			};
		},
	});

export const { router } = t;

/** Every procedure starts here: whatever fails below becomes one refusal, and its precise reason a log line. */
export const base = t.procedure.use(async ({ ctx, path, next }) => {
	const result = await next();
	if (result.ok) return result;
	const { error } = result;
	const refusal = toDomainError(error.code === "INTERNAL_SERVER_ERROR" ? (error.cause ?? error) : error);
	const facts = { path, requestId: ctx.scope.info.requestId, refusal: refusal.refusal, reason: refusal.reason };
	if (refusal.refusal === "internal")
		ctx.scope.deps.log.error("request.failed", { ...facts, ...errorFacts(error.cause) });
	// Busy, silent or ill: whoever looks after the database has to know which.
	else if (refusal.refusal === "database_unavailable")
		ctx.scope.deps.log.error("request.refused", { ...facts, ...errorFacts(error.cause) });
	else ctx.scope.deps.log.info("request.refused", facts);
	throw new TRPCError({ code: codeOf(refusal.refusal), message: refusal.refusal, cause: refusal });
});
