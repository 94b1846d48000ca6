/**
 * One labelled input with its hint and its problem, joined by `aria-describedby`. Labels are labels, never placeholders.
 */
import { createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { useWords } from "../language.ts";
import styles from "./field.module.css";
import { type Check, useForm } from "./form.tsx";
import { Hidden } from "./hidden.tsx";
import { words } from "./words.ts";

interface FieldProps {
	name: string;
	label: string;
	type?: "text" | "email" | "password" | "date" | "search" | "tel";
	autocomplete?: string;
	inputmode?: "numeric" | "text" | "email" | "url" | "tel";
	hint?: JSX.Element;
	check?: Check;
	value?: string | undefined;
	/** Takes the focus when it appears: for the first field of a page that has one question. */
	first?: boolean;
	/** Takes what is typed or pasted while the focus rests on the step's heading or on nothing. */
	listens?: boolean;
	/** Large and evenly spaced, for codes. */
	code?: boolean;
	/** What stands before and after the input inside its frame, such as the fixed part of an address. */
	before?: string;
	after?: string;
	onInput?: (value: string) => void;
}

export function Field(props: FieldProps) {
	const t = useWords(words);
	const form = useForm();
	const id = createUniqueId();
	const [shown, setShown] = createSignal(false);
	let input: HTMLInputElement | undefined;

	const problem = () => form.problem(props.name);
	const describedBy = () =>
		[problem() !== undefined && `${id}-problem`, props.hint !== undefined && `${id}-hint`].filter(Boolean).join(" ") ||
		undefined;

	/** The heading of a step has the focus, so that it is read out; the first key still lands in the field. */
	const listen = () => {
		const toField = (event: KeyboardEvent) => {
			const idle = document.activeElement === document.body || document.activeElement?.matches("[tabindex='-1']");
			const pastes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
			const types = !event.ctrlKey && !event.metaKey && !event.altKey && /^[0-9a-z]$/i.test(event.key);
			if (idle && (pastes || types)) input?.focus();
		};
		document.addEventListener("keydown", toField);
		onCleanup(() => document.removeEventListener("keydown", toField));
	};

	onMount(() => {
		const forget = form.register({
			name: props.name,
			check: (value) => props.check?.(value),
			focus() {
				input?.focus();
				input?.select();
			},
		});
		onCleanup(forget);
		if (props.first) input?.focus();
		if (props.listens) listen();
	});

	return (
		<div class={styles.field} data-invalid={problem() !== undefined || undefined}>
			<label class={styles.label} for={id}>
				{props.label}
			</label>
			<Show when={props.hint}>
				<div class={styles.hint} id={`${id}-hint`}>
					{props.hint}
				</div>
			</Show>
			<div class={styles.frame} data-code={props.code || undefined}>
				<Show when={props.before}>
					<span class={styles.fixed}>{props.before}</span>
				</Show>
				<input
					ref={input}
					class={styles.input}
					id={id}
					name={props.name}
					type={props.type === "password" && shown() ? "text" : (props.type ?? "text")}
					inputmode={props.inputmode}
					autocomplete={props.autocomplete ?? "off"}
					autocapitalize={props.type === "email" || props.type === "password" || props.code ? "none" : undefined}
					spellcheck={props.type === undefined && !props.code ? undefined : false}
					value={props.value ?? ""}
					aria-invalid={problem() !== undefined || undefined}
					aria-describedby={describedBy()}
					onInput={(event) => {
						form.touched(props.name);
						props.onInput?.(event.currentTarget.value);
					}}
				/>
				<Show when={props.after}>
					<span class={styles.fixed}>{props.after}</span>
				</Show>
				<Show when={props.type === "password"}>
					<button
						type="button"
						class={styles.reveal}
						aria-pressed={shown()}
						aria-label={t().showPassword}
						onClick={() => setShown(!shown())}
					>
						{shown() ? t().hide : t().show}
					</button>
				</Show>
			</div>
			<Show when={problem()}>
				{(text) => (
					<p class={styles.problem} id={`${id}-problem`} role="alert">
						<Hidden>{t().error} </Hidden>
						{text()}
					</p>
				)}
			</Show>
		</div>
	);
}
