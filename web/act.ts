/**
 * One thing that a person does with the worker: it runs once at a time, and its refusal is a value that a form can show.
 * The router's `action` is not used for this: it keeps each submission's input (here passwords and codes) in the page
 * until the next navigation, and fetches every living query anew after each step of a sign-in.
 */
import { type Accessor, batch, createSignal } from "solid-js";
import { wantSentences } from "./sentences.ts";
import { type Refused, refusedBy } from "./wire.ts";

export interface Act<Input> {
	/** Sends; a second call while the first is under way does nothing. */
	run(input: Input): Promise<void>;
	readonly pending: Accessor<boolean>;
	readonly refused: Accessor<Refused | undefined>;
	/** Forgets the refusal, for example when the person begins to type again elsewhere. */
	clear(): void;
}

/** Makes an act of `send`; `done` runs after success, and the act stays pending until `done` has finished. */
export function createAct<Input, Output>(
	send: (input: Input) => Promise<Output>,
	done?: (output: Output, input: Input) => unknown,
): Act<Input> {
	const [pending, setPending] = createSignal(false);
	const [refused, setRefused] = createSignal<Refused>();
	return {
		pending,
		refused,
		clear: () => setRefused(undefined),
		async run(input) {
			if (pending()) return;
			batch(() => {
				setPending(true);
				setRefused(undefined);
			});
			try {
				const output = await send(input);
				await done?.(output, input);
			} catch (error) {
				await wantSentences();
				setRefused(refusedBy(error));
			} finally {
				setPending(false);
			}
		},
	};
}

/** Whether the sign-in itself is over, so that only the password can begin a new one. */
export function isOver(refused: Refused): boolean {
	return ["challenge_gone", "challenge_spent", "not_signed_in"].includes(refused.trouble);
}

/** The same act, which reports to `over` when its challenge is dead. */
export function endsWith<Input>(act: Act<Input>, over: (refused: Refused) => void): Act<Input> {
	return {
		...act,
		async run(input) {
			await act.run(input);
			const refused = act.refused();
			if (refused !== undefined && isOver(refused)) over(refused);
		},
	};
}
