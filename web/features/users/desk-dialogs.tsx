/**
 * The dialogs of the desk: the question before an act, and the counts after it. A question names what will happen and to
 * whom, and is asked once (S176, S182); the counts name everybody for whom it failed, and why (S107).
 */
import { createAsync } from "@solidjs/router";
import { createMemo, For, Match, Show, Suspense, Switch } from "solid-js";
import { amount } from "../../amounts.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Column } from "../../ui/frame.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { Tick } from "../../ui/tick.tsx";
import { words } from "./act-words.ts";
import { Counts, DeskProgress } from "./counts.tsx";
import { listRealms } from "./data.ts";
import type { Desk, Details, Stage } from "./desk.ts";
import { calledBy, type Named } from "./people.ts";
import { SendDialog, SentDialog } from "./send-dialogs.tsx";
import styles from "./users.module.css";

type At<Name extends Stage["at"]> = Extract<Stage, { at: Name }>;

export function DeskDialogs(props: { desk: Desk }) {
	const stages = createMemo(() => {
		const stage = props.desk.stage();
		return {
			question: stage?.at === "question" ? stage : undefined,
			send: stage?.at === "send" ? stage : undefined,
			sent: stage?.at === "sent" ? stage : undefined,
			result: stage?.at === "result" ? stage : undefined,
			refused: stage?.at === "refused" ? stage : undefined,
		};
	});
	return (
		<>
			<QuestionDialog desk={props.desk} stage={stages().question} />
			<SendDialog desk={props.desk} stage={stages().send} />
			<SentDialog desk={props.desk} stage={stages().sent} />
			<ResultDialog desk={props.desk} stage={stages().result} />
			<RefusedDialog desk={props.desk} stage={stages().refused} />
		</>
	);
}

function QuestionDialog(props: { desk: Desk; stage: At<"question"> | undefined }) {
	const t = useWords(words);
	const heading = () => {
		const stage = props.stage;
		return stage === undefined ? "" : t().questions[stage.act](props.desk.whom(stage.people));
	};
	const harmful = (stage: At<"question">) => ["reset", "disable", "remove"].includes(stage.act);
	return (
		<Dialog open={props.stage !== undefined} heading={heading()} onClose={props.desk.close}>
			<Show when={props.stage}>
				{(stage) => (
					<Form
						act={props.desk.acting}
						read={(value) => ({ act: stage().act, people: stage().people, details: detailsIn(value) })}
					>
						<p>{t().explain[stage().act]}</p>
						<Names people={stage().people} />
						<Switch>
							<Match when={stage().act === "reset"}>
								<Field name="reason" label={t().reason} hint={t().reasonHint} />
								<Tick name="endSessions" label={t().endSessions} hint={t().endSessionsHint} />
							</Match>
							<Match when={stage().act === "move"}>
								<Suspense>
									<RealmChoice />
								</Suspense>
							</Match>
						</Switch>
						<DeskProgress desk={props.desk} />
						<Buttons>
							<Button type="submit" kind={harmful(stage()) ? "danger" : "primary"} busy={props.desk.acting.pending()}>
								{t().confirms[stage().act]}
							</Button>
							<Button onClick={props.desk.close}>{t().cancel}</Button>
						</Buttons>
					</Form>
				)}
			</Show>
		</Dialog>
	);
}

function detailsIn(value: (name: string) => string): Details {
	const [reason, realmId] = [value("reason").trim(), value("realmId")];
	return {
		...(reason !== "" && { reason }),
		...(realmId !== "" && { realmId }),
		...(value("endSessions") === "on" && { endSessions: true }),
	};
}

/** The realms that one may move people to. */
function RealmChoice() {
	const t = useWords(words);
	const listed = createAsync(() => listRealms());
	const open = () => (listed()?.realms ?? []).filter(({ mayWrite }) => mayWrite);
	return (
		<Show when={open().length > 0} fallback={<p>{t().noRealm}</p>}>
			<Select
				name="realmId"
				label={t().newRealm}
				value={open()[0]?.id ?? ""}
				options={open().map(({ id, name }) => ({ value: id, text: name }))}
			/>
		</Show>
	);
}

/** Who they are, where the heading gives only their number. */
function Names(props: { people: readonly Named[] }) {
	const most = 8;
	return (
		<Show when={props.people.length > 1}>
			<ul class={styles.names}>
				<For each={props.people.slice(0, most)}>
					{(person) => (
						<li>
							{calledBy(person)} <span class={styles.soft}>{person.email}</span>
						</li>
					)}
				</For>
				<Show when={props.people.length > most}>
					<li>+ {amount(props.people.length - most)}</li>
				</Show>
			</ul>
		</Show>
	);
}

function ResultDialog(props: { desk: Desk; stage: At<"result"> | undefined }) {
	const t = useWords(words);
	return (
		<Dialog open={props.stage !== undefined} heading={t().doneTitle} onClose={props.desk.close}>
			<Show when={props.stage}>
				{(stage) => (
					<Column>
						<Counts bulk={stage().bulk} people={stage().people} />
						<Buttons>
							<Button kind="primary" onClick={props.desk.close}>
								{t().close}
							</Button>
						</Buttons>
					</Column>
				)}
			</Show>
		</Dialog>
	);
}

function RefusedDialog(props: { desk: Desk; stage: At<"refused"> | undefined }) {
	const t = useWords(words);
	const heading = () => {
		const stage = props.stage;
		if (stage === undefined) return "";
		const name = stage.act === "unlock" || stage.act === "enable" ? stage.act : "method";
		return t().questions[name](props.desk.whom(stage.people));
	};
	return (
		<Dialog open={props.stage !== undefined} heading={heading()} onClose={props.desk.close}>
			<Column>
				<Show when={props.desk.acting.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
				<Buttons>
					<Button kind="primary" onClick={props.desk.close}>
						{t().close}
					</Button>
				</Buttons>
			</Column>
		</Dialog>
	);
}
