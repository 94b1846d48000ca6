/**
 * The second step: a code from the app, on a screen of its own that names the account. The box to trust this browser is
 * off at first and absent where the tenant does not allow it; every other way out of this step is a line below.
 */
import { Show } from "solid-js";
import { createAct, endsWith } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { bareCode, CodeField, isAppCode } from "../../ui/code-field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, HelpLink, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Tick } from "../../ui/tick.tsx";
import type { Next, Refused } from "../../wire.ts";
import { tenantName } from "../tenants/data.ts";
import { Contact } from "./contact.tsx";
import { proveTotp, type Trust } from "./data.ts";
import { words } from "./step-words.ts";

interface CodeScreenProps {
	email: string;
	trust: Trust;
	onProved: (next: Next) => unknown;
	/** The challenge is dead: back to the password. */
	onOver: (refused: Refused) => void;
	onRecovery: () => void;
	onReset: () => void;
	onSomeoneElse: () => void;
}

export default function CodeScreen(props: CodeScreenProps) {
	const t = useWords(words);
	titleOfPage(() => t().codeTitle, tenantName);
	const act = createAct(proveTotp, ({ next }) => props.onProved(next));
	return (
		<Column>
			<Heading takesFocus>{t().codeTitle}</Heading>
			<Reason>
				<p>{t().codeReason(tenantName())}</p>
				<p>
					{t().signingInAs} <strong>{props.email}</strong>
				</p>
			</Reason>
			<Form
				act={endsWith(act, props.onOver)}
				read={(value) => ({
					code: bareCode(value("code")),
					...(props.trust.allowed && value("trust") === "on" && { trustBrowser: true }),
				})}
				at={{ code_wrong: "code", code_clock_off: "code" }}
			>
				<CodeField label={t().code} accepts={isAppCode} wrong={() => t().codeWrong} />
				<Show when={act.refused()?.trouble === "code_clock_off"}>
					<p>
						<HelpLink page="clock">{t().clockHelp}</HelpLink>
					</p>
				</Show>
				<Show when={props.trust.allowed}>
					<Tick name="trust" label={t().trust(props.trust.days)} hint={t().trustHint} />
				</Show>
				<Button type="submit" kind="primary" busy={act.pending()}>
					{t().verify}
				</Button>
			</Form>
			<Aside>
				<p>{t().otherWays}</p>
				<Button kind="plain" onClick={() => props.onRecovery()}>
					{t().useRecovery}
				</Button>
				<Button kind="plain" onClick={() => props.onReset()}>
					{t().resetFactor}
				</Button>
				<Button kind="plain" onClick={() => props.onSomeoneElse()}>
					{t().someoneElse}
				</Button>
				<Contact />
			</Aside>
		</Column>
	);
}
