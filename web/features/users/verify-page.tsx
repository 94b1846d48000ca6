/**
 * The page behind the verification letter: it verifies at once, with the token of the link.
 * The token was taken out of the address bar before this page was drawn; it is sent once.
 */
import { createSignal, Match, onMount, Switch } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { takeMailedToken, tenantPath } from "../../place.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { Column, Doorway, Reason, titleOfPage, Waiting } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import { Gate } from "../login/gate.tsx";
import { useOnward } from "../login/onward.ts";
import { tenantName } from "../tenants/data.ts";
import { verifyEmail } from "./data.ts";
import { words } from "./words.ts";

export default function VerifyPage() {
	const t = useWords(words);
	const token = takeMailedToken();
	titleOfPage(() => t().verifyTitle, tenantName);
	return (
		<Doorway name={tenantName()}>
			<Gate>
				<Verify token={token} />
			</Gate>
		</Doorway>
	);
}

function Verify(props: { token: string | null }) {
	const t = useWords(words);
	const onward = useOnward();
	const [verified, setVerified] = createSignal(false);
	const act = createAct(verifyEmail, async ({ next }) => {
		if (next === "signIn" || next === "verifyEmail") setVerified(true);
		else await onward(next);
	});
	onMount(() => {
		if (props.token !== null) void act.run(props.token);
	});
	return (
		<Column>
			<Heading takesFocus>{t().verifyTitle}</Heading>
			<Switch fallback={<Waiting lines={1} />}>
				<Match when={props.token === null}>
					<Notice kind="warning">{t().noToken}</Notice>
				</Match>
				<Match when={verified()}>
					<Notice kind="good">{t().verified}</Notice>
				</Match>
				<Match when={act.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Match>
				<Match when={act.pending()}>
					<Reason>
						<p role="status">{t().verifying}</p>
					</Reason>
				</Match>
			</Switch>
			<Buttons>
				<ButtonLink kind="primary" href={tenantPath("/signin")}>
					{t().toSignIn}
				</ButtonLink>
				<Switch>
					<Match when={act.refused()?.trouble === "unreachable" && props.token}>
						{(token) => (
							<Button busy={act.pending()} onClick={() => void act.run(token())}>
								{t().verifyAgain}
							</Button>
						)}
					</Match>
				</Switch>
			</Buttons>
		</Column>
	);
}
