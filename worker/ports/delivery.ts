/**
 * What became of a message at its provider, told apart by what can be done next: nothing, nothing any more, or another try.
 * It knows no address and no text, so that it can be logged.
 */
export type Delivery =
	| { readonly is: "taken" }
	/** This very message will never be taken: its address or content is refused. */
	| { readonly is: "refused"; readonly status: number }
	/** The provider is down, busy, or does not know us at present; null when there was no answer. */
	| { readonly is: "delayed"; readonly status: number | null };

/** Longest wait for a provider, in milliseconds: a message that it does not take in time stays in the outbox. */
export const DELIVERY_DEADLINE_MS = 5000;

/** The statuses by which a provider refuses the message itself. All others are about the provider, or about our account there. */
const refusing: readonly number[] = [400, 422];

/** What an answer with this status means for the message. */
export function deliveryOf(status: number | null): Delivery {
	if (status !== null && status >= 200 && status < 300) return { is: "taken" };
	return status !== null && refusing.includes(status) ? { is: "refused", status } : { is: "delayed", status };
}
