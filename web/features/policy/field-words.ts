/**
 * What every rule of a policy is called, and what its values mean, for the form and for the versions alike.
 * A field without a name does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";
import type { ChoiceField, FieldName } from "./fields.ts";

interface FieldWords {
	readonly names: Record<FieldName, string>;
	readonly hints: Partial<Record<FieldName, string>>;
	readonly choices: Record<ChoiceField, Readonly<Record<string, string>>>;
	days(count: number): string;
	minutes(count: number): string;
	hours(count: number): string;
	characters(count: number): string;
	codes(count: number): string;
	readonly on: string;
	readonly off: string;
	readonly noDate: string;
	readonly noGrace: string;
	readonly noTrust: string;
	/** Nothing is set. */
	readonly unset: string;
	/** Nothing is set for the realm. */
	readonly inherited: string;
}

const en: FieldWords = {
	names: {
		requirement: "Two-factor authentication",
		requiredFromAt: "Required from",
		graceDays: "Days of grace",
		trustedBrowserDays: "Trusted browsers, days",
		"lock.after": "Wrong codes in a row until the lock",
		"lock.mode": "How a lock ends",
		"lock.minutes": "Minutes of a timed lock",
		"session.idleMinutes": "Minutes without activity",
		"session.absoluteHours": "Hours in all",
		"recoveryCodes.delivery": "How new codes are handed over",
		"recoveryCodes.form": "What a code looks like",
		"recoveryCodes.viewing": "Looking at the codes later",
		"password.minLength": "Shortest password",
		"password.minLengthWithoutFactor": "Shortest password without a second factor",
		setUpSheet: "A sheet to print at set-up",
		textRecovery: "Resetting a lost app with a text message",
	},
	hints: {
		requiredFromAt: "Leave it empty to begin at once. People are reminded by mail 14, 7 and 1 days before.",
		graceDays: "0 to 90. For so many days people still get in without, and see a bar that asks them.",
		trustedBrowserDays: "0 to 365. With 0 nobody can skip the code on a browser that they trust.",
		"lock.after": "3 to 10.",
		"lock.minutes": "1 to 1440.",
		"session.idleMinutes": "5 to 43,200. After so long without a click one signs in again.",
		"session.absoluteHours": "1 to 720. After so long one signs in again, whatever one does.",
		"password.minLength": "8 to 64 characters.",
		"password.minLengthWithoutFactor": "8 to 64 characters, for people whose password is all there is.",
		setUpSheet: "The page of the set-up offers a sheet with QR code and key. Whoever finds the sheet has the factor.",
		textRecovery:
			"A code sent to the stored phone number can reset the second factor. Phone numbers can be taken over, so this is weaker than an app.",
	},
	choices: {
		requirement: { off: "Off", optional: "Optional", required: "Required" },
		"lock.mode": { untilUnlocked: "Until an administrator unlocks", timed: "By itself after some minutes" },
		"recoveryCodes.delivery": { screen: "On the screen", screenAndEmail: "On the screen and by e-mail" },
		"recoveryCodes.form": { digits8: "8 digits", crockford10: "10 letters and digits" },
		"recoveryCodes.viewing": { recent: "With a fresh proof, used ones marked", once: "Never: they are shown once" },
	},
	days: (count) => (count === 1 ? "1 day" : `${count} days`),
	minutes: (count) => (count === 1 ? "1 minute" : `${count} minutes`),
	hours: (count) => (count === 1 ? "1 hour" : `${count} hours`),
	characters: (count) => `${count} characters`,
	codes: (count) => `${count} codes`,
	on: "On",
	off: "Off",
	noDate: "no date",
	noGrace: "No grace",
	noTrust: "Not allowed",
	unset: "not set",
	inherited: "as the organization",
};

const es: FieldWords = {
	names: {
		requirement: "Autenticación en dos pasos",
		requiredFromAt: "Obligatoria desde",
		graceDays: "Días de gracia",
		trustedBrowserDays: "Navegadores de confianza, días",
		"lock.after": "Códigos erróneos seguidos hasta el bloqueo",
		"lock.mode": "Cómo termina un bloqueo",
		"lock.minutes": "Minutos de un bloqueo temporal",
		"session.idleMinutes": "Minutos sin actividad",
		"session.absoluteHours": "Horas en total",
		"recoveryCodes.delivery": "Cómo se entregan los códigos nuevos",
		"recoveryCodes.form": "Qué aspecto tiene un código",
		"recoveryCodes.viewing": "Ver los códigos más tarde",
		"password.minLength": "Contraseña más corta",
		"password.minLengthWithoutFactor": "Contraseña más corta sin segundo factor",
		setUpSheet: "Una hoja para imprimir en la configuración",
		textRecovery: "Restablecer una aplicación perdida con un mensaje de texto",
	},
	hints: {
		requiredFromAt: "Déjalo vacío para empezar ya. Se avisa por correo 14, 7 y 1 días antes.",
		graceDays: "De 0 a 90. Durante esos días aún se entra sin él, y una barra lo recuerda.",
		trustedBrowserDays: "De 0 a 365. Con 0 nadie puede saltarse el código en un navegador de confianza.",
		"lock.after": "De 3 a 10.",
		"lock.minutes": "De 1 a 1440.",
		"session.idleMinutes": "De 5 a 43.200. Tras ese tiempo sin actividad hay que volver a entrar.",
		"session.absoluteHours": "De 1 a 720. Tras ese tiempo hay que volver a entrar, se haga lo que se haga.",
		"password.minLength": "De 8 a 64 caracteres.",
		"password.minLengthWithoutFactor": "De 8 a 64 caracteres, para quien solo tiene la contraseña.",
		setUpSheet:
			"La página de configuración ofrece una hoja con el código QR y la clave. Quien encuentra la hoja tiene el factor.",
		textRecovery:
			"Un código enviado al teléfono guardado puede restablecer el segundo factor. Los números se pueden robar, así que es más débil que una aplicación.",
	},
	choices: {
		requirement: { off: "Desactivada", optional: "Opcional", required: "Obligatoria" },
		"lock.mode": { untilUnlocked: "Cuando un administrador desbloquea", timed: "Solo, tras unos minutos" },
		"recoveryCodes.delivery": { screen: "En la pantalla", screenAndEmail: "En la pantalla y por correo" },
		"recoveryCodes.form": { digits8: "8 cifras", crockford10: "10 letras y cifras" },
		"recoveryCodes.viewing": {
			recent: "Con una prueba reciente, los usados marcados",
			once: "Nunca: se muestran una sola vez",
		},
	},
	days: (count) => (count === 1 ? "1 día" : `${count} días`),
	minutes: (count) => (count === 1 ? "1 minuto" : `${count} minutos`),
	hours: (count) => (count === 1 ? "1 hora" : `${count} horas`),
	characters: (count) => `${count} caracteres`,
	codes: (count) => `${count} códigos`,
	on: "Sí",
	off: "No",
	noDate: "sin fecha",
	noGrace: "Sin gracia",
	noTrust: "No se permiten",
	unset: "sin fijar",
	inherited: "como la organización",
};

export const fieldWords: Catalogue<FieldWords> = { en, es };
