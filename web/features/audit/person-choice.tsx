/**
 * Finds a person by name or address while one types, with the browser's own list of suggestions. An address that was
 * chosen from the list chooses the person; half a word chooses nobody.
 */
import { createSignal, createUniqueId, For, onCleanup } from "solid-js";
import { useWords } from "../../language.ts";
import field from "../../ui/field.module.css";
import { findPeople, type Named } from "./data.ts";
import { words } from "./words.ts";

const pauseMillis = 200;

export function PersonChoice(props: { onChoose: (id: string) => void }) {
	const t = useWords(words);
	const id = createUniqueId();
	const [found, setFound] = createSignal<readonly Named[]>([]);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let latest = 0;
	onCleanup(() => clearTimeout(timer));

	const look = async (text: string) => {
		latest += 1;
		const mine = latest;
		const people = await findPeople(text).catch(() => []);
		if (mine === latest) setFound(people);
	};
	return (
		<div class={field.field}>
			<label class={field.label} for={id}>
				{t().person}
			</label>
			<div class={field.hint} id={`${id}-hint`}>
				{t().personHint}
			</div>
			<div class={field.frame}>
				<input
					class={field.input}
					id={id}
					type="search"
					list={`${id}-found`}
					autocomplete="off"
					aria-describedby={`${id}-hint`}
					onInput={(event) => {
						const input = event.currentTarget;
						const text = input.value.trim();
						const person = found().find(({ email }) => email === text);
						clearTimeout(timer);
						if (person !== undefined) {
							input.value = "";
							props.onChoose(person.id);
						} else if (text.length > 1) timer = setTimeout(() => void look(text), pauseMillis);
					}}
				/>
			</div>
			<datalist id={`${id}-found`}>
				<For each={found()}>{(person) => <option value={person.email}>{person.name}</option>}</For>
			</datalist>
		</div>
	);
}
