/**
 * The fields of a policy: their bounds, how to read one from a policy or from overrides, and which way is tighter. Pure.
 * The worker checks all of it again; these bounds only let the page say at once what is wrong.
 */
import type { PolicyOverrides } from "./data.ts";

export const numberFields = {
	graceDays: { least: 0, most: 90, tighter: "less" },
	trustedBrowserDays: { least: 0, most: 365, tighter: "less" },
	"lock.after": { least: 3, most: 10, tighter: "less" },
	"lock.minutes": { least: 1, most: 1440, tighter: "more" },
	"session.idleMinutes": { least: 5, most: 43_200, tighter: "less" },
	"session.absoluteHours": { least: 1, most: 720, tighter: "less" },
	"password.minLength": { least: 8, most: 64, tighter: "more" },
	"password.minLengthWithoutFactor": { least: 8, most: 64, tighter: "more" },
} as const;

export const choiceFields = {
	requirement: ["off", "optional", "required"],
	"lock.mode": ["untilUnlocked", "timed"],
	"recoveryCodes.delivery": ["screen", "screenAndEmail"],
	"recoveryCodes.form": ["digits8", "crockford10"],
	"recoveryCodes.viewing": ["recent", "once"],
} as const;

export const switchFields = ["setUpSheet", "textRecovery"] as const;

export type NumberField = keyof typeof numberFields;
export type ChoiceField = keyof typeof choiceFields;
export type SwitchField = (typeof switchFields)[number];
export type FieldName = NumberField | ChoiceField | SwitchField | "requiredFromAt";
export type Value = string | number | boolean | null;

/** What a realm may set for itself. */
export const realmFields: readonly FieldName[] = [
	"requirement",
	"requiredFromAt",
	"graceDays",
	"trustedBrowserDays",
	"session.idleMinutes",
	"session.absoluteHours",
	"password.minLength",
	"password.minLengthWithoutFactor",
];

const readers: Record<FieldName, (from: PolicyOverrides) => Value | undefined> = {
	requirement: (from) => from.requirement,
	requiredFromAt: (from) => from.requiredFromAt,
	graceDays: (from) => from.graceDays,
	trustedBrowserDays: (from) => from.trustedBrowserDays,
	"lock.after": (from) => from.lock?.after,
	"lock.mode": (from) => from.lock?.mode,
	"lock.minutes": (from) => from.lock?.minutes,
	"recoveryCodes.delivery": (from) => from.recoveryCodes?.delivery,
	"recoveryCodes.form": (from) => from.recoveryCodes?.form,
	"recoveryCodes.viewing": (from) => from.recoveryCodes?.viewing,
	"session.idleMinutes": (from) => from.session?.idleMinutes,
	"session.absoluteHours": (from) => from.session?.absoluteHours,
	"password.minLength": (from) => from.password?.minLength,
	"password.minLengthWithoutFactor": (from) => from.password?.minLengthWithoutFactor,
	setUpSheet: (from) => from.setUpSheet,
	textRecovery: (from) => from.textRecovery,
};

/** Every field, in the order of the page. */
export const fieldNames = Object.keys(readers).filter(isField);

/** Whether a name from the worker is a field that this page knows. */
export function isField(name: string): name is FieldName {
	return name in readers;
}

/** A field of a policy, of overrides or of a realm's rules; undefined where it is not set. */
export function settingOf(from: PolicyOverrides, field: FieldName): Value | undefined {
	return readers[field](from);
}

/** The whole number in a text; undefined when there is none within the bounds of the field. */
export function numberIn(text: string, field: NumberField): number | undefined {
	const { least, most } = numberFields[field];
	const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
	return value >= least && value <= most ? value : undefined;
}
