/**
 * What a change changes, rule by rule: what was before, struck out, and what comes after. For the preview and the versions.
 * It compares nothing itself.
 */
import { For } from "solid-js";
import { useWords } from "../../language.ts";
import { Hidden } from "../../ui/hidden.tsx";
import styles from "./policy.module.css";
import { fieldInWords, valueInWords } from "./values-in-words.ts";
import { words } from "./words.ts";

interface DifferenceProps {
	label: string;
	/** They are the rules of a realm. */
	isRealm: boolean;
	changes: readonly { readonly field: string; readonly from?: unknown; readonly to?: unknown }[];
}

export function DifferenceList(props: DifferenceProps) {
	const t = useWords(words);
	return (
		<ul class={styles.differences} aria-label={props.label}>
			<For each={props.changes}>
				{(change) => (
					<li class={styles.difference}>
						<span class={styles.ruleName}>{fieldInWords(change.field)}</span>
						<span class={styles.values}>
							<Hidden>{t().before}: </Hidden>
							<del>{valueInWords(change.field, change.from, props.isRealm)}</del>
							<span aria-hidden="true"> → </span>
							<Hidden>{t().after}: </Hidden>
							<ins>{valueInWords(change.field, change.to, props.isRealm)}</ins>
						</span>
					</li>
				)}
			</For>
		</ul>
	);
}
