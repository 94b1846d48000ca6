/**
 * What a rule returns: a value or a refusal, never an exception.
 */
export type Result<Value, Refused> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly refused: Refused };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });
export const refused = <Refused>(reason: Refused): { readonly ok: false; readonly refused: Refused } => ({
	ok: false,
	refused: reason,
});
