/**
 * The inputs of the rules: a number, a choice, a date or a switch, each with a line that says which rule is in force.
 * They read and write a draft; nothing here is sent.
 */
import { type Accessor, createContext, type JSX, Show, useContext } from "solid-js";
import { amount } from "../../amounts.ts";
import { beginningOf } from "../../days.ts";
import { useWords } from "../../language.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { Tick } from "../../ui/tick.tsx";
import type { PolicyAnswer } from "./data.ts";
import type { Draft } from "./draft.ts";
import { fieldWords } from "./field-words.ts";
import {
	type ChoiceField,
	choiceFields,
	type FieldName,
	type NumberField,
	numberFields,
	numberIn,
	type SwitchField,
} from "./fields.ts";
import { inForceForTenant, inForceInRealm, tighterRealms } from "./in-force.ts";
import styles from "./policy.module.css";
import { valueInWords } from "./values-in-words.ts";
import { words } from "./words.ts";

export interface Editing {
	readonly draft: Accessor<Draft>;
	readonly answer: Accessor<PolicyAnswer>;
	/** Whether the rules of one realm are edited. */
	readonly isRealm: boolean;
	change(field: FieldName, text: string): void;
}

export const EditingScope = createContext<Editing>();

/** What is being edited around an input. */
export function useEditing(): Editing {
	const editing = useContext(EditingScope);
	if (editing === undefined) throw new Error("A rule stands outside of a policy");
	return editing;
}

/** "In force: 30 days, the rule of the organization." */
export function InForceLine(props: { field: FieldName }) {
	const t = useWords(words);
	const { draft, answer, isRealm } = useEditing();
	const found = () => (isRealm ? inForceInRealm : inForceForTenant)(props.field, draft(), answer());
	const tighter = () => (isRealm ? [] : tighterRealms(props.field, draft(), answer()));
	return (
		<span class={styles.inForce}>
			{t().inForce} <strong>{valueInWords(props.field, found().value)}</strong>,{" "}
			{found().isOutdone ? t().outdone : t().by[found().by]}.
			<Show when={tighter().length > 0}> {t().tighterIn(tighter().join(", "))}</Show>
		</span>
	);
}

/** A field with the line below it that says which rule is in force. */
function Ruled(props: { field: FieldName; plain?: boolean; small?: boolean; children: JSX.Element }) {
	return (
		<div class={styles.ruled} data-small={props.small || undefined}>
			{props.children}
			<Show when={!props.plain}>
				<InForceLine field={props.field} />
			</Show>
		</div>
	);
}

/** A whole number within the bounds of its field; in a realm it may be left empty. */
export function NumberRule(props: { field: NumberField; plain?: boolean }) {
	const t = useWords(words);
	const names = useWords(fieldWords);
	const { draft, isRealm, change } = useEditing();
	const hint = () => [names().hints[props.field], isRealm && !props.plain && t().emptyMeans].filter(Boolean).join(" ");
	const check = (text: string) => {
		if ((isRealm && text.trim() === "") || numberIn(text, props.field) !== undefined) return undefined;
		const { least, most } = numberFields[props.field];
		return () => t().numberWrong(amount(least), amount(most));
	};
	return (
		<Ruled field={props.field} plain={props.plain ?? false} small>
			<Field
				name={props.field}
				label={names().names[props.field]}
				inputmode="numeric"
				value={draft()[props.field]}
				hint={hint()}
				check={check}
				onInput={(text) => change(props.field, text)}
			/>
		</Ruled>
	);
}

export function DateRule(props: { field: "requiredFromAt" }) {
	const t = useWords(words);
	const names = useWords(fieldWords);
	const { draft, change } = useEditing();
	return (
		<Ruled field={props.field} plain small>
			<Field
				name={props.field}
				type="date"
				label={names().names[props.field]}
				value={draft()[props.field]}
				hint={names().hints[props.field]}
				check={(text) => (text === "" || beginningOf(text) !== undefined ? undefined : () => t().dateWrong)}
				onInput={(text) => change(props.field, text)}
			/>
		</Ruled>
	);
}

export function ChoiceRule(props: { field: Exclude<ChoiceField, "requirement"> }) {
	const names = useWords(fieldWords);
	const { draft, change } = useEditing();
	return (
		<Ruled field={props.field}>
			<Select
				name={props.field}
				label={names().names[props.field]}
				value={draft()[props.field]}
				options={choiceFields[props.field].map((value) => ({
					value,
					text: names().choices[props.field][value] ?? value,
				}))}
				onChange={(value) => change(props.field, value)}
			/>
		</Ruled>
	);
}

export function SwitchRule(props: { field: SwitchField }) {
	const names = useWords(fieldWords);
	const { draft, change } = useEditing();
	return (
		<Tick
			name={props.field}
			label={names().names[props.field]}
			checked={draft()[props.field] === "on"}
			hint={
				<>
					<span class={styles.hint}>{names().hints[props.field]}</span>
					<InForceLine field={props.field} />
				</>
			}
			onChange={(on) => change(props.field, on ? "on" : "off")}
		/>
	);
}
