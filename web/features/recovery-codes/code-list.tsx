/**
 * Recovery codes as a numbered list: used ones struck through for the eye and named for the ear.
 * It shows what it is given and asks for nothing; codes that are not shown again have no text at all.
 */
import { For, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Moment } from "../../ui/time.tsx";
import styles from "./codes.module.css";
import { words } from "./words.ts";

export interface ShownCode {
	readonly code?: string | undefined;
	readonly usedAt: number | null;
}

/** Half a code at a time is easier to read; the halves are apart for the eye only, so that a copy has no gap. */
function Code(props: { code: string }) {
	const half = () => Math.ceil(props.code.length / 2);
	return (
		<code>
			<span class={styles.half}>{props.code.slice(0, half())}</span>
			<span>{props.code.slice(half())}</span>
		</code>
	);
}

export function CodeList(props: { codes: readonly ShownCode[] }) {
	const t = useWords(words);
	return (
		<ol class={styles.codes} aria-label={t().listLabel}>
			<For each={props.codes}>
				{(each) => (
					<li class={styles.code} data-used={each.usedAt !== null || undefined}>
						<Show when={each.code} fallback={<span class={styles.hiddenCode}>{t().hidden}</span>}>
							{(code) => (
								<Show when={each.usedAt !== null} fallback={<Code code={code()} />}>
									<s>
										<Code code={code()} />
									</s>
								</Show>
							)}
						</Show>
						<Show when={each.usedAt}>
							{(at) => (
								<small>
									{t().usedWhen} <Moment at={at()} past />
								</small>
							)}
						</Show>
					</li>
				)}
			</For>
		</ol>
	);
}

/** Copy, download and print for a set of codes. */
export function codeLines(codes: readonly string[], heading: string, account: string, note: string): string[] {
	return [heading, account, "", ...codes, "", note];
}
