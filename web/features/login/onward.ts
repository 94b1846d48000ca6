/**
 * Where an act outside of the sign-in page leads: into the account, or to the step that the sign-in page will find.
 * It follows only what the worker answered, never an address from outside.
 */
import { useNavigate } from "@solidjs/router";
import type { Next } from "../../wire.ts";
import { refreshMe, tellOtherTabs } from "../sessions/me.ts";
import type { SignInState } from "./steps.ts";

/** Goes on to where `next` says. */
export function useOnward(): (next: Next) => Promise<void> {
	const navigate = useNavigate();
	return async (next) => {
		if (next === "signedIn") {
			tellOtherTabs();
			await refreshMe();
			navigate("/account", { replace: true });
			return;
		}
		const state: SignInState = { halfway: next !== "signIn" && next !== "verifyEmail" };
		navigate("/signin", { replace: true, state });
	};
}
