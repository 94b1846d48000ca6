/**
 * "Reset backup codes": the password, then ten new codes at once; the old ones are dead from that moment.
 * Leaving before they are saved leaves a notice in the account, and the old ones stay dead.
 */
import { createSignal, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { regenerate } from "./data.ts";
import { SaveCodes } from "./save-codes.tsx";
import { words } from "./words.ts";

export default function RegenerateTask(props: { onDone: () => unknown; onCancel: () => void }) {
	const t = useWords(words);
	const me = useMe();
	const withProof = useProof();
	const [codes, setCodes] = createSignal<readonly string[]>();
	const act = createAct(
		(password: string) => withProof(() => regenerate(password), "sure"),
		(answer) => setCodes(answer.recoveryCodes),
	);
	return (
		<Show
			when={codes()}
			fallback={
				<Panel heading={t().regenerateTitle} lead={t().regenerateReason} takesFocus>
					<Form act={act} read={(value) => value("password")} at={{ credentials_wrong: "password" }} passwordOnly>
						<Field
							name="password"
							type="password"
							label={t().password}
							autocomplete="current-password"
							first
							check={(value) => (value === "" ? () => t().passwordMissing : undefined)}
						/>
						<Buttons>
							<Button type="submit" kind="primary" busy={act.pending()}>
								{t().regenerate}
							</Button>
							<Button onClick={() => props.onCancel()}>{t().cancel}</Button>
						</Buttons>
					</Form>
				</Panel>
			}
		>
			{(made) => (
				<SaveCodes
					codes={made()}
					service={me().tenant.name}
					account={me().user.email}
					onFinished={props.onDone}
					onOver={props.onCancel}
				/>
			)}
		</Show>
	);
}
