/**
 * A short message in its place: a note, a success, a warning or a problem. Its kind is said by a word and a shape as
 * well as by a colour; problems are announced at once, the others when the reader has time.
 */
import { type JSX, Show } from "solid-js";
import { useWords } from "../language.ts";
import { sentenceFor } from "../sentences.ts";
import type { Refused } from "../wire.ts";
import styles from "./notice.module.css";
import { words } from "./words.ts";

type Kind = "information" | "good" | "warning" | "error";

const shapes: Record<Kind, string> = {
	information: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m-.9 6v5h1.800V7zm0-3v1.800h1.800V4z",
	good: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1M4 8.200l2.900 2.900L12.200 5.800l-1.300-1.300-4 4.100-1.600-1.700z",
	warning: "M8 1 15.500 14.500H.5zM7.100 6v4.200h1.800V6zm0 5.300V13h1.800v-1.700z",
	error: "M5 1h6l4 4v6l-4 4H5l-4-4V5zm2.100 3v5h1.800V4zm0 6.200V12h1.800v-1.800z",
};

export function Notice(props: { kind: Kind; children: JSX.Element; quiet?: boolean; actions?: JSX.Element }) {
	const t = useWords(words);
	const role = () => (props.quiet ? undefined : props.kind === "error" ? "alert" : "status");
	return (
		<div class={styles.notice} data-kind={props.kind}>
			<svg class={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
				<path fill="currentColor" fill-rule="evenodd" d={shapes[props.kind]} />
			</svg>
			<div class={styles.text} role={role()}>
				<span class={styles.kind}>{t()[props.kind]} </span>
				{props.children}
			</div>
			<Show when={props.actions}>
				<div class={styles.actions}>{props.actions}</div>
			</Show>
		</div>
	);
}

/** A refusal as a problem notice: what happened, then what to do. */
export function RefusalNotice(props: { refused: Refused; passwordOnly?: boolean; children?: JSX.Element }) {
	const t = useWords(words);
	const sentence = () =>
		props.passwordOnly && props.refused.trouble === "credentials_wrong"
			? { say: t().wrongPassword, next: "" }
			: sentenceFor(props.refused);
	return (
		<Notice kind="error">
			<strong>{sentence().say}</strong> {sentence().next}
			{props.children}
		</Notice>
	);
}
