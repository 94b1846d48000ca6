/**
 * How somebody stands, in the small words of a list and of their own page: status, second factor, whether one is required
 * and which rule says so (S83, S186, S187). Every state is a word; its colour only repeats it.
 */
import { Show } from "solid-js";
import { now } from "../../clock.ts";
import { useWords } from "../../language.ts";
import { Badge } from "../../ui/entries.tsx";
import { Moment } from "../../ui/time.tsx";
import type { Person } from "./people.ts";
import { words } from "./people-words.ts";
import styles from "./users.module.css";

/** Off; on but never used; on. */
export function TwoFactorState(props: { person: Pick<Person, "twoFactor" | "missing"> }) {
	const t = useWords(words);
	const state = () => props.person.twoFactor;
	return (
		<span class={styles.stack}>
			<Badge kind={state() === "on" ? "good" : state() === "onNeverUsed" ? "half" : "plain"}>
				{t().twoFactorStates[state()]}
			</Badge>
			<Show when={props.person.missing.length > 0}>
				<span class={styles.soft}>{t().pending}</span>
			</Show>
		</span>
	);
}

/** Whether a second factor is required, from when, and by whose rule. */
export function RequiredState(props: { person: Pick<Person, "required" | "requiredBy" | "requirement" | "dueAt"> }) {
	const t = useWords(words);
	/** The day until which it may wait, while it may. */
	const inTime = () => {
		const { dueAt } = props.person;
		return dueAt !== null && dueAt > now() ? dueAt : undefined;
	};
	return (
		<span class={styles.stack}>
			<span>{props.person.required ? t().yes : t().no}</span>
			<Show when={props.person.requiredBy}>
				{(by) => (
					<span class={styles.soft}>
						{t().because[by()]}
						<Show when={inTime()}>
							{(dueAt) => (
								<>
									, {t().due} <Moment at={dueAt()} />
								</>
							)}
						</Show>
					</span>
				)}
			</Show>
			<Show when={props.person.requirement === "notRequired" && !props.person.required}>
				<span class={styles.soft}>{t().exempt}</span>
			</Show>
		</span>
	);
}

export function LockedState(props: { person: Pick<Person, "locked"> }) {
	const t = useWords(words);
	return (
		<Show when={props.person.locked} fallback={<span class={styles.soft}>{t().notLocked}</span>}>
			<Badge kind="bad">{t().isLocked}</Badge>
		</Show>
	);
}

/** What is not as usual with the account itself. */
export function AccountState(props: { person: Pick<Person, "status"> }) {
	const t = useWords(words);
	return (
		<Show when={props.person.status !== "active"}>
			<Badge kind={props.person.status === "disabled" ? "bad" : "plain"}>{t().statuses[props.person.status]}</Badge>
		</Show>
	);
}
