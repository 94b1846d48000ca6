/**
 * The ten minutes of a set-up, counted down for the eye each second and for the ear only now and then.
 * It decides nothing: the worker refuses a late code whatever is shown here.
 */
import { createEffect, createMemo } from "solid-js";
import { createNow, minutesAndSeconds, secondsLeft } from "../../clock.ts";
import { useWords } from "../../language.ts";
import { Spoken } from "../../ui/hidden.tsx";
import styles from "./set-up.module.css";
import { words } from "./words.ts";

/** Seconds of the whole window: a clock that is a moment behind must not show more. */
const longest = 600;

export function Countdown(props: { until: number; onOver: () => void }) {
	const t = useWords(words);
	const at = createNow(1000);
	const left = createMemo(() => Math.min(longest, secondsLeft(props.until, at())));
	const announced = createMemo(() => {
		if (left() > 240 && left() <= 300) return t().minutesLeft(5);
		if (left() > 45 && left() <= 60) return t().minutesLeft(1);
		if (left() > 10 && left() <= 30) return t().secondsLeft(30);
		return "";
	});
	createEffect(() => {
		if (left() === 0) props.onOver();
	});
	return (
		<p class={styles.countdown} data-soon={left() <= 60 || undefined}>
			<span>{t().timeLeft} </span>
			<span role="timer" aria-live="off">
				{minutesAndSeconds(left())}
			</span>
			<Spoken>{announced()}</Spoken>
		</p>
	);
}
