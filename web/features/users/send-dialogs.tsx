/**
 * Sending enrolment links: Send, Do not send or Cancel (S103, S104), and afterwards each address with its link, and who
 * got none and why (S95, S105). A link is shown once, to whoever sent it, and kept nowhere in the page after that.
 */
import { createSignal, For, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Column } from "../../ui/frame.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import { RadioChoice } from "../../ui/radio.tsx";
import { words } from "./act-words.ts";
import { Counts, DeskProgress } from "./counts.tsx";
import type { Desk, Stage } from "./desk.ts";

import { calledBy } from "./people.ts";
import styles from "./users.module.css";

type At<Name extends Stage["at"]> = Extract<Stage, { at: Name }>;
type By = "email" | "sms";

export function SendDialog(props: { desk: Desk; stage: At<"send"> | undefined }) {
	const t = useWords(words);
	return (
		<Dialog open={props.stage !== undefined} heading={t().sendTitle} onClose={props.desk.close}>
			<Show when={props.stage}>{(stage) => <SendForm desk={props.desk} stage={stage()} />}</Show>
		</Dialog>
	);
}

function SendForm(props: { desk: Desk; stage: At<"send"> }) {
	const t = useWords(words);
	const people = () => props.stage.people;
	const withoutPhone = () => people().filter(({ phone }) => phone === null).length;
	const phonesSuit = people().every(({ method, phone }) => method === "phoneLink" && phone !== null);
	const [by, setBy] = createSignal<By>(phonesSuit ? "sms" : "email");
	return (
		<Column>
			<Show when={props.stage.before}>{(bulk) => <Counts bulk={bulk()} people={people()} />}</Show>
			<p>{t().sendBody(props.desk.whom(people()))}</p>
			<Show when={people().some(({ status }) => status === "invited")}>
				<p class={styles.soft}>{t().sendInvited}</p>
			</Show>
			<RadioChoice
				name="by"
				label={t().sendBy}
				value={by()}
				onChange={(chosen) => setBy(chosen === "sms" ? "sms" : "email")}
				options={[
					{ value: "email", text: t().byEmail },
					{
						value: "sms",
						text: t().bySms,
						hint: withoutPhone() > 0 ? t().withoutPhone(withoutPhone()) : t().bySmsHint,
					},
				]}
			/>
			<p class={styles.soft}>{t().sendLater}</p>
			<DeskProgress desk={props.desk} />
			<Show when={props.desk.sending.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
			<Buttons>
				<Button
					kind="primary"
					busy={props.desk.sending.pending()}
					onClick={() => void props.desk.sending.run({ people: people(), by: by() })}
				>
					{t().sendNow}
				</Button>
				<Button onClick={props.desk.close}>{t().doNotSend}</Button>
				<Button kind="plain" onClick={props.desk.close}>
					{t().cancel}
				</Button>
			</Buttons>
		</Column>
	);
}

export function SentDialog(props: { desk: Desk; stage: At<"sent"> | undefined }) {
	const t = useWords(words);
	return (
		<Dialog open={props.stage !== undefined} heading={t().sentTitle} onClose={props.desk.close}>
			<Show when={props.stage}>{(stage) => <Sendings desk={props.desk} stage={stage()} />}</Show>
		</Dialog>
	);
}

function Sendings(props: { desk: Desk; stage: At<"sent"> }) {
	const t = useWords(words);
	const results = () => props.stage.sendings.results;
	const sent = () => results().filter((each) => each.sent);
	const failed = () => results().filter((each) => !each.sent);
	const named = (result: { id: string; email: string }) => {
		const person = props.stage.people.find(({ id }) => id === result.id);
		return person === undefined ? result.email : calledBy(person);
	};
	return (
		<Column>
			<p role="status">
				<strong>{t().sentCounts(props.stage.sendings.sent, props.stage.sendings.failed)}</strong>
			</p>
			<Show when={failed().length > 0}>
				<ul class={styles.outcomes} aria-label={t().failedList}>
					<For each={failed()}>
						{(result) => (
							<li>
								<strong>{named(result)}</strong> {t().notSent[result.why ?? "not_found"]}
							</li>
						)}
					</For>
				</ul>
			</Show>
			<Show when={sent().length > 0}>
				<ul class={styles.outcomes} aria-label={t().sentList}>
					<For each={sent()}>
						{(result) => (
							<li>
								<strong>{named(result)}</strong> {t().sentTo(result.to ?? result.email)}
								<Show when={result.link}>
									{(link) => (
										<>
											<code class={styles.link}>{link()}</code>
											<CopyButton text={link()} label={t().copyLinkOf(named(result))} />
										</>
									)}
								</Show>
							</li>
						)}
					</For>
				</ul>
			</Show>
			<Buttons>
				<Button kind="primary" onClick={props.desk.close}>
					{t().close}
				</Button>
			</Buttons>
		</Column>
	);
}
