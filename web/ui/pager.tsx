/**
 * What stands below a long list: how much of it is shown, and the way to more. The next piece joins the list, so that
 * nothing that was ticked or read goes away. It never says a total that the worker did not count.
 */
import { Show } from "solid-js";
import { language, useWords } from "../language.ts";
import { Button } from "./button.tsx";
import { words } from "./list-words.ts";
import styles from "./pager.module.css";

interface PagerProps {
	shown: number;
	/** Of all that fit; undefined while nobody counted. */
	total?: number | undefined;
	/** False when there are more than the total says. */
	exact?: boolean;
	/** Whether there is more to show. */
	more: boolean;
	busy: boolean;
	onMore: () => void;
}

export function Pager(props: PagerProps) {
	const t = useWords(words);
	const number = (count: number) => new Intl.NumberFormat(language()).format(count);
	return (
		<div class={styles.pager}>
			<Show when={props.total !== undefined}>
				<p class={styles.count} role="status">
					{t().shownOf(number(props.shown), `${number(props.total ?? 0)}${props.exact === false ? "+" : ""}`)}
				</p>
			</Show>
			<Show when={props.more}>
				<Button busy={props.busy} onClick={props.onMore}>
					{t().showMore}
				</Button>
			</Show>
		</div>
	);
}
