/**
 * The steps of a sign-in as the page names them, and what the page remembers of them in the history.
 * The history remembers that there was a step, never which secret or whose.
 */
import type { Standing } from "./data.ts";

export type Step =
	| "waiting"
	| "password"
	| "code"
	| "recovery"
	| "reset"
	| "setUp"
	| "saveCodes"
	| "newRecoveryCodes"
	| "verifyEmail";

/** Where a half-done sign-in that the worker knows is shown. */
export const stepOf: Record<Standing["step"], Step> = {
	secondFactor: "code",
	setUp: "setUp",
	saveCodes: "saveCodes",
	newRecoveryCodes: "newRecoveryCodes",
};

export interface SignInState {
	/** The account page that was wanted before signing in. */
	to?: string;
	/** Whether a step stood here when the page was left, so that a reload need not show the password form first. */
	halfway?: boolean;
}

/** What the state of a history entry remembers of a sign-in; anything else in it is left out. */
export function rememberedIn(state: unknown): SignInState {
	if (typeof state !== "object" || state === null) return {};
	return {
		...("to" in state && typeof state.to === "string" && { to: state.to }),
		...("halfway" in state && typeof state.halfway === "boolean" && { halfway: state.halfway }),
	};
}
