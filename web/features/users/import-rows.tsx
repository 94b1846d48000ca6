/**
 * Rows of a file with what becomes of them, and for each wrong one what is wrong with which field.
 * The lines are those of the file as the person has it, not of the pieces in which it travelled.
 */
import { For, Show } from "solid-js";
import { amount } from "../../amounts.ts";
import { useWords } from "../../language.ts";
import { fieldSentence } from "../../sentences.ts";
import { type Column, Table } from "../../ui/table.tsx";
import type { ImportOutcome } from "./data.ts";
import { words } from "./import-words.ts";
import styles from "./users.module.css";

type Row = ImportOutcome["rows"][number] & { readonly id: string };

export function ImportRows(props: { label: string; rows: readonly ImportOutcome["rows"][number][] }) {
	const t = useWords(words);
	const rows = (): readonly Row[] => props.rows.map((row) => ({ ...row, id: String(row.line) }));
	const fieldName = (field: string): string =>
		Object.entries(t().fields).find(([name]) => name === field)?.[1] ?? t().whole;
	const columns = (): readonly Column<Row>[] => [
		{ key: "line", heading: t().line, cell: (row) => amount(row.line) },
		{ key: "email", heading: t().email, title: true, breaks: true, cell: (row) => row.email || t().none },
		{ key: "result", heading: t().result, cell: (row) => t().results[row.result] },
		{
			key: "problem",
			heading: t().problem,
			cell: (row) => (
				<Show when={row.errors?.length} fallback={t().none}>
					<ul class={styles.plain}>
						<For each={row.errors}>
							{({ field, problem }) => (
								<li>
									<strong>{fieldName(field)}:</strong> {fieldSentence(problem)}
								</li>
							)}
						</For>
					</ul>
				</Show>
			),
		},
	];
	return <Table label={props.label} columns={columns()} rows={rows()} />;
}
