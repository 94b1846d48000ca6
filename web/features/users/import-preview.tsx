/**
 * What an import would do, is doing and has done: counts, columns, the first rows, and every row with an error and why
 * (S93). It shows what the worker answered and decides nothing.
 */
import { For, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { amount } from "../../amounts.ts";
import { language, useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Column } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import { Progress } from "../../ui/progress.tsx";
import { Select } from "../../ui/select.tsx";
import type { ImportOutcome } from "./data.ts";
import { ImportRows } from "./import-rows.tsx";
import { words } from "./import-words.ts";
import { type ImportState, type Mapping, mostErrors, pauseImport, resumeImport } from "./import-work.ts";
import styles from "./users.module.css";

const mapped = ["email", "name", "phone", "role", "requirement", "locale"] as const;

type Proved = (run: () => Promise<ImportOutcome>) => Promise<ImportOutcome>;

const rowsOf = ({ counts }: ImportState) => counts.create + counts.created + counts.exists + counts.error;

export function ImportProgress(props: { state: ImportState; proved: Proved; onAnother: () => void }) {
	const t = useWords(words);
	const percent = () =>
		new Intl.NumberFormat(language(), { style: "percent" }).format(
			props.state.piecesDone / Math.max(1, props.state.pieces),
		);
	return (
		<div class={styles.form}>
			<Column>
				<Progress
					label={props.state.dryRun ? t().looking : t().importing}
					done={props.state.piecesDone}
					total={props.state.pieces}
					text={t().progress(percent(), amount(rowsOf(props.state)))}
				/>
				<Show when={!props.state.dryRun && props.state.step === "running"}>
					<p class={styles.soft}>{t().canLeave}</p>
				</Show>
				<Show when={props.state.step === "paused"}>
					<Show when={props.state.refused}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
					<Notice kind="warning">{props.state.dryRun ? t().lookPaused : t().paused}</Notice>
				</Show>
				<Buttons inline>
					<Show
						when={props.state.step === "paused"}
						fallback={<Button onClick={() => pauseImport()}>{t().stop}</Button>}
					>
						<Button kind="primary" onClick={() => void resumeImport(props.proved)}>
							{t().goOn}
						</Button>
						<Button onClick={props.onAnother}>{t().another}</Button>
					</Show>
				</Buttons>
			</Column>
		</div>
	);
}

function Counts(props: { state: ImportState }) {
	const t = useWords(words);
	const told = () =>
		[
			{ kind: "create", count: props.state.counts.create, text: t().create },
			{ kind: "created", count: props.state.counts.created, text: t().created },
			{ kind: "exists", count: props.state.counts.exists, text: t().exists },
			{ kind: "error", count: props.state.counts.error, text: t().error },
		].filter(({ count, kind }) => count > 0 || kind === (props.state.dryRun ? "create" : "created"));
	return (
		<div role="status">
			<ul class={styles.counts}>
				<For each={told()}>
					{({ kind, count, text }) => (
						<li class={styles.count} data-kind={kind}>
							{text(amount(count))}
						</li>
					)}
				</For>
			</ul>
		</div>
	);
}

interface ImportPreviewProps {
	state: ImportState;
	onMapping: (mapping: Mapping) => void;
	onStart: () => void;
	onAnother: () => void;
}

export function ImportPreview(props: ImportPreviewProps) {
	const t = useWords(words);
	const remap = createAct(async (mapping: Mapping) => props.onMapping(mapping));
	const isEmpty = () => rowsOf(props.state) === 0;
	return (
		<Column>
			<Heading level={2} takesFocus>
				{t().previewTitle}
			</Heading>
			<Notice kind={isEmpty() ? "warning" : "information"}>{isEmpty() ? t().empty : t().nothingYet}</Notice>
			<Counts state={props.state} />
			<Buttons>
				<Show when={props.state.counts.create > 0}>
					<Button kind="primary" onClick={props.onStart}>
						{t().start(amount(props.state.counts.create))}
					</Button>
				</Show>
				<Button onClick={props.onAnother}>{t().another}</Button>
			</Buttons>
			<Errors state={props.state} />
			<Show when={props.state.columns.length > 0}>
				<section class={styles.section}>
					<h3>{t().columnsTitle}</h3>
					<p class={styles.soft}>{t().columnsLead}</p>
					<Form act={remap} read={readMapping}>
						<div class={styles.mapping}>
							<For each={mapped}>
								{(name) => (
									<Select
										name={name}
										label={t().fields[name]}
										value={props.state.mapping?.[name] ?? ""}
										options={[
											{ value: "", text: t().noColumn },
											...props.state.columns.map((column) => ({ value: column, text: column })),
										]}
									/>
								)}
							</For>
						</div>
						<Buttons>
							<Button type="submit">{t().lookAgain}</Button>
						</Buttons>
					</Form>
				</section>
			</Show>
			<Show when={props.state.sample.length > 0}>
				<section class={styles.section}>
					<h3>{t().rows}</h3>
					<ImportRows label={t().rows} rows={props.state.sample} />
				</section>
			</Show>
		</Column>
	);
}

function readMapping(value: (name: string) => string): Mapping {
	return Object.fromEntries(mapped.map((name) => [name, value(name)]).filter(([, column]) => column !== ""));
}

function Errors(props: { state: ImportState }) {
	const t = useWords(words);
	return (
		<Show when={props.state.errors.length > 0}>
			<section class={styles.section}>
				<h3>{t().errors}</h3>
				<p class={styles.soft}>{t().errorsLead}</p>
				<ImportRows label={t().errors} rows={props.state.errors} />
				<Show when={props.state.counts.error > mostErrors}>
					<p class={styles.soft}>{t().errorsCut(amount(mostErrors))}</p>
				</Show>
			</section>
		</Show>
	);
}

export function ImportResult(props: { state: ImportState; onAnother: () => void }) {
	const t = useWords(words);
	return (
		<Column>
			<Heading level={2} takesFocus>
				{t().finishedTitle}
			</Heading>
			<Counts state={props.state} />
			<Errors state={props.state} />
			<Buttons>
				<ButtonLink kind="primary" href={tenantPath(`/settings/users?realmId=${props.state.plan.realmId}`)}>
					{t().seePeople}
				</ButtonLink>
				<Button onClick={props.onAnother}>{t().another}</Button>
			</Buttons>
		</Column>
	);
}
