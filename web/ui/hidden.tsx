/**
 * Words that only a screen reader meets.
 * They are cut off for the eye but stay in the reading order, which `display: none` would not do.
 */
import type { JSX } from "solid-js";
import styles from "./hidden.module.css";

export function Hidden(props: { children: JSX.Element }) {
	return <span class={styles.hidden}>{props.children}</span>;
}

/** A polite live region: says its content when it changes, and shows nothing. */
export function Spoken(props: { children: JSX.Element }) {
	return (
		<span class={styles.hidden} role="status">
			{props.children}
		</span>
	);
}
