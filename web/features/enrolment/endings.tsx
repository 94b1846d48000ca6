/**
 * How an enrolment link ends: without a link, with a dead one, or done. Each says what to do next; none of them tells a stranger
 * whose link it was.
 */
import { For } from "solid-js";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { ButtonLink, Buttons } from "../../ui/button.tsx";
import { Column, HelpLink, Reason } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Contact } from "../login/contact.tsx";
import styles from "./enrolment.module.css";
import { words } from "./words.ts";

function ToSignIn(props: { kind: "primary" | "quiet" }) {
	const t = useWords(words);
	return (
		<Buttons>
			<ButtonLink kind={props.kind} href={tenantPath("/signin")}>
				{t().toSignIn}
			</ButtonLink>
		</Buttons>
	);
}

/** The page was opened without a link. */
export function NoLink() {
	const t = useWords(words);
	return (
		<Column>
			<Heading takesFocus>{t().title}</Heading>
			<Notice kind="warning">
				<strong>{t().noToken}</strong> {t().noTokenNext}
			</Notice>
			<ToSignIn kind="quiet" />
		</Column>
	);
}

/** The link is used up, too old, or replaced; which of them is not told. */
export function DeadLink() {
	const t = useWords(words);
	return (
		<Column>
			<Heading takesFocus>{t().deadTitle}</Heading>
			<Notice kind="error">{t().dead}</Notice>
			<div>
				<p>{t().deadNext}</p>
				<ul class={styles.ways}>
					<For each={t().deadWays}>{(way) => <li>{way}</li>}</For>
				</ul>
			</div>
			<Contact lead={t().administrator} />
			<ToSignIn kind="primary" />
			<p class={styles.small}>
				<HelpLink page="enrolment-links">{t().help}</HelpLink>
			</p>
		</Column>
	);
}

/** The second factor is on; the sign-in is what remains. */
export function Done() {
	const t = useWords(words);
	return (
		<Column>
			<Heading takesFocus>{t().doneTitle}</Heading>
			<Notice kind="good">
				<strong>{t().done}</strong>
			</Notice>
			<Reason>
				<p>{t().doneNext}</p>
			</Reason>
			<ToSignIn kind="primary" />
		</Column>
	);
}
