/**
 * The row "Two-factor authentication": its state, the acts that belong beside it, and the section that its name opens.
 * "Disable 2FA" is there only where nothing requires the factor; the worker refuses it otherwise in any case.
 */
import { createSignal, createUniqueId, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Badge } from "../../ui/entries.tsx";
import { Moment } from "../../ui/time.tsx";
import { useMe } from "../sessions/who.tsx";
import styles from "./account.module.css";
import type { Task } from "./security-page.tsx";
import { words } from "./words.ts";

export function TwoFactorRow(props: { begin: (task: Task) => void }) {
	const t = useWords(words);
	const me = useMe();
	const id = createUniqueId();
	const [open, setOpen] = createSignal(false);
	const factor = () => me().twoFactor;
	return (
		<div class={styles.row}>
			<div class={styles.rowHead}>
				<div class={styles.rowTitle}>
					<h3>
						<button
							type="button"
							class={styles.opener}
							aria-expanded={open()}
							aria-controls={id}
							onClick={() => setOpen(!open())}
						>
							<svg viewBox="0 0 16 16" aria-hidden="true">
								<path d="M5.500 3l5 5-5 5" fill="none" stroke="currentColor" stroke-width="2" />
							</svg>
							{t().twoFactor}
						</button>
					</h3>
					<Badge kind={factor().on ? "good" : "plain"}>{factor().on ? t().on : t().off}</Badge>
				</div>
				<Buttons inline>
					<Show
						when={factor().on}
						fallback={
							<Show when={factor().offered}>
								<Button kind="primary" onClick={() => props.begin("configure")}>
									{t().configure}
								</Button>
							</Show>
						}
					>
						<Button onClick={() => props.begin("showCodes")}>{t().showCodes}</Button>
						<Button onClick={() => props.begin("regenerate")}>{t().resetCodes}</Button>
					</Show>
				</Buttons>
			</div>
			<div class={styles.rowBody} id={id} hidden={!open()}>
				<Show
					when={factor().on}
					fallback={
						<>
							<p>{t().offText}</p>
							<p class={styles.soft}>{factor().offered ? t().needs : t().notOffered}</p>
						</>
					}
				>
					<p>
						<Show when={factor().enabledAt}>
							{(at) => (
								<>
									{t().onSince} <Moment at={at()} past /> ·{" "}
								</>
							)}
						</Show>
						{t().left(factor().recoveryCodesLeft)}
					</p>
				</Show>
				<Show when={factor().requiredBy}>{(by) => <p class={styles.soft}>{t().required[by()]}</p>}</Show>
				<Show when={factor().on}>
					<div class={styles.choice}>
						<p>{t().newPhoneText}</p>
						<Button onClick={() => props.begin("newPhone")}>{t().newPhone}</Button>
					</div>
					<Show when={!factor().required}>
						<div class={styles.choice}>
							<p>{t().disableText}</p>
							<Button onClick={() => props.begin("disable")}>{t().disable}</Button>
						</div>
					</Show>
				</Show>
			</div>
		</div>
	);
}
