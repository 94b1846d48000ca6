/**
 * A real form around one act. It checks its fields before it sends, shows each problem at its field, puts the focus on
 * the first one, and shows every other refusal above the button. Values live in the inputs and nowhere else.
 */
import { batch, createContext, createSignal, type JSX, Show, useContext } from "solid-js";
import type { Refusal } from "../../worker/errors.ts";
import type { Act } from "../act.ts";
import { useWords } from "../language.ts";
import { fieldSentence, sentenceFor } from "../sentences.ts";
import type { Refused } from "../wire.ts";
import styles from "./form.module.css";
import { Spoken } from "./hidden.tsx";
import { RefusalNotice } from "./notice.tsx";
import { words } from "./words.ts";

/** What is wrong with a value, as a sentence in the language of the moment; nothing when it may be sent. */
export type Check = (value: string) => (() => string) | undefined;

interface Registered {
	readonly name: string;
	readonly check: Check | undefined;
	focus(): void;
}

interface FormScope {
	problem(name: string): string | undefined;
	register(field: Registered): () => void;
	/** A field that is being corrected is not accused any more. */
	touched(name: string): void;
}

const Scope = createContext<FormScope>();

/** The form around a field. */
export function useForm(): FormScope {
	const scope = useContext(Scope);
	if (scope === undefined) throw new Error("A field stands outside of a form");
	return scope;
}

interface FormProps<Input> {
	act: Act<Input>;
	/** Reads the input from the form's values; a box that is ticked reads "on". */
	read: (value: (name: string) => string) => Input;
	/** Refusals that belong to one field rather than to the whole form. */
	at?: Partial<Record<Refusal, string>>;
	/** Only a password is asked for, so only a password can be wrong. */
	passwordOnly?: boolean;
	children: JSX.Element;
	label?: string;
	/** What stands beside a refusal of the whole form, such as a link onwards. */
	beside?: (refused: Refused) => JSX.Element;
}

export function Form<Input>(props: FormProps<Input>) {
	const t = useWords(words);
	const [problems, setProblems] = createSignal<ReadonlyMap<string, () => string>>(new Map());
	const fields = new Set<Registered>();

	const scope: FormScope = {
		problem: (name) => problems().get(name)?.(),
		register(field) {
			fields.add(field);
			return () => fields.delete(field);
		},
		touched(name) {
			if (!problems().has(name)) return;
			setProblems((before) => new Map([...before].filter(([other]) => other !== name)));
		},
	};

	/** The refusal's problems that have a field in this form. */
	const placed = (refused: Refused): Map<string, () => string> => {
		const known = [...fields].map((field) => field.name);
		const found = new Map<string, () => string>();
		for (const [name, problem] of Object.entries(refused.fields ?? {})) {
			if (known.includes(name)) found.set(name, () => fieldSentence(problem));
		}
		const name = refused.trouble === "unreachable" ? undefined : props.at?.[refused.trouble];
		if (name !== undefined && known.includes(name)) {
			const lonely = props.passwordOnly && refused.trouble === "credentials_wrong";
			found.set(name, () => (lonely ? t().wrongPassword : `${sentenceFor(refused).say} ${sentenceFor(refused).next}`));
		}
		return found;
	};

	const general = () => {
		const refused = props.act.refused();
		return refused !== undefined && placed(refused).size === 0 ? refused : undefined;
	};

	const showProblems = (found: ReadonlyMap<string, () => string>) => {
		setProblems(found);
		[...fields].find((field) => found.has(field.name))?.focus();
	};

	const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
		event.preventDefault();
		if (props.act.pending()) return;
		const data = new FormData(event.currentTarget);
		const value = (name: string) => {
			const entry = data.get(name);
			return typeof entry === "string" ? entry : "";
		};
		const found = new Map<string, () => string>();
		for (const field of fields) {
			const problem = field.check?.(value(field.name));
			if (problem !== undefined) found.set(field.name, problem);
		}
		batch(() => {
			props.act.clear();
			showProblems(found);
		});
		if (found.size > 0) return;
		await props.act.run(props.read(value));
		const refused = props.act.refused();
		if (refused !== undefined) showProblems(placed(refused));
	};

	return (
		<Scope.Provider value={scope}>
			<form
				class={styles.form}
				method="post"
				novalidate
				aria-label={props.label}
				onSubmit={(event) => {
					void submit(event);
				}}
			>
				<Show when={general()}>
					{(refused) => <RefusalNotice refused={refused()}>{props.beside?.(refused())}</RefusalNotice>}
				</Show>
				{props.children}
				<Spoken>
					<Show when={props.act.pending()}>{t().pleaseWait}</Show>
				</Spoken>
			</form>
		</Scope.Provider>
	);
}
