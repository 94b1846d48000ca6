/**
 * The set-up as three numbered steps with the current one marked, for the eye and for the ear.
 * It is a sign, not a menu: nobody can jump to a step.
 */
import { For, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Hidden } from "../../ui/hidden.tsx";
import styles from "./set-up.module.css";
import { words } from "./words.ts";

/** `current` counts from 1. */
export function Steps(props: { current: number }) {
	const t = useWords(words);
	return (
		<ol class={styles.steps} aria-label={t().stepsLabel}>
			<For each={t().steps}>
				{(step, index) => {
					const done = () => index() + 1 < props.current;
					const current = () => index() + 1 === props.current;
					return (
						<li class={styles.step} data-done={done() || undefined} aria-current={current() ? "step" : undefined}>
							<span class={styles.number}>
								<Show when={done()} fallback={index() + 1}>
									<svg viewBox="0 0 16 16" aria-hidden="true">
										<path d="M3 8.500l3.200 3.200L13 4.900" fill="none" stroke="currentColor" stroke-width="2" />
									</svg>
									<Hidden>{index() + 1}</Hidden>
								</Show>
							</span>
							<span>{step}</span>
							<Show when={done() || current()}>
								<Hidden> ({done() ? t().done : t().current})</Hidden>
							</Show>
						</li>
					);
				}}
			</For>
		</ol>
	);
}
