/**
 * Changing the password in the account: the current one, the new one, and a code where a second factor is on.
 * All three travel together; there is no moment at which half of them has been accepted.
 */
import { Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { bareCode, CodeField, isAppCode } from "../../ui/code-field.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { shortestPassword } from "../tenants/data.ts";
import { change } from "./data.ts";
import { words } from "./words.ts";

export default function ChangeTask(props: { onDone: (said: string) => unknown; onCancel: () => void }) {
	const t = useWords(words);
	const me = useMe();
	const withProof = useProof();
	const act = createAct(
		(input: Parameters<typeof change>[0]) => withProof(() => change(input)),
		() => props.onDone(t().changed),
	);
	return (
		<Panel heading={t().changeTitle} lead={t().changeReason} takesFocus>
			<Form
				act={act}
				read={(value) => ({
					current: value("current"),
					password: value("password"),
					...(me().twoFactor.on && { code: bareCode(value("code")) }),
				})}
				at={{ credentials_wrong: "current", code_wrong: "code", code_clock_off: "code" }}
				passwordOnly
			>
				<Field
					name="current"
					type="password"
					label={t().current}
					autocomplete="current-password"
					first
					check={(value) => (value === "" ? () => t().currentMissing : undefined)}
				/>
				<Field
					name="password"
					type="password"
					label={t().newPassword}
					hint={t().hint(shortestPassword())}
					autocomplete="new-password"
					check={(value) => ([...value].length < shortestPassword() ? () => t().short(shortestPassword()) : undefined)}
				/>
				<Show when={me().twoFactor.on}>
					<CodeField label={t().code} hint={t().codeReason} accepts={isAppCode} wrong={() => t().codeWrong} />
				</Show>
				<Buttons>
					<Button type="submit" kind="primary" busy={act.pending()}>
						{t().change}
					</Button>
					<Button onClick={() => props.onCancel()}>{t().cancel}</Button>
				</Buttons>
			</Form>
		</Panel>
	);
}
