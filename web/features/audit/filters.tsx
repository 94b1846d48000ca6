/**
 * The form of the filters: event, person and their part, two days, and a search. It shows what is filtered by, and one
 * button takes it all off.
 */
import { createResource, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { beginningOf } from "../../days.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import styles from "./audit.module.css";
import { findPerson } from "./data.ts";
import type { Filtering } from "./filtering.ts";
import { PersonChoice } from "./person-choice.tsx";
import { eventNames } from "./sentences.ts";
import { words } from "./words.ts";

export function AuditFilters(props: { filtering: Filtering }) {
	const t = useWords(words);
	const { value, set } = props.filtering;
	const part = () => (value("actor") === "" ? "target" : "actor");
	const personId = () => value("actor") || value("target");
	const [person] = createResource(
		() => personId() || undefined,
		(id) => findPerson(id).catch(() => ({ id, name: id, email: "" })),
	);
	const act = createAct(async (wanted: Parameters<typeof set>[0]) => set(wanted));
	const choose = (id: string, as: string) =>
		set(as === "actor" ? { actor: id, target: "" } : { target: id, actor: "" });
	return (
		<Form
			act={act}
			label={t().filters}
			read={(typed) => ({
				event: typed("event"),
				from: beginningOf(typed("from")) === undefined ? "" : typed("from"),
				to: beginningOf(typed("to")) === undefined ? "" : typed("to"),
				search: typed("search"),
			})}
		>
			<div class={styles.filters}>
				<div class={styles.broad}>
					<PersonChoice onChoose={(id) => choose(id, part())} />
				</div>
				<div class={styles.broad}>
					<Field name="search" type="search" label={t().search} hint={t().searchHint} value={value("search")} />
				</div>
				<div class={styles.broad}>
					<Select
						name="event"
						label={t().event}
						value={value("event")}
						options={[{ value: "", text: t().anyEvent }, ...eventNames()]}
						onChange={(event) => set({ event })}
					/>
				</div>
				<Field name="from" type="date" label={t().from} value={value("from")} />
				<Field name="to" type="date" label={t().to} value={value("to")} />
				<Show when={personId() !== ""}>
					<Select
						name="part"
						label={t().part}
						value={part()}
						options={(["target", "actor"] as const).map((each) => ({ value: each, text: t().parts[each] }))}
						onChange={(as) => choose(personId(), as)}
					/>
				</Show>
			</div>
			<Show when={personId() !== ""}>
				<p class={styles.only}>
					{t().only} <strong>{person()?.name ?? "…"}</strong>
					<Button kind="plain" onClick={() => set({ actor: "", target: "" })}>
						{t().anyone}
					</Button>
				</p>
			</Show>
			<Buttons inline>
				<Button type="submit">{t().apply}</Button>
				<Show when={props.filtering.isOn()}>
					<Button kind="plain" onClick={() => props.filtering.clear()}>
						{t().clear}
					</Button>
				</Show>
			</Buttons>
		</Form>
	);
}
