/**
 * A button, and a link that looks like one. A busy button keeps its place, its words and its focus; it only stops
 * listening. It is never disabled to hint at a missing answer: the form says what is missing.
 */
import { type JSX, Show, splitProps } from "solid-js";
import styles from "./button.module.css";

type Kind = "primary" | "quiet" | "danger" | "plain";

interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
	kind?: Kind;
	busy?: boolean;
}

export function Button(props: ButtonProps) {
	const [own, rest] = splitProps(props, ["kind", "busy", "children", "type", "onClick"]);
	return (
		<button
			{...rest}
			type={own.type ?? "button"}
			class={styles.button}
			data-kind={own.kind ?? "quiet"}
			aria-busy={own.busy || undefined}
			aria-disabled={own.busy || undefined}
			onClick={(event) => {
				if (own.busy) event.preventDefault();
				else if (typeof own.onClick === "function") own.onClick(event);
			}}
		>
			<Show when={own.busy}>
				<span class={styles.spinner} aria-hidden="true" />
			</Show>
			<span>{own.children}</span>
		</button>
	);
}

interface ButtonLinkProps extends JSX.AnchorHTMLAttributes<HTMLAnchorElement> {
	kind?: Kind;
}

export function ButtonLink(props: ButtonLinkProps) {
	const [own, rest] = splitProps(props, ["kind", "children"]);
	return (
		<a {...rest} class={styles.button} data-kind={own.kind ?? "quiet"}>
			<span>{own.children}</span>
		</a>
	);
}

/** Buttons that belong together: the main one first, all wide on a phone. */
export function Buttons(props: { children: JSX.Element; inline?: boolean }) {
	return (
		<div class={styles.buttons} data-inline={props.inline || undefined}>
			{props.children}
		</div>
	);
}
