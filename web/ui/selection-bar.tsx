/**
 * What can be done with everything that is ticked: it stays in sight while one scrolls, says how many there are, and
 * goes away with the last tick. Its place is kept by the page, so that the list does not jump when it comes.
 */
import { type JSX, Show } from "solid-js";
import { useWords } from "../language.ts";
import { Button } from "./button.tsx";
import { words } from "./list-words.ts";
import styles from "./selection-bar.module.css";

export function SelectionBar(props: { label: string; count: number; onClear: () => void; children: JSX.Element }) {
	const t = useWords(words);
	return (
		<Show when={props.count > 0}>
			<section class={styles.bar} aria-label={props.label}>
				<p class={styles.count} role="status">
					{t().selected(props.count)}
				</p>
				{props.children}
				<Button kind="plain" onClick={props.onClear}>
					{t().unselect}
				</Button>
			</section>
		</Show>
	);
}
