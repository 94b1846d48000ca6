/**
 * The sentences about passwords: a new one by letter, and changing it in the account.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	requestTitle: "Reset your password",
	requestReason:
		"Type your e-mail address. If there is an account for it, we send a letter with a link that works for 30 minutes.",
	email: "E-mail",
	emailWrong: "An e-mail address looks like name@example.com.",
	request: "Send the letter",
	sentTitle: "Check your mail",
	sent: (email: string) =>
		`If there is an account for ${email}, a letter is on its way. Its link works once, for 30 minutes.`,
	sentNot: "Nothing there? Look among the unwanted mail, or ask your organization's administrator.",
	backToSignIn: "Back to sign-in",

	chooseTitle: "Choose a new password",
	chooseReason: "You sign in with it afterwards; the second step stays as it is.",
	newPassword: "New password",
	hint: (least: number) =>
		`At least ${least} characters. A few unrelated words are easy to remember and hard to guess.`,
	short: (least: number) => `A password has at least ${least} characters.`,
	choose: "Set the new password",
	chosen: "Your password is changed. Sign in with the new one.",
	askAgain: "Ask for a new letter",
	toSignIn: "Go to sign-in",

	changeTitle: "Change password",
	changeReason: "All other sessions end, and browsers that you trusted are asked for a code again.",
	current: "Current password",
	currentMissing: "Type your current password.",
	code: "6-digit code",
	codeReason: "From your authenticator app.",
	codeWrong: "A code has exactly 6 digits, for example 123 456.",
	change: "Change password",
	cancel: "Cancel",
	changed: "Your password is changed.",
};

const es: typeof en = {
	requestTitle: "Restablece tu contraseña",
	requestReason:
		"Escribe tu correo electrónico. Si hay una cuenta con él, enviamos una carta con un enlace que sirve durante 30 minutos.",
	email: "Correo electrónico",
	emailWrong: "Un correo electrónico tiene esta forma: nombre@ejemplo.com.",
	request: "Enviar la carta",
	sentTitle: "Mira tu correo",
	sent: (email) =>
		`Si hay una cuenta con ${email}, la carta está en camino. Su enlace sirve una vez, durante 30 minutos.`,
	sentNot: "¿No ha llegado? Mira entre el correo no deseado o pregunta al administrador de tu organización.",
	backToSignIn: "Volver al inicio de sesión",

	chooseTitle: "Elige una contraseña nueva",
	chooseReason: "Después inicias sesión con ella; el segundo paso sigue como está.",
	newPassword: "Contraseña nueva",
	hint: (least) =>
		`Al menos ${least} caracteres. Unas pocas palabras sin relación se recuerdan bien y se adivinan mal.`,
	short: (least) => `Una contraseña tiene al menos ${least} caracteres.`,
	choose: "Guardar la contraseña nueva",
	chosen: "Tu contraseña está cambiada. Inicia sesión con la nueva.",
	askAgain: "Pedir otra carta",
	toSignIn: "Ir al inicio de sesión",

	changeTitle: "Cambiar la contraseña",
	changeReason:
		"Se cierran todas las demás sesiones, y a los navegadores de confianza se les vuelve a pedir un código.",
	current: "Contraseña actual",
	currentMissing: "Escribe tu contraseña actual.",
	code: "Código de 6 cifras",
	codeReason: "De tu aplicación de autenticación.",
	codeWrong: "Un código tiene exactamente 6 cifras, por ejemplo 123 456.",
	change: "Cambiar la contraseña",
	cancel: "Cancelar",
	changed: "Tu contraseña está cambiada.",
};

export const words: Catalogue<typeof en> = { en, es };
