/**
 * How far a long piece of work has come, as a bar and as words. It asks nothing and promises no time.
 */
import { createUniqueId } from "solid-js";
import styles from "./progress.module.css";

interface ProgressProps {
	/** What is being done. */
	label: string;
	done: number;
	total: number;
	/** The same in words, such as "1,200 of 10,000 rows". */
	text: string;
}

export function Progress(props: ProgressProps) {
	const id = createUniqueId();
	return (
		<div class={styles.progress}>
			<label class={styles.label} for={id}>
				{props.label}
			</label>
			<progress class={styles.bar} id={id} value={props.done} max={Math.max(1, props.total)} />
			<p class={styles.text} role="status">
				{props.text}
			</p>
		</div>
	);
}
