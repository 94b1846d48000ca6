/**
 * The sentences around the account: its menu, its bar of notices, and the Security page.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	account: "My account",
	menu: "My account",
	tabs: { profile: "Profile", security: "Security", browsers: "Trusted browsers", sessions: "Sessions" },
	signedInAs: "Signed in as",
	signOut: "Sign out",
	settings: "Settings",
	noAnswer: "Your account could not be loaded.",
	tryAgain: "Try again",

	notices: "Notices",
	setUpRequired: "Your organization asks you to set up two-factor authentication.",
	setUpDue: (date: string) =>
		`Your organization asks you to set up two-factor authentication by ${date}. After that nothing else opens before it is done.`,
	setUpUpcoming: (date: string) =>
		`From ${date} on, your organization asks you for a second factor at sign-in. Set it up now, and that day changes nothing for you.`,
	setUpLimited: "Your account opens when two-factor authentication is set up.",
	setUpFirst: "Set up your second factor first",
	setUpFirstThen: "When it is done, this page goes on where you were.",
	setUpOffered: "Make your account safer: sign in with a code from an app as well as your password.",
	recoveryCodesLow: (left: number) => `You have only ${left} recovery codes left. Make new ones before they run out.`,
	recoveryCodesOne: "You have only 1 recovery code left. Make new ones before it is gone.",
	recoveryCodesGone: "You have no recovery codes left. Make new ones, so that a lost phone does not lock you out.",
	recoveryCodesUnsaved:
		"You have not confirmed that your recovery codes are saved. Look at them again or make new ones.",
	codesRefused: (count: number) =>
		count === 1
			? "Before this sign-in somebody gave your password and one wrong code. If it was not you, change your password."
			: `Before this sign-in somebody gave your password and ${count} wrong codes. If it was not you, change your password.`,
	setUpNow: "Set it up now",
	makeNew: "Make new codes",
	notNow: "Not now",

	security: "Security",
	securityLead: "How you sign in.",
	twoFactor: "Two-factor authentication",
	on: "On",
	off: "Off",
	offText: "Signing in takes only your password. With a second step, somebody who learns it still cannot get in.",
	onSince: "On since",
	required: {
		user: "Your administrator requires it for your account.",
		realm: "A rule of your realm requires it.",
		tenant: "Your organization requires it for everyone.",
	},
	left: (left: number) => (left === 1 ? "1 recovery code left" : `${left} recovery codes left`),
	needs:
		"You need an authenticator app such as Google Authenticator, Microsoft Authenticator or Authy. The set-up takes a few minutes.",
	notOffered: "Your organization does not offer it. If you want it, ask your administrator.",
	configure: "Configure 2FA",
	newPhone: "Set up on a new phone",
	newPhoneText:
		"For a new device while you still have the old one. You get a new QR code; the old app's codes stop working.",
	disable: "Disable 2FA",
	disableText: "From then on only your password is asked.",
	showCodes: "Show recovery codes",
	resetCodes: "Reset backup codes",
	password: "Password",
	passwordText: "Changing it ends all other sessions.",
	changePassword: "Change password",

	disableTitle: "Disable two-factor authentication",
	disableStep: (step: number) => `Step ${step} of 3`,
	disablePassword: "First your password, to be sure that it is you.",
	disableCode: "Now a code from your app, or one of your recovery codes; a recovery code is used up by this.",
	disableConfirm: (account: string) =>
		`Two-factor authentication for ${account} goes off. Your app's codes, your recovery codes and your trusted browsers stop mattering: from then on only the password is asked.`,
	passwordLabel: "Current password",
	passwordMissing: "Type your current password.",
	codeLabel: "Code from the app or recovery code",
	codeWrong: "An app's code has 6 digits; a recovery code has 8 digits or 10 letters and digits.",
	disableNext: "Disable",
	continue: "Continue",
	confirm: "Confirm",
	cancel: "Cancel",
	disabled: "Two-factor authentication is off.",
	configured: "Two-factor authentication is on. At the next sign-in we ask for a code.",
	regenerated: "Your new recovery codes are saved; the old ones no longer work.",
};

const es: typeof en = {
	account: "Mi cuenta",
	menu: "Mi cuenta",
	tabs: { profile: "Perfil", security: "Seguridad", browsers: "Navegadores de confianza", sessions: "Sesiones" },
	signedInAs: "Sesión de",
	signOut: "Cerrar sesión",
	settings: "Ajustes",
	noAnswer: "No se ha podido cargar tu cuenta.",
	tryAgain: "Volver a intentarlo",

	notices: "Avisos",
	setUpRequired: "Tu organización te pide que configures la autenticación en dos pasos.",
	setUpDue: (date) =>
		`Tu organización te pide que configures la autenticación en dos pasos antes del ${date}. Después no se abrirá nada más hasta que esté hecha.`,
	setUpUpcoming: (date) =>
		`A partir del ${date}, tu organización te pedirá un segundo factor al iniciar sesión. Configúralo ahora y ese día no cambiará nada para ti.`,
	setUpLimited: "Tu cuenta se abre cuando la autenticación en dos pasos esté configurada.",
	setUpFirst: "Configura primero tu segundo factor",
	setUpFirstThen: "Cuando esté hecho, esta página sigue donde estabas.",
	setUpOffered: "Protege mejor tu cuenta: inicia sesión con un código de una aplicación además de tu contraseña.",
	recoveryCodesLow: (left) =>
		`Solo te quedan ${left} códigos de recuperación. Crea otros nuevos antes de que se acaben.`,
	recoveryCodesOne: "Solo te queda 1 código de recuperación. Crea otros nuevos antes de que se acabe.",
	recoveryCodesGone:
		"No te quedan códigos de recuperación. Crea otros nuevos para que perder el teléfono no te deje fuera.",
	recoveryCodesUnsaved:
		"No has confirmado que guardaste tus códigos de recuperación. Míralos otra vez o crea otros nuevos.",
	codesRefused: (count) =>
		count === 1
			? "Antes de este inicio de sesión alguien dio tu contraseña y un código erróneo. Si no fuiste tú, cambia tu contraseña."
			: `Antes de este inicio de sesión alguien dio tu contraseña y ${count} códigos erróneos. Si no fuiste tú, cambia tu contraseña.`,
	setUpNow: "Configurarla ahora",
	makeNew: "Crear códigos nuevos",
	notNow: "Ahora no",

	security: "Seguridad",
	securityLead: "Cómo inicias sesión.",
	twoFactor: "Autenticación en dos pasos",
	on: "Activada",
	off: "Desactivada",
	offText: "Para iniciar sesión basta tu contraseña. Con un segundo paso, quien la descubra seguirá sin poder entrar.",
	onSince: "Activada",
	required: {
		user: "Tu administrador la exige para tu cuenta.",
		realm: "Una regla de tu ámbito la exige.",
		tenant: "Tu organización la exige a todo el mundo.",
	},
	left: (left) => (left === 1 ? "Queda 1 código de recuperación" : `Quedan ${left} códigos de recuperación`),
	needs:
		"Necesitas una aplicación de autenticación como Google Authenticator, Microsoft Authenticator o Authy. La configuración lleva unos minutos.",
	notOffered: "Tu organización no la ofrece. Si la quieres, pregunta a tu administrador.",
	configure: "Configurar 2FA",
	newPhone: "Configurar en un teléfono nuevo",
	newPhoneText:
		"Para un dispositivo nuevo mientras aún tienes el antiguo. Recibes otro código QR; los códigos de la aplicación antigua dejan de servir.",
	disable: "Desactivar 2FA",
	disableText: "Desde entonces solo se pide tu contraseña.",
	showCodes: "Mostrar los códigos de recuperación",
	resetCodes: "Restablecer los códigos de respaldo",
	password: "Contraseña",
	passwordText: "Al cambiarla se cierran todas las demás sesiones.",
	changePassword: "Cambiar la contraseña",

	disableTitle: "Desactivar la autenticación en dos pasos",
	disableStep: (step) => `Paso ${step} de 3`,
	disablePassword: "Primero tu contraseña, para saber que eres tú.",
	disableCode:
		"Ahora un código de tu aplicación o uno de tus códigos de recuperación; un código de recuperación se gasta con esto.",
	disableConfirm: (account) =>
		`La autenticación en dos pasos de ${account} se desactiva. Los códigos de la aplicación, los de recuperación y los navegadores de confianza dejan de contar: desde entonces solo se pide la contraseña.`,
	passwordLabel: "Contraseña actual",
	passwordMissing: "Escribe tu contraseña actual.",
	codeLabel: "Código de la aplicación o de recuperación",
	codeWrong: "Un código de la aplicación tiene 6 cifras; uno de recuperación tiene 8 cifras o 10 letras y cifras.",
	disableNext: "Desactivar",
	continue: "Continuar",
	confirm: "Confirmar",
	cancel: "Cancelar",
	disabled: "La autenticación en dos pasos está desactivada.",
	configured: "La autenticación en dos pasos está activada. En el próximo inicio de sesión pediremos un código.",
	regenerated: "Tus códigos de recuperación nuevos están guardados; los antiguos ya no sirven.",
};

export const words: Catalogue<typeof en> = { en, es };
