/**
 * "Confirm that it is you": when the worker asks for a fresh proof, a dialog takes it and the refused act is tried again.
 * The password or the code goes to the worker and is kept nowhere; giving up leaves the act undone.
 */
import { createContext, createSignal, type JSX, Show, useContext } from "solid-js";
import { createAct } from "../../act.ts";
import { now } from "../../clock.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { bareCode, CodeField, isAppCode } from "../../ui/code-field.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Reason } from "../../ui/frame.tsx";
import { refusedBy, Unproved } from "../../wire.ts";
import { prove } from "./data.ts";
import { refreshMe } from "./me.ts";
import { useMe } from "./who.tsx";
import { words } from "./words.ts";

/** `sure` says that the act always demands a proof, so that it is asked for before the worker has to refuse. */
type WithProof = <Output>(run: () => Promise<Output>, sure?: "sure") => Promise<Output>;

const Proof = createContext<WithProof>();

/** Runs an act, asking for a fresh proof and running it once more where the worker demands one. */
export function useProof(): WithProof {
	const withProof = useContext(Proof);
	if (withProof === undefined) throw new Error("No proof can be asked for here");
	return withProof;
}

export function ProofAsker(props: { children: JSX.Element }) {
	const t = useWords(words);
	const me = useMe();
	const [answer, setAnswer] = createSignal<(proved: boolean) => void>();
	const settle = (proved: boolean) => {
		answer()?.(proved);
		setAnswer(undefined);
	};
	const act = createAct(prove, () => {
		settle(true);
		void refreshMe();
	});
	const ask = async () => {
		act.clear();
		const proved = await new Promise<boolean>((resolve) => setAnswer(() => resolve));
		if (!proved) throw new Unproved();
	};
	const isFresh = () => (me().session.recentUntilAt ?? 0) > now();
	const withProof: WithProof = async (run, sure) => {
		if (sure === "sure" && !isFresh()) await ask();
		try {
			return await run();
		} catch (error) {
			if (refusedBy(error).trouble !== "recent_proof_required") throw error;
			await ask();
			return run();
		}
	};
	return (
		<Proof.Provider value={withProof}>
			{props.children}
			<Dialog open={answer() !== undefined} heading={t().proofTitle} onClose={() => settle(false)}>
				<Form
					act={act}
					read={(value) => (me().twoFactor.on ? { code: bareCode(value("code")) } : { password: value("password") })}
					at={{ code_wrong: "code", code_clock_off: "code", credentials_wrong: "password" }}
					passwordOnly
				>
					<Reason>
						<p>{t().proofReason}</p>
					</Reason>
					<Show
						when={me().twoFactor.on}
						fallback={
							<Field
								name="password"
								type="password"
								label={t().proofPassword}
								autocomplete="current-password"
								first
								check={(value) => (value === "" ? () => t().proofPasswordMissing : undefined)}
							/>
						}
					>
						<CodeField label={t().proofCode} accepts={isAppCode} wrong={() => t().proofCodeWrong} />
					</Show>
					<Buttons>
						<Button type="submit" kind="primary" busy={act.pending()}>
							{t().proofConfirm}
						</Button>
						<Button onClick={() => settle(false)}>{t().cancel}</Button>
					</Buttons>
				</Form>
			</Dialog>
		</Proof.Provider>
	);
}
