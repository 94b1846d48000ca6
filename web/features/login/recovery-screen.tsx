/**
 * The way in without the phone: one recovery code, which then is used up. Its form is the tenant's choice.
 * Only its shape is checked here; whether it is right or used up, the worker says in the same words.
 */
import { createAct, endsWith } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { bareCode, CodeField } from "../../ui/code-field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import type { Next, Refused } from "../../wire.ts";
import { profile, tenantName } from "../tenants/data.ts";
import { Contact } from "./contact.tsx";
import { proveRecoveryCode } from "./data.ts";
import { words } from "./step-words.ts";

export type RecoveryCodeForm = "digits8" | "crockford10";

/** Whether this has the shape of a recovery code of that form. */
export function isRecoveryCode(typed: string, form: RecoveryCodeForm): boolean {
	return (form === "digits8" ? /^[0-9]{8}$/ : /^[0-9A-HJKMNP-TV-Z]{10}$/).test(bareCode(typed));
}

/** The tenant's form, or the product's default while it is not known yet. */
export function recoveryCodeForm(): RecoveryCodeForm {
	return profile()?.signIn.recoveryCodeForm ?? "digits8";
}

interface RecoveryScreenProps {
	email: string;
	onProved: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
	onBack: () => void;
}

export default function RecoveryScreen(props: RecoveryScreenProps) {
	const t = useWords(words);
	titleOfPage(() => t().recoveryTitle, tenantName);
	const act = createAct(proveRecoveryCode, ({ next }) => props.onProved(next));
	const form = recoveryCodeForm;
	return (
		<Column>
			<Heading takesFocus>{t().recoveryTitle}</Heading>
			<Reason>
				<p>{t().recoveryReason}</p>
				<p>
					{t().signingInAs} <strong>{props.email}</strong>
				</p>
			</Reason>
			<Form
				act={endsWith(act, props.onOver)}
				read={(value) => ({ code: bareCode(value("code")) })}
				at={{ code_wrong: "code" }}
			>
				<CodeField
					label={t().recoveryCode}
					hint={t()[form()]}
					letters={form() === "crockford10"}
					oneTime={false}
					accepts={(typed) => isRecoveryCode(typed, form())}
					wrong={() => (form() === "digits8" ? t().digits8Wrong : t().crockford10Wrong)}
				/>
				<Button type="submit" kind="primary" busy={act.pending()}>
					{t().useCode}
				</Button>
			</Form>
			<Aside>
				<Button kind="plain" onClick={() => props.onBack()}>
					{t().backToApp}
				</Button>
				<Contact />
			</Aside>
		</Column>
	);
}
