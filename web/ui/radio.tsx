/**
 * One choice among a few that deserve a sentence each: a group of native radio buttons with words large enough to touch.
 * The browser moves between them with the arrow keys; nothing is chosen that the caller did not choose.
 */
import { createUniqueId, For, type JSX, Show } from "solid-js";
import styles from "./radio.module.css";

export interface RadioOption {
	readonly value: string;
	readonly text: JSX.Element;
	readonly hint?: JSX.Element;
	/** Drawn before the words. */
	readonly icon?: JSX.Element;
	/** After the words, such as a badge; not part of the name. */
	readonly beside?: JSX.Element;
}

interface RadioChoiceProps {
	name: string;
	label: string;
	value: string;
	options: readonly RadioOption[];
	onChange?: (value: string) => void;
}

export function RadioChoice(props: RadioChoiceProps) {
	const id = createUniqueId();
	return (
		<fieldset class={styles.choice}>
			<legend class={styles.legend}>{props.label}</legend>
			<For each={props.options}>
				{(option, index) => (
					<div class={styles.option}>
						<input
							class={styles.dot}
							type="radio"
							id={`${id}-${index()}`}
							name={props.name}
							value={option.value}
							checked={option.value === props.value}
							aria-describedby={option.hint === undefined ? undefined : `${id}-${index()}-hint`}
							onChange={() => props.onChange?.(option.value)}
						/>
						<div class={styles.words}>
							<label class={styles.label} for={`${id}-${index()}`}>
								{option.icon}
								<span>{option.text}</span>
							</label>
							{option.beside}
						</div>
						<Show when={option.hint}>
							<p class={styles.hint} id={`${id}-${index()}-hint`}>
								{option.hint}
							</p>
						</Show>
					</div>
				)}
			</For>
		</fieldset>
	);
}
