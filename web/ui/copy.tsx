/**
 * A button that copies a text and says so, or says how to do it by hand.
 * What was copied stays in the clipboard of the person, who asked for it; the page keeps no copy of its own.
 */
import { createSignal, onCleanup } from "solid-js";
import { useWords } from "../language.ts";
import { Button } from "./button.tsx";
import styles from "./copy.module.css";
import { words } from "./words.ts";

export function CopyButton(props: { text: string; label: string }) {
	const t = useWords(words);
	const [outcome, setOutcome] = createSignal<"copied" | "copyFailed">();
	let timer: ReturnType<typeof setTimeout> | undefined;
	onCleanup(() => clearTimeout(timer));

	const copy = async () => {
		setOutcome(undefined);
		try {
			await navigator.clipboard.writeText(props.text);
			setOutcome("copied");
		} catch {
			setOutcome("copyFailed");
		}
		clearTimeout(timer);
		timer = setTimeout(() => setOutcome(undefined), 8000);
	};

	return (
		<>
			<Button onClick={() => void copy()}>{props.label}</Button>
			<span class={styles.outcome} role="status">
				{outcome() === undefined ? "" : t()[outcome() ?? "copied"]}
			</span>
		</>
	);
}
