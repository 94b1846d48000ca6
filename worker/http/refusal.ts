/**
 * A refusal in tRPC's own error form, for answers that never reach a procedure: wrong origin, wrong method, too large.
 */

import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Refusal } from "../errors.ts";
import { codeOf } from "../trpc/errors.ts";

export const refusalStatus = (refusal: Refusal): ContentfulStatusCode =>
	getHTTPStatusCodeFromError(new TRPCError({ code: codeOf(refusal) })) as ContentfulStatusCode;

export const refusalBody = (refusal: Refusal, requestId: string) => ({
	error: {
		message: refusal,
		code: TRPC_ERROR_CODES_BY_KEY[codeOf(refusal)],
		data: { code: codeOf(refusal), httpStatus: refusalStatus(refusal), refusal, requestId },
	},
});
