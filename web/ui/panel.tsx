/**
 * One screen of the account: a heading that can take the focus, and what belongs below it.
 * It fetches nothing; its skeleton only keeps the place of what is on its way.
 */
import { type JSX, onMount, Show } from "solid-js";
import styles from "./panel.module.css";

interface PanelProps {
	heading: string;
	/** One sentence below the heading: what this is for. */
	lead?: JSX.Element;
	takesFocus?: boolean;
	children: JSX.Element;
}

export function Panel(props: PanelProps) {
	let heading: HTMLHeadingElement | undefined;
	onMount(() => {
		if (props.takesFocus) heading?.focus();
	});
	return (
		<section class={styles.panel}>
			<h2 ref={heading} tabindex="-1">
				{props.heading}
			</h2>
			<Show when={props.lead}>
				<p class={styles.lead}>{props.lead}</p>
			</Show>
			{props.children}
		</section>
	);
}

/** Waits in the shape of a list. */
export function Skeleton(props: { rows?: number; label: string }) {
	return (
		<div class={styles.skeleton} role="status" aria-label={props.label}>
			{Array.from({ length: props.rows ?? 3 }, () => (
				<div class={styles.bone} />
			))}
		</div>
	);
}
