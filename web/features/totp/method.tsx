/**
 * The method that is being set up, by name and drawn mark: an authenticator app with time-based codes. Other kinds of
 * factor will stand beside it one day; today it is the one choice, and it is said plainly.
 */
import { useWords } from "../../language.ts";
import styles from "./set-up.module.css";
import { words } from "./words.ts";

export function Method() {
	const t = useWords(words);
	return (
		<p class={styles.method}>
			<svg
				viewBox="0 0 24 24"
				width="32"
				height="32"
				fill="none"
				stroke="currentColor"
				stroke-width="1.6"
				aria-hidden="true"
			>
				<rect x="6.5" y="2.5" width="11" height="19" rx="2.5" />
				<path d="M9.5 10.5h1.4m2.2 0h1.4m-5 3h1.4m2.2 0h1.4" stroke-linecap="round" />
				<path d="M11 18.5h2" stroke-linecap="round" />
			</svg>
			<span>
				<strong>{t().method}</strong>
				<br />
				{t().methodNote}
			</span>
		</p>
	);
}
