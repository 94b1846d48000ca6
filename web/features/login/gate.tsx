/**
 * A tenant's pages that are not the sign-in page stand behind this: while a sign-in waits for its set-up or its codes,
 * each of them leads back to it (S4, S5, S172). The worker would refuse the rest in any case.
 */
import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX, onMount, Show } from "solid-js";
import { Waiting } from "../../ui/frame.tsx";
import { wantProfile } from "../tenants/data.ts";
import { standing } from "./data.ts";
import type { SignInState } from "./steps.ts";

export function Gate(props: { children: JSX.Element }) {
	const navigate = useNavigate();
	const [open, setOpen] = createSignal(false);
	onMount(() => {
		wantProfile();
		standing().then(
			(found) => {
				if (found === null || found.step === "secondFactor") setOpen(true);
				else navigate("/signin", { replace: true, state: { halfway: true } satisfies SignInState });
			},
			// The pages behind have their own words for a worker that does not answer.
			() => setOpen(true),
		);
	});
	return (
		<Show when={open()} fallback={<Waiting />}>
			{props.children}
		</Show>
	);
}
