/**
 * One box to tick, with its words and its hint.
 * A native checkbox, never ticked beforehand unless the caller says so.
 */
import { createUniqueId, type JSX, Show } from "solid-js";
import styles from "./tick.module.css";

interface TickProps {
	name: string;
	label: JSX.Element;
	hint?: JSX.Element;
	checked?: boolean;
	onChange?: (checked: boolean) => void;
}

/** One box to tick, with words large enough to touch. */
export function Tick(props: TickProps) {
	const id = createUniqueId();
	return (
		<div class={styles.tick}>
			<input
				class={styles.box}
				type="checkbox"
				id={id}
				name={props.name}
				checked={props.checked ?? false}
				aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
				onChange={(event) => props.onChange?.(event.currentTarget.checked)}
			/>
			<label class={styles.tickLabel} for={id}>
				{props.label}
			</label>
			<Show when={props.hint}>
				<p class={styles.tickHint} id={`${id}-hint`}>
					{props.hint}
				</p>
			</Show>
		</div>
	);
}
