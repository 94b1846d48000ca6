/**
 * "Reset two-factor authentication settings": a last code from the old app opens the set-up anew.
 * The old app keeps working until the new one is confirmed; without a valid code nothing changes (S138).
 */
import { createAct, endsWith } from "../../act.ts";
import type { Next, Refused } from "../../api.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { bareCode, CodeField, isEitherCode } from "../../ui/code-field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { tenantName } from "../tenants/data.ts";
import { Contact } from "./contact.tsx";
import { resetSecondFactor } from "./data.ts";
import { words } from "./step-words.ts";

interface ResetScreenProps {
	email: string;
	onReset: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
	onBack: () => void;
}

export default function ResetScreen(props: ResetScreenProps) {
	const t = useWords(words);
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
				<Button kind="plain" onClick={() => props.onBack()}>
					{t().back}
				</Button>
				<Contact />
			</Aside>
		</Column>
	);
}
