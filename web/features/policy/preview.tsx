/**
 * What a change does, before it is saved: the rules that change, how many people it asks and who they are, what ends. What
 * nobody could meet is named and cannot be saved; the worker refuses it as well.
 */
import { A } from "@solidjs/router";
import { For, type JSX, onMount, Show } from "solid-js";
import type { Act } from "../../act.ts";
import { amount } from "../../amounts.ts";
import { dayInWords } from "../../days.ts";
import { language, useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import type { Preview as Seen } from "./data.ts";
import { DifferenceList } from "./difference.tsx";
import type { Difference } from "./draft.ts";
import styles from "./policy.module.css";
import { fieldInWords } from "./values-in-words.ts";
import { words } from "./words.ts";

interface PreviewProps {
	seen: Seen;
	changes: readonly Difference[];
	isRealm: boolean;
	save: Act<void>;
	/** Stands beside a refusal because somebody else was quicker. */
	onNewest: () => void;
	onBack: () => void;
}

export function Preview(props: PreviewProps) {
	const t = useWords(words);
	let heading: HTMLHeadingElement | undefined;
	onMount(() => heading?.focus());
	const unmeetable = () => Object.keys(props.seen.unmeetable ?? {});
	const why = (field: string) =>
		Object.entries(t().unmeetableBecause).find(([name]) => name === field)?.[1] ?? t().unmeetableAnyhow;
	const counted = (count: number, say: (count: string, one: boolean) => string): JSX.Element => (
		<Show when={count > 0}>
			<li>{say(amount(count), count === 1)}</li>
		</Show>
	);
	return (
		<section class={styles.preview} aria-labelledby="preview">
			<h3 id="preview" ref={heading} tabindex="-1">
				{t().previewTitle}
			</h3>
			<DifferenceList label={t().changes} isRealm={props.isRealm} changes={props.changes} />
			<Show when={props.seen.unmeetable !== null}>
				<Notice kind="error">
					<strong>{t().unmeetable}</strong>
					<ul class={styles.effects}>
						<For each={unmeetable()}>
							{(field) => (
								<li>
									{fieldInWords(field)}: {why(field)}
								</li>
							)}
						</For>
					</ul>
				</Notice>
			</Show>
			<ul class={styles.effects}>
				<Show when={props.seen.asked > 0} fallback={<li>{t().askedNone}</li>}>
					<li>
						<strong>{t().asked(amount(props.seen.asked), props.seen.asked === 1)}</strong>
						<Show when={props.seen.deadlineAt}>
							{(at) => (
								<>
									, {t().deadline} <strong>{dayInWords(at(), language())}</strong>
								</>
							)}
						</Show>
						.
					</li>
				</Show>
				{counted(props.seen.limitedNow, t().limited)}
				{counted(props.seen.already, t().already)}
				{counted(props.seen.trustEnded, t().trustEnded)}
				{counted(props.seen.sessionsEnded, t().sessionsEnded)}
			</ul>
			<Show when={props.seen.people.length > 0}>
				<h4>{t().who}</h4>
				<ul class={styles.people}>
					<For each={props.seen.people}>
						{(person) => (
							<li>
								<A href={`/settings/users/${person.id}`} target="_blank">
									{person.name}
								</A>{" "}
								<span class={styles.soft}>
									{person.email} · {person.realm.name} ·{" "}
									{person.dueAt === null || person.dueAt === 0
										? t().atNext
										: `${t().due} ${dayInWords(person.dueAt, language())}`}
								</span>
							</li>
						)}
					</For>
				</ul>
				<Show when={props.seen.asked > props.seen.people.length}>
					<p class={styles.soft}>{t().andMore(amount(props.seen.asked - props.seen.people.length))}</p>
				</Show>
			</Show>
			<Show when={props.seen.unmeetable === null}>
				<p class={styles.soft}>{t().backupHint}</p>
			</Show>
			<Show when={props.save.refused()}>
				{(refused) => (
					<RefusalNotice refused={refused()}>
						<Show when={refused().trouble === "conflict"}>
							{" "}
							<Button kind="plain" onClick={props.onNewest}>
								{t().loadNewest}
							</Button>
						</Show>
					</RefusalNotice>
				)}
			</Show>
			<Buttons>
				<Show when={props.seen.unmeetable === null}>
					<Button kind="primary" busy={props.save.pending()} onClick={() => void props.save.run()}>
						{t().save}
					</Button>
				</Show>
				<Button onClick={props.onBack}>{t().back}</Button>
			</Buttons>
		</section>
	);
}
