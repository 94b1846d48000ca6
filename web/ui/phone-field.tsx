/**
 * A phone number in two parts: the country, and the number as it is dialled there. A number with a plus sign needs no
 * country. Only the shape is checked here (S90–S92); the worker makes E.164 of it and says when there is no such number.
 */
import { createMemo, createSignal } from "solid-js";
import { language, useWords } from "../language.ts";
import { countriesIn, countryOfBrowser } from "./countries.ts";
import { Field } from "./field.tsx";
import { words } from "./phone-words.ts";
import { Select } from "./select.tsx";

interface PhoneFieldProps {
	/** A number as stored (E.164), or nothing. */
	value?: string | undefined;
	/** Whether an empty field is refused. */
	required?: boolean;
	/** What the number is for, after the words about its form. */
	use?: string;
	first?: boolean;
	onInput?: (value: string) => void;
}

/** The values that the field's two parts give, for the input of a procedure. */
export function phoneIn(value: (name: string) => string): { phone: string; country?: string } {
	const country = value("country");
	return { phone: value("phone").trim(), ...(country !== "" && { country }) };
}

export function PhoneField(props: PhoneFieldProps) {
	const t = useWords(words);
	const [country, setCountry] = createSignal(props.value === undefined ? countryOfBrowser() : "");
	const countries = createMemo(() => [
		{ value: "", text: t().anyCountry },
		...countriesIn(language()).map(({ code, name, calling }) => ({ value: code, text: `${name} (+${calling})` })),
	]);
	const check = (typed: string) => {
		const bare = typed.trim();
		if (bare === "") return props.required ? () => t().phoneMissing : undefined;
		if (bare.replace(/\D/g, "").length < 4) return () => t().phoneWrong;
		return country() === "" && !bare.startsWith("+") ? () => t().countryNeeded : undefined;
	};
	return (
		<>
			<Select name="country" label={t().country} value={country()} options={countries()} onChange={setCountry} />
			<Field
				name="phone"
				type="tel"
				inputmode="tel"
				label={t().phone}
				hint={props.use === undefined ? t().phoneHint : `${t().phoneHint} ${props.use}`}
				autocomplete="tel"
				value={props.value}
				first={props.first ?? false}
				check={check}
				onInput={(typed) => props.onInput?.(typed)}
			/>
		</>
	);
}
