/**
 * The one field for codes: six digits from an app, or a recovery code. It takes what people paste ("123 456",
 * "1234-5678") and says plainly when the length is wrong; whether the code is right only the worker knows.
 */
import type { JSX } from "solid-js";
import { Field } from "./field.tsx";

/** What a code is without the spaces and hyphens that people type for reading. */
export function bareCode(typed: string): string {
	return typed.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase();
}

/** Whether this is six digits and nothing else. */
export function isAppCode(typed: string): boolean {
	return /^[0-9]{6}$/.test(bareCode(typed));
}

/** Whether this is a code of the app, or a recovery code of either form. */
export function isEitherCode(typed: string): boolean {
	return /^([0-9]{6}|[0-9]{8}|[0-9A-HJKMNP-TV-Z]{10})$/.test(bareCode(typed));
}

interface CodeFieldProps {
	label: string;
	/** What a wrong shape is told. */
	wrong: () => string;
	accepts: (typed: string) => boolean;
	letters?: boolean;
	hint?: JSX.Element;
	oneTime?: boolean;
}

export function CodeField(props: CodeFieldProps) {
	return (
		<Field
			name="code"
			label={props.label}
			hint={props.hint}
			code
			listens
			inputmode={props.letters ? "text" : "numeric"}
			autocomplete={props.oneTime === false ? "off" : "one-time-code"}
			check={(typed) => (props.accepts(typed) ? undefined : props.wrong)}
		/>
	);
}
