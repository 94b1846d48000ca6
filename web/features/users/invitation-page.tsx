/**
 * The page behind the invitation letter: a name, a password, and on to the set-up where one is required.
 * The token was taken out of the address bar before this page was drawn; it is sent once.
 */
import { Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { takeMailedToken } from "../../place.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Column, Doorway, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Gate } from "../login/gate.tsx";
import { useOnward } from "../login/onward.ts";
import { shortestPassword, tenantName } from "../tenants/data.ts";
import { acceptInvitation } from "./data.ts";
import { words } from "./words.ts";

export default function InvitationPage() {
	const t = useWords(words);
	const token = takeMailedToken();
	titleOfPage(() => t().invitationTitle, tenantName);
	return (
		<Doorway name={tenantName()}>
			<Gate>
				<Column>
					<Heading>{t().invitationTitle}</Heading>
					<Show when={token} fallback={<Notice kind="warning">{t().noToken}</Notice>}>
						{(known) => <Accept token={known()} />}
					</Show>
				</Column>
			</Gate>
		</Doorway>
	);
}

function Accept(props: { token: string }) {
	const t = useWords(words);
	const onward = useOnward();
	const act = createAct(acceptInvitation, ({ next }) => onward(next));
	return (
		<>
			<Reason>
				<p>{t().invitationReason(tenantName())}</p>
			</Reason>
			<Form
				act={act}
				read={(value) => ({
					token: props.token,
					password: value("password"),
					...(value("name").trim() !== "" && { name: value("name").trim() }),
				})}
			>
				<Field name="name" label={t().name} hint={t().nameHint} autocomplete="name" first />
				<Field
					name="password"
					type="password"
					label={t().password}
					hint={t().passwordHint(shortestPassword())}
					autocomplete="new-password"
					check={(value) =>
						[...value].length < shortestPassword() ? () => t().passwordShort(shortestPassword()) : undefined
					}
				/>
				<Button type="submit" kind="primary" busy={act.pending()}>
					{t().accept}
				</Button>
			</Form>
		</>
	);
}
