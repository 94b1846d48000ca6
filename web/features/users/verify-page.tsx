/**
 * The page behind the verification letter: it says what the link does and for whom, and verifies when a person says so. Opening
 * it does nothing, for machines that look into mails open links, too (T105). The token was taken out of the address bar
 * before this page was drawn.
 */
import { createSignal, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { takeMailedToken, tenantPath } from "../../place.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { Aside, Column, Doorway, Reason, titleOfPage } from "../../ui/frame.tsx";
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
	/** The token, for as long as it may still be worth something. */
	const living = () => (act.refused()?.trouble === "link_invalid" ? null : props.token);
	return (
		<Show when={!verified()} fallback={<Verified />}>
			<Column>
				<Heading takesFocus>{t().verifyTitle}</Heading>
				<Show when={props.token === null}>
					<Notice kind="warning">{t().noToken}</Notice>
				</Show>
				<Show when={act.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
				<Show when={living()} fallback={<ToSignIn />}>
					{(token) => (
						<>
							<Reason>
								<p>{t().verifyReason(tenantName())}</p>
							</Reason>
							<Buttons>
								<Button kind="primary" busy={act.pending()} onClick={() => void act.run(token())}>
									{t().verify(tenantName())}
								</Button>
							</Buttons>
							<Aside>
								<p>{t().verifyNot}</p>
							</Aside>
						</>
					)}
				</Show>
			</Column>
		</Show>
	);
}

function Verified() {
	const t = useWords(words);
	return (
		<Column>
			<Heading takesFocus>{t().verifyTitle}</Heading>
			<Notice kind="good">{t().verified}</Notice>
			<ToSignIn />
		</Column>
	);
}

function ToSignIn() {
	const t = useWords(words);
	return (
		<Buttons>
			<ButtonLink kind="primary" href={tenantPath("/signin")}>
				{t().toSignIn}
			</ButtonLink>
		</Buttons>
	);
}
