/**
 * A list of things that a person owns, each with a name, a few facts and one act: a row on a laptop, a card on a phone.
 * Order, reading order and tab order are the same in both forms.
 */
import { For, type JSX } from "solid-js";
import styles from "./entries.module.css";

export function Entries(props: { label: string; children: JSX.Element }) {
	return (
		<ul class={styles.entries} aria-label={props.label}>
			{props.children}
		</ul>
	);
}

interface EntryProps {
	title: JSX.Element;
	badge?: JSX.Element;
	facts: readonly JSX.Element[];
	action?: JSX.Element;
}

export function Entry(props: EntryProps) {
	return (
		<li class={styles.entry}>
			<div class={styles.words}>
				<div class={styles.title}>
					<span>{props.title}</span>
					{props.badge}
				</div>
				<div class={styles.facts}>
					<For each={props.facts}>{(fact) => <span class={styles.fact}>{fact}</span>}</For>
				</div>
			</div>
			<div class={styles.action}>{props.action}</div>
		</li>
	);
}

/** A small word that tells a state; its shape differs as well as its colour. */
export function Badge(props: { kind: "good" | "half" | "bad" | "plain"; children: JSX.Element }) {
	return (
		<span class={styles.badge} data-kind={props.kind}>
			{props.children}
		</span>
	);
}
