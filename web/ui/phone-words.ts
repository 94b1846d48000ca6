/**
 * The words of the phone field; apart from the words of every page, because the first screen has no phone field.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../language.ts";

const en = {
	country: "Country of the phone number",
	anyCountry: "Any country: the number begins with +",
	phone: "Phone number",
	phoneHint: "As you would dial it there, or with + and the country code: +421987654321.",
	phoneMissing: "Type the phone number.",
	phoneWrong: "A phone number has digits, for example +421987654321 or, with Slovakia chosen, 0987654321.",
	countryNeeded: "Choose the country, or begin the number with + and the country code, for example +421987654321.",
};

const es: typeof en = {
	country: "País del número de teléfono",
	anyCountry: "Cualquier país: el número empieza por +",
	phone: "Número de teléfono",
	phoneHint: "Como se marca allí, o con + y el prefijo del país: +421987654321.",
	phoneMissing: "Escribe el número de teléfono.",
	phoneWrong: "Un número de teléfono tiene cifras, por ejemplo +421987654321 o, con Eslovaquia elegida, 0987654321.",
	countryNeeded: "Elige el país, o empieza el número por + y el prefijo del país, por ejemplo +421987654321.",
};

export const words: Catalogue<typeof en> = { en, es };
