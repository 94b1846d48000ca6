/**
 * New recovery codes before going on: after the last one was used, or the same ones once more when the page was
 * closed before they were said to be saved. Nothing else of the account can be reached until it is done.
 */
import { createSignal, Show } from "solid-js";
import { createAct, endsWith } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Column, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import type { Next, Refused } from "../../wire.ts";
import { regenerate } from "../recovery-codes/data.ts";
import { SaveCodes } from "../recovery-codes/save-codes.tsx";
import { tenantName } from "../tenants/data.ts";
import { words } from "./step-words.ts";

interface NewCodesStepProps {
	email: string;
	unsaved: boolean;
	onFinished: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
}

export default function NewCodesStep(props: NewCodesStepProps) {
	const t = useWords(words);
	titleOfPage(() => (props.unsaved ? t().unsavedTitle : t().newCodesTitle), tenantName);
	const [codes, setCodes] = createSignal<readonly string[]>();
	const act = createAct(
		() => regenerate(),
		(answer) => setCodes(answer.recoveryCodes),
	);
	return (
		<Show
			when={codes()}
			fallback={
				<Column>
					<Heading takesFocus>{props.unsaved ? t().unsavedTitle : t().newCodesTitle}</Heading>
					<Reason>
						<p>{props.unsaved ? t().unsavedReason : t().newCodesReason}</p>
						<p>
							{t().signingInAs} <strong>{props.email}</strong>
						</p>
					</Reason>
					<Form act={endsWith(act, props.onOver)} read={() => undefined}>
						<Buttons>
							<Button type="submit" kind="primary" busy={act.pending()}>
								{props.unsaved ? t().showAgain : t().makeCodes}
							</Button>
						</Buttons>
					</Form>
				</Column>
			}
		>
			{(made) => (
				<Column>
					<SaveCodes
						codes={made()}
						service={tenantName()}
						account={props.email}
						onFinished={props.onFinished}
						onOver={props.onOver}
						alone
					/>
				</Column>
			)}
		</Show>
	);
}
