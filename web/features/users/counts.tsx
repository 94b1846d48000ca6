/**
 * What came of an act on several people: how many it was done for, for whom not, and why (S107); and how far it has come.
 * The reasons are the sentences of every refusal; nothing is left out and nobody is counted twice.
 */
import { For, Show } from "solid-js";
import { amount } from "../../amounts.ts";
import { useWords } from "../../language.ts";
import { sentenceFor } from "../../sentences.ts";
import { Progress } from "../../ui/progress.tsx";
import { words } from "./act-words.ts";
import type { Desk } from "./desk.ts";
import type { Bulk, Named } from "./people.ts";
import styles from "./users.module.css";

/** How far an act on very many has come. */
export function DeskProgress(props: { desk: Desk }) {
	const t = useWords(words);
	return (
		<Show when={props.desk.progress()}>
			{(progress) => (
				<Progress
					label={t().working}
					done={progress().done}
					total={progress().total}
					text={t().progress(amount(progress().done), amount(progress().total))}
				/>
			)}
		</Show>
	);
}

/** "Done 3, failed 1", and why it failed for whom. */
export function Counts(props: { bulk: Bulk; people: readonly Named[] }) {
	const t = useWords(words);
	const failures = () => props.bulk.results.filter(({ done }) => !done);
	const named = (id: string) => props.people.find((person) => person.id === id);
	const why = (reason: Bulk["results"][number]["why"]): string => {
		if (reason === "unchanged") return t().unchanged;
		const { say, next } = sentenceFor({ trouble: reason ?? "internal" });
		return `${say} ${next}`;
	};
	return (
		<>
			<p role="status">
				<strong>{t().counts(props.bulk.done, props.bulk.failed)}</strong>
			</p>
			<Show when={failures().length > 0}>
				<ul class={styles.outcomes} aria-label={t().failures}>
					<For each={failures()}>
						{(failure) => (
							<li>
								<strong>{named(failure.id)?.email ?? failure.id}</strong> {why(failure.why)}
							</li>
						)}
					</For>
				</ul>
			</Show>
		</>
	);
}
