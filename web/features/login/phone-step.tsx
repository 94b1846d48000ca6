/**
 * Before a set-up on the phone: asks for exactly what is missing, the number (S55, S75, S102), then sends the link there. The
 * QR code on this screen stays open as the other way to the same set-up (S56).
 */
import { createSignal, Show } from "solid-js";
import { createAct, endsWith } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Column, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import { PhoneField, phoneIn } from "../../ui/phone-field.tsx";
import type { Refused } from "../../wire.ts";
import { tenantName } from "../tenants/data.ts";
import { providePhone, sendLink } from "./data.ts";
import { words } from "./phone-words.ts";

interface PhoneStepProps {
	/** Why a second step is asked for. */
	reason: string | undefined;
	onProvided: (answer: { phone: string; sent: boolean }) => void;
	onOver: (refused: Refused) => void;
}

/** Asks for the number, and sends the link to it. */
export function PhoneStep(props: PhoneStepProps) {
	const t = useWords(words);
	titleOfPage(() => t().phoneTitle, tenantName);
	const act = createAct(providePhone, (answer) => props.onProvided(answer));
	return (
		<Column>
			<Heading takesFocus>{t().phoneTitle}</Heading>
			<Reason>
				<Show when={props.reason}>{(reason) => <p>{reason()}</p>}</Show>
				<p>{t().phoneReason(tenantName())}</p>
				<p>{t().phoneUse}</p>
			</Reason>
			<Form act={endsWith(act, props.onOver)} read={phoneIn}>
				<PhoneField required />
				<Buttons>
					<Button type="submit" kind="primary" busy={act.pending()}>
						{t().phoneNext}
					</Button>
				</Buttons>
			</Form>
		</Column>
	);
}

interface LinkStepProps {
	reason: string | undefined;
	/** The number on record, mostly hidden. */
	phone: string;
	/** Whether the link was sent a moment ago, or could not be; undefined before any try. */
	sent: boolean | undefined;
	onOver: (refused: Refused) => void;
	/** The person sets up on this screen instead. */
	onHere: () => void;
	/** The phone is set up; the sign-in begins anew with its code. */
	onSignIn: () => void;
}

/** Sends the link to the phone, and says how to go on afterwards. */
export function LinkStep(props: LinkStepProps) {
	const t = useWords(words);
	titleOfPage(() => t().linkTitle, tenantName);
	const [sent, setSent] = createSignal(props.sent);
	const act = createAct(sendLink, (answer) => setSent(answer.sent));
	const send = endsWith(act, props.onOver);
	return (
		<Column>
			<Heading takesFocus>{t().linkTitle}</Heading>
			<Reason>
				<Show when={props.reason}>{(reason) => <p>{reason()}</p>}</Show>
				<p>{t().linkReason(props.phone)}</p>
			</Reason>
			<Show when={act.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
			<Show when={!act.refused() && !act.pending() && sent() !== undefined}>
				<Show when={sent()} fallback={<Notice kind="warning">{t().linkUnsent}</Notice>}>
					<Notice kind="good">
						{t().linkSent(props.phone)} {t().linkThen}
					</Notice>
				</Show>
			</Show>
			<Show
				when={sent()}
				fallback={
					<Button kind="primary" busy={act.pending()} onClick={() => void send.run(undefined)}>
						{t().linkSend}
					</Button>
				}
			>
				<Button kind="primary" onClick={() => props.onSignIn()}>
					{t().linkDone}
				</Button>
				<Button busy={act.pending()} onClick={() => void send.run(undefined)}>
					{t().linkAgain}
				</Button>
			</Show>
			<Button kind="plain" onClick={() => props.onHere()}>
				{t().linkHere}
			</Button>
		</Column>
	);
}
