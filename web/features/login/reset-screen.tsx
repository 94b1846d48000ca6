/**
 * "Reset two-factor authentication settings": a last code from the old app opens the set-up anew, or a code by text message
 * where the tenant allows it. Without a valid code nothing changes (S138).
 */
import { createSignal, onMount, Show } from "solid-js";
import { createAct, endsWith } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { bareCode, CodeField, isEitherCode } from "../../ui/code-field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import type { Next, Refused } from "../../wire.ts";
import { tenantName } from "../tenants/data.ts";
import { Contact } from "./contact.tsx";
import { resetSecondFactor, standing } from "./data.ts";
import { words as phoneWords } from "./phone-words.ts";
import { words } from "./step-words.ts";
import { TextReset } from "./text-reset.tsx";

interface ResetScreenProps {
	email: string;
	onReset: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
	onBack: () => void;
}

export default function ResetScreen(props: ResetScreenProps) {
	const [byText, setByText] = createSignal(false);
	return (
		<Show when={byText()} fallback={<ByCode {...props} onText={() => setByText(true)} />}>
			<TextReset {...props} onBack={() => setByText(false)} />
		</Show>
	);
}

function ByCode(props: ResetScreenProps & { onText: () => void }) {
	const t = useWords(words);
	const phones = useWords(phoneWords);
	const [phone, setPhone] = createSignal<string>();
	onMount(() => {
		standing().then(
			(found) => setPhone(found?.textRecovery ? (found.phone ?? undefined) : undefined),
			// Without an answer the other ways stand all the same.
			() => undefined,
		);
	});
	titleOfPage(() => t().resetTitle, tenantName);
	const act = createAct(resetSecondFactor, ({ next }) => props.onReset(next));
	return (
		<Column>
			<Heading takesFocus>{t().resetTitle}</Heading>
			<Reason>
				<p>{t().resetReason}</p>
				<p>
					{t().signingInAs} <strong>{props.email}</strong>
				</p>
			</Reason>
			<Form
				act={endsWith(act, props.onOver)}
				read={(value) => ({ code: bareCode(value("code")) })}
				at={{ code_wrong: "code", code_clock_off: "code" }}
			>
				<CodeField label={t().eitherCode} letters accepts={isEitherCode} wrong={() => t().eitherCodeWrong} />
				<Button type="submit" kind="primary" busy={act.pending()}>
					{t().resetConfirm}
				</Button>
			</Form>
			<Aside>
				<Show when={phone()}>
					{(known) => (
						<Button kind="plain" onClick={() => props.onText()}>
							{phones().textOffer(known())}
						</Button>
					)}
				</Show>
				<Button kind="plain" onClick={() => props.onBack()}>
					{t().back}
				</Button>
				<Contact />
			</Aside>
		</Column>
	);
}
