/**
 * The sentences of the page behind an enrolment link, which came by letter or by text message.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	title: "Set up your second factor",
	asked: (tenant: string) =>
		`${tenant} has sent this link to somebody who is to sign in with a second step. If it was sent to you, begin: this browser then sets up the second factor of your account.`,
	notAsked: "Somebody else gave you the link, or you expected none? Then close this page and ask your administrator.",
	begin: (tenant: string) => `Set up my second factor for ${tenant}`,
	opening: "Opening your link…",
	reason: (name: string, tenant: string) =>
		`Hello ${name}. ${tenant} asks you to sign in with a second step from now on. Set it up here, best on the phone that will show the codes.`,

	noToken: "This page needs the link of your letter or text message.",
	noTokenNext: "Open the message and follow its link once more. It counts until the set-up is done.",
	deadTitle: "This link no longer works",
	dead: "It was used already, it is older than 72 hours, or a newer one was sent in its place.",
	deadNext: "What you can do:",
	deadWays: [
		"Look for a newer message with a link, and open that one.",
		"If you have set up your second factor already, sign in: there is nothing left to do.",
		"Sign in all the same: where a second factor is required, the set-up begins there by itself.",
		"Otherwise ask your administrator to send you a new link.",
	],
	administrator: "Your organization's administrator",
	help: "More about enrolment links",
	overTitle: "The set-up has ended",
	overNext: "Your link still counts. Begin again; you will get a new key.",
	overNextElsewhere: "Open the link of your message again; you will get a new key.",
	again: "Begin again",
	tryAgain: "Try again",

	doneTitle: "Your second factor is set up",
	done: "Two-factor authentication is on.",
	doneNext:
		"Now sign in with your e-mail, your password and a code from the app: here, or on the computer where you were asked for it.",
	toSignIn: "Sign in",
};

const es: typeof en = {
	title: "Configura tu segundo factor",
	asked: (tenant) =>
		`${tenant} ha enviado este enlace a alguien que va a iniciar sesión con un segundo paso. Si te lo envió a ti, empieza: este navegador configurará entonces el segundo factor de tu cuenta.`,
	notAsked:
		"¿Te dio el enlace otra persona o no lo esperabas? Entonces cierra esta página y pregunta a tu administrador.",
	begin: (tenant) => `Configurar mi segundo factor para ${tenant}`,
	opening: "Abriendo tu enlace…",
	reason: (name, tenant) =>
		`Hola, ${name}. ${tenant} te pide iniciar sesión con un segundo paso a partir de ahora. Configúralo aquí, mejor en el teléfono que mostrará los códigos.`,

	noToken: "Esta página necesita el enlace de tu carta o de tu mensaje de texto.",
	noTokenNext: "Abre el mensaje y sigue su enlace otra vez. Sirve hasta que la configuración esté hecha.",
	deadTitle: "Este enlace ya no sirve",
	dead: "Ya se usó, tiene más de 72 horas o se envió otro más nuevo en su lugar.",
	deadNext: "Qué puedes hacer:",
	deadWays: [
		"Busca un mensaje más nuevo con un enlace y abre ese.",
		"Si ya configuraste tu segundo factor, inicia sesión: no queda nada por hacer.",
		"Inicia sesión de todos modos: donde se exige un segundo factor, la configuración empieza allí sola.",
		"Si no, pide a tu administrador que te envíe un enlace nuevo.",
	],
	administrator: "El administrador de tu organización",
	help: "Más sobre los enlaces de alta",
	overTitle: "La configuración ha terminado",
	overNext: "Tu enlace aún sirve. Empieza de nuevo; recibirás otra clave.",
	overNextElsewhere: "Abre otra vez el enlace de tu mensaje; recibirás otra clave.",
	again: "Empezar de nuevo",
	tryAgain: "Volver a intentarlo",

	doneTitle: "Tu segundo factor está configurado",
	done: "La autenticación en dos pasos está activada.",
	doneNext:
		"Ahora inicia sesión con tu correo, tu contraseña y un código de la aplicación: aquí, o en el ordenador donde te lo pidieron.",
	toSignIn: "Iniciar sesión",
};

export const words: Catalogue<typeof en> = { en, es };
