/**
 * A choice among a few, and a fact that is shown among fields. Both look like their neighbours.
 * A native select, because every phone and every reader knows how to use it.
 */
import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import styles from "./field.module.css";

interface SelectProps {
	name: string;
	label: string;
	value: string;
	options: readonly { value: string; text: string; lang?: string }[];
	hint?: JSX.Element;
	onChange?: (value: string) => void;
}

/** A choice among a few. */
export function Select(props: SelectProps) {
	const id = createUniqueId();
	// Options that come anew, with fresh data, are new elements: what was chosen among the old ones must stay chosen.
	const [chosen, setChosen] = createSignal<string>();
	createEffect(
		on(
			() => props.value,
			() => setChosen(undefined),
			{ defer: true },
		),
	);
	return (
		<div class={styles.field}>
			<label class={styles.label} for={id}>
				{props.label}
			</label>
			<Show when={props.hint}>
				<div class={styles.hint} id={`${id}-hint`}>
					{props.hint}
				</div>
			</Show>
			<div class={styles.frame}>
				<select
					class={styles.input}
					id={id}
					name={props.name}
					aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
					onChange={(event) => {
						setChosen(event.currentTarget.value);
						props.onChange?.(event.currentTarget.value);
					}}
				>
					<For each={props.options}>
						{(option) => (
							<option value={option.value} lang={option.lang} selected={option.value === (chosen() ?? props.value)}>
								{option.text}
							</option>
						)}
					</For>
				</select>
			</div>
		</div>
	);
}

/** Something that is shown among fields and cannot be changed here. */
export function Fact(props: { label: string; children: JSX.Element; hint?: string }) {
	return (
		<dl class={styles.field}>
			<dt class={styles.label}>{props.label}</dt>
			<dd>{props.children}</dd>
			<Show when={props.hint}>
				<dd class={styles.hint}>{props.hint}</dd>
			</Show>
		</dl>
	);
}
