/**
 * The tenant's colour: a native picker and the same as text, how it will look in light and in dark, and whether it had to
 * be softened so that the words on it can be read.
 */
import { createSignal, createUniqueId, For, Show } from "solid-js";
import { isSoftened, readAccent } from "../../accent.ts";
import { useWords } from "../../language.ts";
import { Field } from "../../ui/field.tsx";
import styles from "./organization.module.css";
import { words } from "./organization-words.ts";

/** What a native picker shows where there is no colour yet: it cannot be empty. */
const nearOurs = "#14655c";

export function AccentChoice(props: { accent: string | null; onChange: () => void }) {
	const t = useWords(words);
	const id = createUniqueId();
	const [colour, setColour] = createSignal(props.accent ?? "");
	const found = () => readAccent(colour());
	const change = (text: string) => {
		setColour(text.trim().toLowerCase());
		props.onChange();
	};
	const verdict = () => {
		if (colour() === "") return t().accentNone;
		if (found() === undefined) return t().accentWrong;
		return isSoftened(colour()) ? t().accentSoftened : t().accentFine;
	};
	return (
		<fieldset class={styles.accent}>
			<legend class={styles.legend}>{t().accent}</legend>
			<p class={styles.soft}>{t().accentHint}</p>
			<div class={styles.colours}>
				<input
					class={styles.picker}
					id={id}
					type="color"
					aria-label={t().accent}
					value={found() === undefined ? nearOurs : colour()}
					onInput={(event) => change(event.currentTarget.value)}
				/>
				<Field
					name="accent"
					label={t().accentCode}
					value={colour()}
					check={(text) =>
						text.trim() === "" || readAccent(text.trim()) !== undefined ? undefined : () => t().accentWrong
					}
					onInput={change}
				/>
			</div>
			<p role="status">{verdict()}</p>
			<Show when={found()}>
				{(accent) => (
					<div class={styles.samples} aria-hidden="true">
						<For each={["light", "dark"] as const}>
							{(scheme) => (
								<div
									class={styles.sample}
									data-scheme={scheme}
									style={{ "--accent-hue": String(accent().hue), "--accent-chroma": String(accent().chroma) }}
								>
									<span class={styles.scheme}>{t()[scheme]}</span>
									<span class={styles.sampleButton}>{t().sample}</span>
									<span class={styles.sampleLink}>{t().sample}</span>
								</div>
							)}
						</For>
					</div>
				)}
			</Show>
		</fieldset>
	);
}
