/**
 * The sentences about a person's own data, and about the letters that bring a person here.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	profile: "Profile",
	name: "Name",
	nameMissing: "Type your name.",
	email: "E-mail",
	emailHint: "You sign in with this address. Only an administrator can change it.",
	phoneUse: "For links and codes by text message, where your organization uses them.",
	language: "Language of letters and pages",
	english: "English",
	spanish: "Español",
	save: "Save",
	saved: "Your profile is saved.",

	verifyTitle: "Verify your address",
	verifyReason: (tenant: string) =>
		`${tenant} was signed up with the address to which your letter came. Verify that the address is yours, and ${tenant} opens with you as its owner.`,
	verifyNot: "You did not sign up? Then close this page: as long as nobody verifies it, the address has no power.",
	verify: (tenant: string) => `Verify my address for ${tenant}`,
	verified: "Your e-mail address is verified. You can sign in now.",
	toSignIn: "Go to sign-in",
	noToken: "This page needs the link from your letter. Open the letter and follow its link, or ask for a new one.",

	invitationTitle: "Accept your invitation",
	invitationReason: (tenant: string) =>
		`${tenant} has invited you. Choose a password to begin; the second step, where it is asked for, comes right after.`,
	nameHint: "As your colleagues should see it. Leave it empty to keep the name from the invitation.",
	password: "Choose a password",
	passwordHint: (least: number) =>
		`At least ${least} characters. A few unrelated words are easy to remember and hard to guess.`,
	passwordShort: (least: number) => `A password has at least ${least} characters.`,
	accept: "Accept the invitation",
};

const es: typeof en = {
	profile: "Perfil",
	name: "Nombre",
	nameMissing: "Escribe tu nombre.",
	email: "Correo electrónico",
	emailHint: "Inicias sesión con esta dirección. Solo un administrador puede cambiarla.",
	phoneUse: "Para enlaces y códigos por mensaje de texto, donde tu organización los usa.",
	language: "Idioma de las cartas y las páginas",
	english: "English",
	spanish: "Español",
	save: "Guardar",
	saved: "Tu perfil está guardado.",

	verifyTitle: "Verifica tu dirección",
	verifyReason: (tenant) =>
		`${tenant} se dio de alta con la dirección a la que llegó tu carta. Verifica que la dirección es tuya y ${tenant} se abrirá contigo como propietario.`,
	verifyNot:
		"¿No fuiste tú? Entonces cierra esta página: mientras nadie la verifique, la dirección no tiene ningún poder.",
	verify: (tenant) => `Verificar mi dirección para ${tenant}`,
	verified: "Tu correo electrónico está verificado. Ya puedes iniciar sesión.",
	toSignIn: "Ir al inicio de sesión",
	noToken: "Esta página necesita el enlace de tu carta. Abre la carta y sigue su enlace, o pide otro nuevo.",

	invitationTitle: "Acepta tu invitación",
	invitationReason: (tenant) =>
		`${tenant} te ha invitado. Elige una contraseña para empezar; el segundo paso, si se pide, viene justo después.`,
	nameHint: "Como deben verlo tus colegas. Déjalo vacío para mantener el nombre de la invitación.",
	password: "Elige una contraseña",
	passwordHint: (least) =>
		`Al menos ${least} caracteres. Unas pocas palabras sin relación se recuerdan bien y se adivinan mal.`,
	passwordShort: (least) => `Una contraseña tiene al menos ${least} caracteres.`,
	accept: "Aceptar la invitación",
};

export const words: Catalogue<typeof en> = { en, es };
