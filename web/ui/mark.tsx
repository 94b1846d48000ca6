/**
 * Our own mark: a gatehouse with its door ajar and the lamp lit. It carries no words, so it is hidden from readers.
 * Its colours come from the tokens, so it follows the theme and the tenant's accent.
 */
import styles from "./mark.module.css";

export function Mark(props: { size?: "small" | "large" }) {
	return (
		<svg class={styles.mark} data-size={props.size ?? "small"} viewBox="0 0 32 32" aria-hidden="true">
			<path
				class={styles.walls}
				d="M2 5h2.5v2h2V5H9v2h2V5h2v5h6V5h2v2h2V5h2.500v2h2V5H30v23h-8.500v-7a5.500 5.500 0 0 0-11 0v7H2z"
			/>
			<path class={styles.lamp} d="M14.900 23h2.200v5h-2.200z" />
		</svg>
	);
}
