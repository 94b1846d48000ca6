/**
 * From the domain's refusals to the wire: one exhaustive table of statuses, and one function that turns whatever was thrown
 * into one refusal. Unknown errors show nothing but a request id; a database that does not answer is a 503 (law 10).
 */
import { TRPCError } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { GuardFailed } from "../../db/batch.ts";
import { isConstraint, isIllFormed, isUnavailable } from "../../db/client.ts";
import { isMoving } from "../../db/fences.ts";
import { DomainError, type FieldProblem, MOVE_RETRY_SECONDS, type Refusal } from "../errors.ts";

const codes: Readonly<Record<Refusal, TRPC_ERROR_CODE_KEY>> = {
	input_invalid: "BAD_REQUEST",
	origin_refused: "FORBIDDEN",
	body_too_large: "PAYLOAD_TOO_LARGE",
	not_json: "UNSUPPORTED_MEDIA_TYPE",
	method_refused: "METHOD_NOT_SUPPORTED",
	not_found: "NOT_FOUND",
	tenant_unknown: "NOT_FOUND",
	tenant_suspended: "FORBIDDEN",
	tenant_moving: "SERVICE_UNAVAILABLE",
	slug_taken: "CONFLICT",
	credentials_wrong: "UNAUTHORIZED",
	attempts_spent: "TOO_MANY_REQUESTS",
	second_factor_locked: "FORBIDDEN",
	challenge_gone: "UNAUTHORIZED",
	challenge_spent: "UNAUTHORIZED",
	code_wrong: "BAD_REQUEST",
	code_clock_off: "BAD_REQUEST",
	setup_expired: "CONFLICT",
	not_signed_in: "UNAUTHORIZED",
	recent_proof_required: "FORBIDDEN",
	forbidden: "FORBIDDEN",
	second_factor_required: "FORBIDDEN",
	second_factor_absent: "CONFLICT",
	second_factor_off: "FORBIDDEN",
	link_invalid: "BAD_REQUEST",
	password_unacceptable: "BAD_REQUEST",
	last_owner: "CONFLICT",
	realm_not_empty: "CONFLICT",
	policy_unmeetable: "CONFLICT",
	phone_fixed: "FORBIDDEN",
	sms_unavailable: "CONFLICT",
	unattended_refused: "UNAUTHORIZED",
	conflict: "CONFLICT",
	busy: "SERVICE_UNAVAILABLE",
	not_ready: "SERVICE_UNAVAILABLE",
	database_unavailable: "SERVICE_UNAVAILABLE",
	internal: "INTERNAL_SERVER_ERROR",
};

export const codeOf = (refusal: Refusal): TRPC_ERROR_CODE_KEY => codes[refusal];

/** Seconds after which a database that did not answer is worth another try. */
const DATABASE_RETRY_SECONDS = 5;

/** What was thrown, as the one domain error. */
export function toDomainError(error: unknown): DomainError {
	if (error instanceof DomainError) return error;
	if (error instanceof TRPCError && error.cause instanceof DomainError) return error.cause;
	if (error instanceof GuardFailed) return new DomainError(error.refusal, {}, "lost_race");
	if (isMoving(error)) return new DomainError("tenant_moving", { retryAfterSeconds: MOVE_RETRY_SECONDS });
	if (isUnavailable(error)) {
		return new DomainError("database_unavailable", { retryAfterSeconds: DATABASE_RETRY_SECONDS });
	}
	if (isIllFormed(error)) return new DomainError("input_invalid", {}, "text_ill_formed");
	if (isConstraint(error)) return new DomainError("conflict", {}, "constraint");
	if (error instanceof TRPCError) return fromTrpc(error);
	return new DomainError("internal");
}

function fromTrpc(error: TRPCError): DomainError {
	switch (error.code) {
		case "BAD_REQUEST":
		case "PARSE_ERROR":
		case "UNPROCESSABLE_CONTENT":
			return new DomainError("input_invalid", { fields: fieldsOf(error.cause) });
		case "NOT_FOUND":
			return new DomainError("not_found");
		case "METHOD_NOT_SUPPORTED":
			return new DomainError("method_refused");
		case "UNSUPPORTED_MEDIA_TYPE":
			return new DomainError("not_json");
		case "PAYLOAD_TOO_LARGE":
			return new DomainError("body_too_large");
		default:
			return error.cause === undefined ? new DomainError("internal") : toDomainError(error.cause);
	}
}

interface Issue {
	readonly code?: unknown;
	readonly path?: unknown;
	readonly keys?: unknown;
	readonly input?: unknown;
}

/** Names of fields of our own that are wrong; a name that we do not know is only counted, never echoed. */
function fieldsOf(cause: unknown): Record<string, FieldProblem> {
	const fields: Record<string, FieldProblem> = {};
	for (const issue of issuesOf(cause)) {
		const [name] = Array.isArray(issue.path) ? issue.path : [];
		if (issue.code === "unrecognized_keys") fields.input = "unknown_field";
		else fields[typeof name === "string" ? name : "input"] = problemOf(issue);
	}
	return fields;
}

function problemOf(issue: Issue): FieldProblem {
	if (issue.code === "too_small") return "too_short";
	if (issue.code === "too_big") return "too_long";
	return "malformed";
}

function issuesOf(cause: unknown): readonly Issue[] {
	if (typeof cause !== "object" || cause === null || !("issues" in cause)) return [];
	return Array.isArray(cause.issues) ? cause.issues : [];
}
