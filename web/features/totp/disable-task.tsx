/**
 * Switching the second factor off, in three steps: password, code, confirmation. Nothing is sent before the last one,
 * and the worker checks password and code together then; a wrong one leads back to its step.
 */
import { createSignal, Match, Switch } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { bareCode, CodeField, isEitherCode } from "../../ui/code-field.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { words } from "../account/words.ts";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { disable } from "./data.ts";

type Step = "password" | "code" | "confirm";

export default function DisableTask(props: { onDone: () => unknown; onCancel: () => void }) {
	const t = useWords(words);
	const me = useMe();
	const withProof = useProof();
	const [step, setStep] = createSignal<Step>("password");
	const [password, setPassword] = createSignal("");
	const [code, setCode] = createSignal("");
	const number = () => ({ password: 1, code: 2, confirm: 3 })[step()];

	const keepPassword = createAct(async (typed: string) => {
		setPassword(typed);
		off.clear();
		setStep("code");
	});
	const keepCode = createAct(async (typed: string) => {
		setCode(typed);
		off.clear();
		setStep("confirm");
	});
	const off = createAct(() => withProof(() => disable({ password: password(), code: code() })), props.onDone);
	const confirm = async () => {
		await off.run(undefined);
		const trouble = off.refused()?.trouble;
		if (trouble === "credentials_wrong") setStep("password");
		if (trouble === "code_wrong" || trouble === "code_clock_off") setStep("code");
	};
	const refused = () => off.refused();

	return (
		<Switch>
			<Match when={step() === "password"}>
				<Panel heading={t().disableTitle} lead={`${t().disableStep(number())}. ${t().disablePassword}`} takesFocus>
					<Switch>
						<Match when={refused()}>{(why) => <RefusalNotice refused={why()} passwordOnly />}</Match>
					</Switch>
					<Form act={keepPassword} read={(value) => value("password")}>
						<Field
							name="password"
							type="password"
							label={t().passwordLabel}
							autocomplete="current-password"
							first
							check={(value) => (value === "" ? () => t().passwordMissing : undefined)}
						/>
						<Buttons>
							<Button type="submit" kind="primary">
								{t().disableNext}
							</Button>
							<Button onClick={() => props.onCancel()}>{t().cancel}</Button>
						</Buttons>
					</Form>
				</Panel>
			</Match>
			<Match when={step() === "code"}>
				<Panel heading={t().disableTitle} lead={`${t().disableStep(number())}. ${t().disableCode}`} takesFocus>
					<Switch>
						<Match when={refused()}>{(why) => <RefusalNotice refused={why()} />}</Match>
					</Switch>
					<Form act={keepCode} read={(value) => bareCode(value("code"))}>
						<CodeField label={t().codeLabel} letters accepts={isEitherCode} wrong={() => t().codeWrong} />
						<Buttons>
							<Button type="submit" kind="primary">
								{t().continue}
							</Button>
							<Button onClick={() => props.onCancel()}>{t().cancel}</Button>
						</Buttons>
					</Form>
				</Panel>
			</Match>
			<Match when={step() === "confirm"}>
				<Panel heading={t().disableTitle} lead={t().disableStep(number())} takesFocus>
					<p>{t().disableConfirm(me().user.email)}</p>
					<Switch>
						<Match when={refused()}>{(why) => <RefusalNotice refused={why()} />}</Match>
					</Switch>
					<Buttons>
						<Button kind="danger" busy={off.pending()} onClick={() => void confirm()}>
							{t().confirm}
						</Button>
						<Button onClick={() => props.onCancel()}>{t().cancel}</Button>
					</Buttons>
				</Panel>
			</Match>
		</Switch>
	);
}
