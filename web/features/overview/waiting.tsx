/**
 * The two short lists of an Overview: who must have a second factor and has none, and whose is locked. Each name leads to
 * the person's page, where something can be done about it; empty ones say why, or teach.
 */
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { amount } from "../../amounts.ts";
import { now } from "../../clock.ts";
import { useWords } from "../../language.ts";
import { Entries, Entry } from "../../ui/entries.tsx";
import { Moment } from "../../ui/time.tsx";
import type { Overview } from "./data.ts";
import styles from "./overview.module.css";
import { words } from "./words.ts";

/** Who is still missing, the most urgent first. */
export function Missing(props: { overview: Overview }) {
	const t = useWords(words);
	const { today } = props.overview;
	return (
		<section class={styles.part}>
			<h3>{t().missingTitle}</h3>
			<Show
				when={props.overview.missing.length > 0}
				fallback={
					<Show
						when={today.required > 0}
						fallback={
							<p>
								{t().missingNoRule} <A href="/settings/policy">{t().toPolicy}</A>
							</p>
						}
					>
						<p>{t().missingNone}</p>
					</Show>
				}
			>
				<p class={styles.soft}>{t().missingLead}</p>
				<Entries label={t().missingTitle}>
					<For each={props.overview.missing}>
						{(person) => (
							<Entry
								title={<A href={`/settings/users/${person.id}`}>{person.name}</A>}
								facts={[
									person.email,
									person.realm.name,
									person.dueAt === null || person.dueAt === 0 ? (
										t().noDate
									) : (
										<>
											{person.dueAt < now() ? t().overdue : t().due} <Moment at={person.dueAt} />
										</>
									),
								]}
							/>
						)}
					</For>
				</Entries>
				<Show when={today.missing > props.overview.missing.length}>
					<p>
						<A href="/settings/users?status=missing">{t().allMissing(amount(today.missing))}</A>
					</p>
				</Show>
			</Show>
		</section>
	);
}

/** Whose second factor is locked. */
export function Locked(props: { overview: Overview }) {
	const t = useWords(words);
	const { today } = props.overview;
	return (
		<section class={styles.part}>
			<h3>{t().lockedTitle}</h3>
			<Show
				when={props.overview.locked.length > 0}
				fallback={
					<p>
						{t().lockedNone} <span class={styles.soft}>{t().lockedTeach}</span>
					</p>
				}
			>
				<p class={styles.soft}>{t().lockedLead}</p>
				<Entries label={t().lockedTitle}>
					<For each={props.overview.locked}>
						{(person) => (
							<Entry title={<A href={`/settings/users/${person.id}`}>{person.name}</A>} facts={[person.email]} />
						)}
					</For>
				</Entries>
				<Show when={today.locked > props.overview.locked.length}>
					<p>
						<A href="/settings/users?status=locked">{t().allMissing(amount(today.locked))}</A>
					</p>
				</Show>
			</Show>
		</section>
	);
}
