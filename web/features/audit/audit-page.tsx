/**
 * Settings > Audit: who did what to whom, when, why and where from, and the export of it.
 * It only reads; a row cannot be changed from here or from anywhere.
 */
import { useWords } from "../../language.ts";
import { Panel } from "../../ui/panel.tsx";
import styles from "./audit.module.css";
import { Events } from "./events.tsx";
import { ExportPanel } from "./export-panel.tsx";
import { useFiltering } from "./filtering.ts";
import { AuditFilters } from "./filters.tsx";
import { words } from "./words.ts";

export default function AuditPage() {
	const t = useWords(words);
	const filtering = useFiltering();
	return (
		<Panel heading={t().title} lead={t().lead}>
			<details class={styles.panel} open={filtering.isOn() || window.matchMedia("(min-width: 50rem)").matches}>
				<summary class={styles.fold}>{t().filters}</summary>
				<AuditFilters filtering={filtering} />
			</details>
			<Events filters={filtering.filters} isFiltered={filtering.isOn()} />
			<ExportPanel filters={filtering.filters()} />
		</Panel>
	);
}
