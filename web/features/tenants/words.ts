/**
 * The sentences of the front page and of signing up an organization.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	product: "Gatehouse",
	homeTitle: "A calm front door for your organization",
	homeLead:
		"Gatehouse signs your people in with e-mail, password and a code from any authenticator app. It asks rarely, lets people in quickly, and shows administrators who did what.",
	points: [
		{
			title: "A second step that works everywhere",
			text: "Google Authenticator, Microsoft Authenticator, Authy or any other app for time-based codes. Nothing to install on your side.",
		},
		{
			title: "Asked rarely",
			text: "People may trust their own browser for some days. Everybody can see and take back what they trusted.",
		},
		{
			title: "A lost phone is a bad morning, not a lost account",
			text: "Recovery codes, a guided move to a new phone, and your administrators as the last resort.",
		},
	],
	signUpCall: "Sign up your organization",
	findTitle: "Find your organization",
	findReason: "Type the address that your organization gave you. It is the part that follows the last slash.",
	address: "Your organization's address",
	find: "Go to its sign-in",
	addressWrong: "An address has 3 to 40 small letters, digits and hyphens, for example acme-labs.",
	helpCall: "Read the help",

	signUpTitle: "Sign up your organization",
	signUpReason:
		"You become its owner. It is free to try and takes a minute; we send a letter to verify your e-mail address.",
	organization: "Name of the organization",
	organizationMissing: "Type the name of your organization.",
	slug: "Address",
	slugHint: "Small letters, digits and hyphens. Your people sign in there.",
	slugChecking: "Checking whether this address is free…",
	slugFree: "This address is free.",
	slugReasons: {
		malformed: "An address has 3 to 40 small letters, digits and single hyphens, and a letter or digit at both ends.",
		reserved: "This address is reserved. Choose another one.",
		taken: "Another organization has this address. Choose another one.",
	},
	name: "Your name",
	nameMissing: "Type your name.",
	email: "Your e-mail",
	emailWrong: "An e-mail address looks like name@example.com.",
	password: "Choose a password",
	passwordHint: "At least 8 characters. A few unrelated words are easy to remember and hard to guess.",
	passwordShort: "A password has at least 8 characters.",
	create: "Create the organization",
	sentTitle: "Check your mail",
	sent: (email: string) =>
		`We sent a letter to ${email}. Open its link within 24 hours to verify your address; then you can sign in.`,
	sentNot: "Nothing there? Look among the unwanted mail, and check the address for typing mistakes.",
	toSignIn: "Go to sign-in",
	home: "Back to the front page",

	notFoundTitle: "There is nothing here",
	notFound: "This address leads nowhere. It may be typed wrongly, or the page is gone.",
	toStart: "Go to the start",
};

const es: typeof en = {
	product: "Gatehouse",
	homeTitle: "Una puerta tranquila para tu organización",
	homeLead:
		"Con Gatehouse tu gente inicia sesión con correo, contraseña y un código de cualquier aplicación de autenticación. Pregunta poco, deja entrar rápido y muestra a los administradores quién hizo qué.",
	points: [
		{
			title: "Un segundo paso que funciona en todas partes",
			text: "Google Authenticator, Microsoft Authenticator, Authy o cualquier otra aplicación de códigos temporales. No tienes que instalar nada.",
		},
		{
			title: "Pregunta poco",
			text: "Cada persona puede confiar en su propio navegador durante unos días, y ver y retirar esa confianza cuando quiera.",
		},
		{
			title: "Perder el teléfono es una mala mañana, no una cuenta perdida",
			text: "Códigos de recuperación, un cambio de teléfono guiado y tus administradores como último recurso.",
		},
	],
	signUpCall: "Registrar tu organización",
	findTitle: "Busca tu organización",
	findReason: "Escribe la dirección que te dio tu organización. Es la parte que sigue a la última barra.",
	address: "La dirección de tu organización",
	find: "Ir a su inicio de sesión",
	addressWrong: "Una dirección tiene de 3 a 40 letras minúsculas, cifras y guiones, por ejemplo acme-labs.",
	helpCall: "Leer la ayuda",

	signUpTitle: "Registra tu organización",
	signUpReason:
		"Serás su propietario. Probarlo es gratis y lleva un minuto; te enviamos una carta para verificar tu correo electrónico.",
	organization: "Nombre de la organización",
	organizationMissing: "Escribe el nombre de tu organización.",
	slug: "Dirección",
	slugHint: "Letras minúsculas, cifras y guiones. Ahí inicia sesión tu gente.",
	slugChecking: "Comprobando si esta dirección está libre…",
	slugFree: "Esta dirección está libre.",
	slugReasons: {
		malformed:
			"Una dirección tiene de 3 a 40 letras minúsculas, cifras y guiones sueltos, y una letra o cifra en ambos extremos.",
		reserved: "Esta dirección está reservada. Elige otra.",
		taken: "Otra organización tiene esta dirección. Elige otra.",
	},
	name: "Tu nombre",
	nameMissing: "Escribe tu nombre.",
	email: "Tu correo electrónico",
	emailWrong: "Un correo electrónico tiene esta forma: nombre@ejemplo.com.",
	password: "Elige una contraseña",
	passwordHint: "Al menos 8 caracteres. Unas pocas palabras sin relación se recuerdan bien y se adivinan mal.",
	passwordShort: "Una contraseña tiene al menos 8 caracteres.",
	create: "Crear la organización",
	sentTitle: "Mira tu correo",
	sent: (email) =>
		`Hemos enviado una carta a ${email}. Abre su enlace en menos de 24 horas para verificar tu dirección; después puedes iniciar sesión.`,
	sentNot: "¿No ha llegado? Mira entre el correo no deseado y comprueba que la dirección esté bien escrita.",
	toSignIn: "Ir al inicio de sesión",
	home: "Volver a la portada",

	notFoundTitle: "Aquí no hay nada",
	notFound: "Esta dirección no lleva a ninguna parte. Puede estar mal escrita, o la página ya no existe.",
	toStart: "Ir al inicio",
};

export const words: Catalogue<typeof en> = { en, es };
