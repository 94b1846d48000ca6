/**
 * The sentences of a sign-in in which a phone number plays a part: giving it, the link that goes there, the code that
 * comes from there. A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

/** A number that no line breaks apart. */
const whole = (phone: string): string => phone.replaceAll(" ", "\u00a0");

const en = {
	phoneTitle: "Your phone number",
	phoneReason: (tenant: string) =>
		`${tenant} sets up two-factor authentication on your phone: we send a link there by text message. The only thing missing is your number.`,
	phoneUse: "It is used for this link and for messages about your sign-in, and for nothing else.",
	phoneNext: "Save and send the link",
	linkTitle: "Set up on your phone",
	linkReason: (phone: string) =>
		`We send a link by text message to ${whole(phone)}. Open it on that phone: it leads through the set-up there. The link works once, for 72 hours.`,
	linkSend: "Send the link to my phone",
	linkAgain: "Send the link again",
	linkSent: (phone: string) => `A text message with the link is on its way to ${whole(phone)}.`,
	linkThen: "When your phone shows a code for this account, sign in here with it.",
	linkUnsent: "The text message could not be sent. Wait a few minutes and try again, or set up here with a QR code.",
	linkDone: "My phone is set up: sign in",
	linkHere: "Set up here with a QR code",

	textOffer: (phone: string) => `Neither app nor recovery codes? Send a code to my phone, ${whole(phone)}`,
	textTitle: "Reset by text message",
	textReason: (phone: string) =>
		`We sent a code to ${whole(phone)}. It works once, for ten minutes, in this browser. With it you set up two-factor authentication again; then the old app's codes and all trusted browsers stop working.`,
	textCode: "8-digit code from the text message",
	textCodeWrong: "The code of the text message has exactly 8 digits, for example 1234 5678.",
	textAgain: "Send another code",
	textSentAgain: "Another code is on its way. The newest one counts.",
};

const es: typeof en = {
	phoneTitle: "Tu número de teléfono",
	phoneReason: (tenant) =>
		`En ${tenant} la autenticación en dos pasos se configura en tu teléfono: enviamos allí un enlace por mensaje de texto. Solo falta tu número.`,
	phoneUse: "Se usa para este enlace y para mensajes sobre tu inicio de sesión, y para nada más.",
	phoneNext: "Guardar y enviar el enlace",
	linkTitle: "Configurar en tu teléfono",
	linkReason: (phone) =>
		`Enviamos un enlace por mensaje de texto a ${whole(phone)}. Ábrelo en ese teléfono: allí te guía por la configuración. El enlace sirve una vez, durante 72 horas.`,
	linkSend: "Enviar el enlace a mi teléfono",
	linkAgain: "Enviar el enlace otra vez",
	linkSent: (phone) => `Un mensaje de texto con el enlace está en camino a ${whole(phone)}.`,
	linkThen: "Cuando tu teléfono muestre un código de esta cuenta, inicia sesión aquí con él.",
	linkUnsent:
		"No se ha podido enviar el mensaje de texto. Espera unos minutos y vuelve a intentarlo, o configúralo aquí con un código QR.",
	linkDone: "Mi teléfono está listo: iniciar sesión",
	linkHere: "Configurar aquí con un código QR",

	textOffer: (phone) => `¿Ni aplicación ni códigos de recuperación? Enviar un código a mi teléfono, ${whole(phone)}`,
	textTitle: "Restablecer con un mensaje de texto",
	textReason: (phone) =>
		`Hemos enviado un código a ${whole(phone)}. Sirve una vez, durante diez minutos, en este navegador. Con él configuras de nuevo la autenticación en dos pasos; entonces dejan de servir los códigos de la aplicación antigua y los navegadores de confianza.`,
	textCode: "Código de 8 cifras del mensaje de texto",
	textCodeWrong: "El código del mensaje de texto tiene exactamente 8 cifras, por ejemplo 1234 5678.",
	textAgain: "Enviar otro código",
	textSentAgain: "Otro código está en camino. Vale el más nuevo.",
};

export const words: Catalogue<typeof en> = { en, es };
