/**
 * A policy as it is being edited: every field as the text of its input. An empty text means that nothing is set here, so
 * that a realm goes by the organization's rule. Pure; what may be saved the worker decides.
 */
import { beginningOf, dayOf } from "../../days.ts";
import type { PolicyOverrides } from "./data.ts";
import {
	type ChoiceField,
	choiceFields,
	type FieldName,
	fieldNames,
	type NumberField,
	numberFields,
	numberIn,
	realmFields,
	type SwitchField,
	settingOf,
	type Value,
} from "./fields.ts";

export type Draft = Readonly<Record<FieldName, string>>;

const isChoice = (field: FieldName): field is ChoiceField => field in choiceFields;
const isNumber = (field: FieldName): field is NumberField => field in numberFields;

/** The draft that changes nothing of what is set in `from`. */
export function draftOf(from: PolicyOverrides): Draft {
	const texts = fieldNames.map((field) => [field, textOf(field, settingOf(from, field))] as const);
	return Object.fromEntries(texts) as Record<FieldName, string>;
}

function textOf(field: FieldName, value: Value | undefined): string {
	if (value === undefined || value === null) return "";
	if (field === "requiredFromAt") return typeof value === "number" ? dayOf(value) : "";
	if (typeof value === "boolean") return value ? "on" : "off";
	return String(value);
}

/** What a draft says about a field; undefined where it says nothing or nothing that can be read. */
export function drafted(draft: Draft, field: FieldName): Value | undefined {
	const text = draft[field];
	if (field === "requiredFromAt") return beginningOf(text) ?? null;
	if (isNumber(field)) return numberIn(text, field);
	if (isChoice(field)) return choiceFields[field].find((each) => each === text);
	return text === "" ? undefined : text === "on";
}

/** The number of a draft, to be sent. */
const number = (draft: Draft, field: NumberField) => numberIn(draft[field], field);

function choice<Field extends ChoiceField>(draft: Draft, field: Field) {
	const options: readonly (typeof choiceFields)[Field][number][] = choiceFields[field];
	return options.find((each) => each === draft[field]);
}

const flag = (draft: Draft, field: SwitchField) => (draft[field] === "" ? undefined : draft[field] === "on");

/** A group of fields, or nothing when none of them is set. */
function group<Group extends object>(members: Group): Group | undefined {
	return Object.values(members).some((member) => member !== undefined) ? members : undefined;
}

/** A realm's rules as they are sent. A date and a grace mean nothing without a requirement of the realm's own. */
export function rulesOf(draft: Draft): PolicyOverrides {
	const isRequired = choice(draft, "requirement") === "required";
	return {
		requirement: choice(draft, "requirement"),
		requiredFromAt: isRequired ? (beginningOf(draft.requiredFromAt) ?? undefined) : undefined,
		graceDays: isRequired ? number(draft, "graceDays") : undefined,
		trustedBrowserDays: number(draft, "trustedBrowserDays"),
		session: group({
			idleMinutes: number(draft, "session.idleMinutes"),
			absoluteHours: number(draft, "session.absoluteHours"),
		}),
		password: group({
			minLength: number(draft, "password.minLength"),
			minLengthWithoutFactor: number(draft, "password.minLengthWithoutFactor"),
		}),
	};
}

/** The tenant's overrides as they are sent: what was an override stays one, and what differs from before becomes one. */
export function overridesOf(
	draft: Draft,
	before: { policy: PolicyOverrides; overrides: PolicyOverrides },
): PolicyOverrides {
	const kept: Record<FieldName, string> = { ...draft };
	for (const field of fieldNames) {
		const isOwn = settingOf(before.overrides, field) !== undefined;
		if (!isOwn && draft[field] === textOf(field, settingOf(before.policy, field))) kept[field] = "";
	}
	return {
		...rulesOf({ ...kept, requirement: draft.requirement }),
		requirement: choice(kept, "requirement"),
		requiredFromAt: beginningOf(draft.requiredFromAt) ?? undefined,
		graceDays: number(kept, "graceDays"),
		lock: group({
			after: number(kept, "lock.after"),
			mode: choice(kept, "lock.mode"),
			minutes: number(kept, "lock.minutes"),
		}),
		recoveryCodes: group({
			delivery: choice(kept, "recoveryCodes.delivery"),
			form: choice(kept, "recoveryCodes.form"),
			viewing: choice(kept, "recoveryCodes.viewing"),
		}),
		setUpSheet: flag(kept, "setUpSheet"),
		textRecovery: flag(kept, "textRecovery"),
	};
}

export interface Difference {
	readonly field: FieldName;
	readonly from: Value | undefined;
	readonly to: Value | undefined;
}

/** What a draft changes against what is set. */
export function differences(before: PolicyOverrides, draft: Draft, isRealm: boolean): readonly Difference[] {
	return fieldNames
		.filter((field) => !isRealm || realmFields.includes(field))
		.filter((field) => draft[field] !== textOf(field, settingOf(before, field)))
		.map((field) => ({ field, from: settingOf(before, field), to: drafted(draft, field) }));
}
