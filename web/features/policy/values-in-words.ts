/**
 * The value of a rule as a person would say it: "30 days", "Required", "1 March 2026".
 * A value that this page does not know is shown as it came, so that a newer worker's versions can still be read.
 */
import { dayInWords } from "../../days.ts";
import { language } from "../../language.ts";
import { fieldWords } from "./field-words.ts";
import { choiceFields, type FieldName, isField } from "./fields.ts";

const units: Partial<Record<FieldName, "days" | "minutes" | "hours" | "characters" | "codes">> = {
	graceDays: "days",
	trustedBrowserDays: "days",
	"lock.after": "codes",
	"lock.minutes": "minutes",
	"session.idleMinutes": "minutes",
	"session.absoluteHours": "hours",
	"password.minLength": "characters",
	"password.minLengthWithoutFactor": "characters",
};

/** The name of a field, or what the worker calls it. */
export function fieldInWords(field: string): string {
	return isField(field) ? fieldWords[language()].names[field] : field;
}

/** A value of a field in the language of the page; a realm in which nothing is set goes by the organization. */
export function valueInWords(field: string, value: unknown, isRealm = false): string {
	const t = fieldWords[language()];
	if (isRealm && field !== "requiredFromAt" && (value === undefined || value === null)) return t.inherited;
	if (!isField(field)) return value === undefined || value === null ? t.unset : String(value);
	if (field === "requiredFromAt" && !value) return t.noDate;
	if (value === undefined || value === null) return t.unset;
	if (typeof value === "boolean") return value ? t.on : t.off;
	if (typeof value === "string") return field in choiceFields ? choiceInWords(field, value) : value;
	if (typeof value !== "number") return String(value);
	if (field === "requiredFromAt") return dayInWords(value, language());
	if (field === "trustedBrowserDays" && value === 0) return t.noTrust;
	if (field === "graceDays" && value === 0) return t.noGrace;
	const unit = units[field];
	return unit === undefined ? String(value) : t[unit](value);
}

function choiceInWords(field: FieldName, value: string): string {
	const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = fieldWords[language()].choices;
	return choices[field]?.[value] ?? value;
}
