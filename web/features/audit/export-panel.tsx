/**
 * The export for an auditor: a format, how far it has come, and a way to stop. Afterwards it shows the end of the hash
 * chain, which belongs beside the file.
 */
import { createSignal, onCleanup, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { amount } from "../../amounts.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import styles from "./audit.module.css";
import type { ExportFormat, Filters } from "./data.ts";
import { type Exported, saveExport } from "./save-export.ts";
import { words } from "./words.ts";

export function ExportPanel(props: { filters: Filters }) {
	const t = useWords(words);
	const [rows, setRows] = createSignal(0);
	const [exported, setExported] = createSignal<Exported>();
	const [stopped, setStopped] = createSignal(false);
	// A person who leaves the page stops the export with it.
	onCleanup(() => setStopped(true));
	const act = createAct(async (format: ExportFormat) => {
		setRows(0);
		setStopped(false);
		setExported(undefined);
		const { fromAt, toAt } = props.filters;
		const wanted = { format, ...(fromAt !== undefined && { fromAt }), ...(toAt !== undefined && { toAt }) };
		setExported(await saveExport(wanted, setRows, stopped));
	});
	return (
		<section class={styles.panel}>
			<h3>{t().exportTitle}</h3>
			<p class={styles.soft}>{t().exportLead}</p>
			<Show when={act.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
			<Show
				when={act.pending() && !stopped()}
				fallback={
					<Buttons>
						<Button onClick={() => void act.run("csv")}>{t().csv}</Button>
						<Button onClick={() => void act.run("jsonl")}>{t().jsonl}</Button>
					</Buttons>
				}
			>
				<div class={styles.running}>
					<progress class={styles.progress} aria-label={t().exporting} />
					<p role="status">{t().rows(amount(rows()))}</p>
					<Button onClick={() => setStopped(true)}>{t().stop}</Button>
				</div>
			</Show>
			<Show when={stopped()}>
				<Notice kind="information">{t().stopped}</Notice>
			</Show>
			<Show when={exported()}>
				{(done) => (
					<>
						<Notice kind="good">{t().done(amount(done().rows), done().filename)}</Notice>
						<Show when={done().head} fallback={<p class={styles.soft}>{t().noHead}</p>}>
							{(head) => (
								<div class={styles.chain}>
									<h4>
										{t().head}: {t().headAt(amount(head().seq))}
									</h4>
									<code class={styles.hash}>{head().hash}</code>
									<p class={styles.soft}>{t().headHint}</p>
									<Buttons inline>
										<CopyButton text={`${head().seq} ${head().hash}`} label={t().copyHead} />
									</Buttons>
								</div>
							)}
						</Show>
					</>
				)}
			</Show>
		</section>
	);
}
