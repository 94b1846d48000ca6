/**
 * The sentences of the first sign-in screen; those of its steps are in `step-words.ts`, which comes after it.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	signIn: "Sign in",
	email: "E-mail",
	password: "Password",
	forgot: "Forgot your password?",
	emailMissing: "Type your e-mail address.",
	emailWrong: "An e-mail address looks like name@example.com.",
	passwordMissing: "Type your password.",
	alreadySignedIn: (email: string) => `You are signed in as ${email}.`,
	openAccount: "Open my account",
	noTenantNext: "Find your organization",
};

const es: typeof en = {
	signIn: "Iniciar sesión",
	email: "Correo electrónico",
	password: "Contraseña",
	forgot: "¿Has olvidado tu contraseña?",
	emailMissing: "Escribe tu correo electrónico.",
	emailWrong: "Un correo electrónico tiene esta forma: nombre@ejemplo.com.",
	passwordMissing: "Escribe tu contraseña.",
	alreadySignedIn: (email) => `Tienes la sesión abierta como ${email}.`,
	openAccount: "Abrir mi cuenta",
	noTenantNext: "Buscar tu organización",
};

export const words: Catalogue<typeof en> = { en, es };
