/**
 * The rows of the audit that fit the filters: a sentence for each, with reason, browser, place, the exact time and its
 * number in the chain. More of them are fetched when they are asked for.
 */
import { A } from "@solidjs/router";
import { type Accessor, batch, createEffect, createSignal, on, Show } from "solid-js";
import { amount } from "../../amounts.ts";
import { machineTime } from "../../clock.ts";
import { language, useWords } from "../../language.ts";
import { wantSentences } from "../../sentences.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Skeleton } from "../../ui/panel.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Moment } from "../../ui/time.tsx";
import { words as shared } from "../../ui/words.ts";
import { type Refused, refusedBy } from "../../wire.ts";
import styles from "./audit.module.css";
import { type AuditRow, type Filters, listEvents, type Named } from "./data.ts";
import { reasonOf, sentenceOf } from "./sentences.ts";
import { words } from "./words.ts";

/** To the second, for what happened in which order. */
function secondsOf(at: number): string {
	return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "medium" }).format(at);
}

export function Events(props: { filters: Accessor<Filters>; isFiltered: boolean }) {
	const t = useWords(words);
	const s = useWords(shared);
	const [rows, setRows] = createSignal<readonly AuditRow[]>();
	const [cursor, setCursor] = createSignal<string>();
	const [pending, setPending] = createSignal(false);
	const [refused, setRefused] = createSignal<Refused>();
	let latest = 0;
	/** Not an act: filters that change while rows are on their way ask anew, and the older answer is dropped. */
	const fetchRows = async (from: string | undefined) => {
		latest += 1;
		const mine = latest;
		setPending(true);
		try {
			const found = await listEvents(props.filters(), from);
			if (mine !== latest) return;
			batch(() => {
				setRows(from === undefined ? found.events : [...(rows() ?? []), ...found.events]);
				setCursor(found.nextCursor);
				setRefused(undefined);
				setPending(false);
			});
		} catch (error) {
			await wantSentences();
			if (mine !== latest) return;
			batch(() => {
				setRefused(refusedBy(error));
				setPending(false);
			});
		}
	};
	createEffect(
		on(props.filters, () => {
			setRows(undefined);
			void fetchRows(undefined);
		}),
	);
	const columns = (): Column<AuditRow>[] => [
		{ key: "what", heading: t().columns.what, title: true, cell: (row) => <What row={row} /> },
		{ key: "when", heading: t().columns.when, cell: (row) => <When row={row} /> },
		{ key: "where", heading: t().columns.where, cell: (row) => <Where row={row} /> },
		{
			key: "chain",
			heading: t().columns.chain,
			cell: (row) => (
				<span title={row.hash ?? t().unlinked}>
					<Show when={row.seq} fallback={<span class={styles.soft}>{t().unlinked}</span>}>
						{(seq) => amount(seq())}
					</Show>
				</span>
			),
		},
	];
	return (
		<>
			<Show when={refused()}>
				{(refused) => (
					<>
						<RefusalNotice refused={refused()} />
						<Buttons>
							<Button onClick={() => void fetchRows(undefined)}>{s().tryAgain}</Button>
						</Buttons>
					</>
				)}
			</Show>
			<Show
				when={rows()}
				fallback={
					<Show when={pending()}>
						<Skeleton label={s().loading} />
					</Show>
				}
			>
				{(found) => (
					<Show when={found().length > 0} fallback={<p>{props.isFiltered ? t().empty : t().nothing}</p>}>
						<Table label={t().title} columns={columns()} rows={found()} busy={pending()} />
						<Pager
							shown={found().length}
							more={cursor() !== undefined}
							busy={pending()}
							onMore={() => void fetchRows(cursor())}
						/>
					</Show>
				)}
			</Show>
		</>
	);
}

function What(props: { row: AuditRow }) {
	const t = useWords(words);
	return (
		<div class={styles.what}>
			<span class={styles.sentence}>{sentenceOf(props.row)}</span>
			<Show when={reasonOf(props.row)}>
				{(reason) => (
					<span class={styles.soft}>
						{t().reason} {reason()}
					</span>
				)}
			</Show>
			<span class={styles.people}>
				<Person label={t().actor} person={props.row.actor} />
				<Show when={props.row.target?.id !== props.row.actor?.id}>
					<Person label={t().target} person={props.row.target} />
				</Show>
			</span>
		</div>
	);
}

function Person(props: { label: string; person: Named | null }) {
	return (
		<Show when={props.person}>
			{(person) => (
				<span>
					{props.label} <A href={`/settings/users/${person().id}`}>{person().email || person().name}</A>
				</span>
			)}
		</Show>
	);
}

function When(props: { row: AuditRow }) {
	return (
		<span class={styles.when}>
			<time datetime={machineTime(props.row.at)}>{secondsOf(props.row.at)}</time>
			<span class={styles.soft}>
				<Moment at={props.row.at} past />
			</span>
		</span>
	);
}

function Where(props: { row: AuditRow }) {
	const t = useWords(words);
	return (
		<span class={styles.when}>
			<span>{props.row.browser}</span>
			<Show when={props.row.place}>{(place) => <span>{t().near(place())}</span>}</Show>
			<span class={styles.request}>
				{t().request} {props.row.requestId}
			</span>
		</span>
	);
}
