/**
 * The refusals of the domain: one closed union, known to the worker and to the page, with no word about HTTP.
 * `trpc/errors.ts` maps each to a status; `web/refusals.ts` has a sentence for each.
 * A DomainError's `reason` is for audit and log; it never reaches the wire.
 */
export type Refusal =
	| "input_invalid"
	| "origin_refused"
	| "body_too_large"
	| "not_json"
	| "method_refused"
	| "not_found"
	| "tenant_unknown"
	| "tenant_suspended"
	| "tenant_moving"
	| "slug_taken"
	| "credentials_wrong"
	| "attempts_spent"
	| "second_factor_locked"
	| "challenge_gone"
	| "challenge_spent"
	| "code_wrong"
	| "code_clock_off"
	| "setup_expired"
	| "not_signed_in"
	| "recent_proof_required"
	| "forbidden"
	| "second_factor_required"
	| "second_factor_absent"
	| "second_factor_off"
	| "link_invalid"
	| "password_unacceptable"
	| "last_owner"
	| "realm_not_empty"
	| "policy_unmeetable"
	| "phone_fixed"
	| "sms_unavailable"
	| "unattended_refused"
	| "conflict"
	| "busy"
	| "not_ready"
	| "database_unavailable"
	| "internal";

/** What can be wrong with one field of an input. */
export type FieldProblem =
	| "required"
	| "too_short"
	| "too_long"
	| "malformed"
	| "country_needed"
	| "not_textable"
	| "looks_like_address"
	| "unknown"
	| "unmeetable"
	| "not_allowed"
	| "taken"
	| "reserved"
	| "common"
	| "breached"
	| "contains_context"
	| "unknown_field";

export type Fields = Readonly<Record<string, FieldProblem>>;

/** What a refusal may tell the person beside its code. */
export interface RefusalFacts {
	/** Seconds until trying again can help. */
	readonly retryAfterSeconds?: number;
	readonly fields?: Fields;
	/** How far the phone's clock is off, in seconds; positive means ahead. */
	readonly clockOffSeconds?: number;
}

/** Seconds after which a tenant that is being moved is worth another try. */
export const MOVE_RETRY_SECONDS = 2;

/** Seconds after which settings that do not fit what is stored are worth another try: about as long as a deployment takes. */
export const NOT_READY_RETRY_SECONDS = 60;

export class DomainError extends Error {
	readonly refusal: Refusal;
	readonly facts: RefusalFacts;
	readonly reason: string;
	constructor(refusal: Refusal, facts: RefusalFacts = {}, reason: string = refusal) {
		super(refusal);
		this.name = "DomainError";
		this.refusal = refusal;
		this.facts = facts;
		this.reason = reason;
	}
}

/** Throws the one domain error; `reason` is the precise cause for audit and log. */
export function refuse(refusal: Refusal, facts: RefusalFacts = {}, reason: string = refusal): never {
	throw new DomainError(refusal, facts, reason);
}
