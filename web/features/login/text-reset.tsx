/**
 * The way back in when app and codes are gone and the tenant lets the phone number vouch: a code by text message to the number
 * on record, and to no other (S63, S64). A right one opens the set-up; a wrong one changes nothing.
 */
import { createSignal, onMount, Show } from "solid-js";
import { createAct, endsWith } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { bareCode, CodeField } from "../../ui/code-field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, Reason, titleOfPage, Waiting } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import type { Next, Refused } from "../../wire.ts";
import { tenantName } from "../tenants/data.ts";
import { Contact } from "./contact.tsx";
import { requestResetCode, resetSecondFactor } from "./data.ts";
import { words } from "./phone-words.ts";
import { words as stepWords } from "./step-words.ts";

interface TextResetProps {
	email: string;
	onReset: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
	onBack: () => void;
}

export function TextReset(props: TextResetProps) {
	const t = useWords(words);
	const steps = useWords(stepWords);
	titleOfPage(() => t().textTitle, tenantName);
	const [to, setTo] = createSignal<string>();
	const [again, setAgain] = createSignal(false);
	const asked = createAct(requestResetCode, (answer) => {
		setAgain(to() !== undefined);
		setTo(answer.to);
	});
	const ask = endsWith(asked, props.onOver);
	const act = createAct(
		(code: string) => resetSecondFactor({ code, by: "textMessage" }),
		({ next }) => props.onReset(next),
	);
	onMount(() => void ask.run(undefined));
	return (
		<Column>
			<Heading takesFocus>{t().textTitle}</Heading>
			<Show when={asked.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
			<Show when={to()} fallback={asked.pending() && <Waiting lines={2} />}>
				{(phone) => (
					<>
						<Reason>
							<p>{t().textReason(phone())}</p>
							<p>
								{steps().signingInAs} <strong>{props.email}</strong>
							</p>
						</Reason>
						<Show when={again() && !asked.pending()}>
							<Notice kind="good">{t().textSentAgain}</Notice>
						</Show>
						<Form
							act={endsWith(act, props.onOver)}
							read={(value) => bareCode(value("code"))}
							at={{ code_wrong: "code" }}
						>
							<CodeField
								label={t().textCode}
								accepts={(typed) => /^[0-9]{8}$/.test(bareCode(typed))}
								wrong={() => t().textCodeWrong}
							/>
							<Buttons>
								<Button type="submit" kind="primary" busy={act.pending()}>
									{steps().resetConfirm}
								</Button>
							</Buttons>
						</Form>
					</>
				)}
			</Show>
			<Aside>
				<Button kind="plain" busy={asked.pending()} onClick={() => void ask.run(undefined)}>
					{t().textAgain}
				</Button>
				<Button kind="plain" onClick={() => props.onBack()}>
					{steps().back}
				</Button>
				<Contact />
			</Aside>
		</Column>
	);
}
