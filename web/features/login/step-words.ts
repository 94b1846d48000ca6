/**
 * The sentences of the steps after the password.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	codeTitle: "Enter your code",
	signingInAs: "Signing in as",
	codeReason: (tenant: string) =>
		`Your password was right. To be sure that it is you, open your authenticator app and type the code it shows for ${tenant}.`,
	code: "6-digit code",
	codeWrong: "A code has exactly 6 digits, for example 123 456.",
	trust: (days: number) => `Trust this browser for ${days === 1 ? "1 day" : `${days} days`}`,
	trustHint: "Then we ask only for your password here. Leave it off on a shared computer.",
	verify: "Verify",
	otherWays: "No code at hand?",
	useRecovery: "Use a recovery code",
	resetFactor: "Reset two-factor authentication settings",
	lostBoth: "Lost your phone and your codes? Contact your organization's administrator",
	someoneElse: "Sign in as someone else",
	clockHelp: "How to set the clock",

	recoveryTitle: "Use a recovery code",
	recoveryReason:
		"Type one of the recovery codes you saved when you set up two-factor authentication. Each works once.",
	recoveryCode: "Recovery code",
	digits8: "8 digits",
	crockford10: "10 letters and digits",
	digits8Wrong: "A recovery code has exactly 8 digits.",
	crockford10Wrong: "A recovery code has exactly 10 letters and digits, without I, L, O and U.",
	useCode: "Use this code",
	backToApp: "Use my authenticator app",

	resetTitle: "Reset two-factor authentication settings",
	resetReason:
		"For a new phone. After a last code from the old app, or a recovery code, you set up two-factor authentication again; then the old app's codes and all trusted browsers stop working.",
	eitherCode: "Code from the app or recovery code",
	eitherCodeWrong: "An app's code has 6 digits; a recovery code has 8 digits or 10 letters and digits.",
	resetConfirm: "Confirm and set up again",
	back: "Back",

	newCodesTitle: "Make new recovery codes",
	newCodesReason:
		"That was your last recovery code. Make a new set before you go on, so that you can get in again if your phone is lost.",
	unsavedTitle: "Your recovery codes are not saved yet",
	unsavedReason:
		"This page was closed before you said that you have saved your recovery codes. Look at them once more to go on.",
	showAgain: "Show my recovery codes",
	makeCodes: "Make new recovery codes",

	verifyTitle: "Check your mail",
	verifyReason:
		"Your e-mail address is not verified yet. Open the letter we sent you and follow its link, then sign in.",
	backToSignIn: "Back to sign-in",

	setUpTitle: "Set up two-factor authentication",
	reasons: {
		userRequired: "Your administrator asks you to sign in with a second step from now on. Set it up once to go on.",
		realmRequired:
			"Your organization asks everyone in your realm to sign in with a second step. Set it up once to go on.",
		tenantRequired: "Your organization asks everyone to sign in with a second step. Set it up once to go on.",
		enrolment: "You opened the link that your organization sent you. Set up the second step once to go on.",
		enrolled: "You asked for two-factor authentication. Set it up now to go on.",
		reset: "Set up your new phone. The old app keeps working until the new one is confirmed.",
		codesSpent: "Set up two-factor authentication to go on.",
	},
};

const es: typeof en = {
	codeTitle: "Escribe tu código",
	signingInAs: "Inicias sesión como",
	codeReason: (tenant) =>
		`La contraseña es correcta. Para saber que eres tú, abre tu aplicación de autenticación y escribe el código que muestra para ${tenant}.`,
	code: "Código de 6 cifras",
	codeWrong: "Un código tiene exactamente 6 cifras, por ejemplo 123 456.",
	trust: (days) => `Confiar en este navegador durante ${days === 1 ? "1 día" : `${days} días`}`,
	trustHint: "Así aquí solo pediremos tu contraseña. No lo marques en un ordenador compartido.",
	verify: "Verificar",
	otherWays: "¿No tienes un código a mano?",
	useRecovery: "Usar un código de recuperación",
	resetFactor: "Restablecer la autenticación en dos pasos",
	lostBoth: "¿Has perdido el teléfono y los códigos? Habla con el administrador de tu organización",
	someoneElse: "Iniciar sesión como otra persona",
	clockHelp: "Cómo ajustar el reloj",

	recoveryTitle: "Usar un código de recuperación",
	recoveryReason:
		"Escribe uno de los códigos de recuperación que guardaste al configurar la autenticación en dos pasos. Cada uno sirve una vez.",
	recoveryCode: "Código de recuperación",
	digits8: "8 cifras",
	crockford10: "10 letras y cifras",
	digits8Wrong: "Un código de recuperación tiene exactamente 8 cifras.",
	crockford10Wrong: "Un código de recuperación tiene exactamente 10 letras y cifras, sin I, L, O ni U.",
	useCode: "Usar este código",
	backToApp: "Usar mi aplicación de autenticación",

	resetTitle: "Restablecer la autenticación en dos pasos",
	resetReason:
		"Para cambiar de teléfono. Tras un último código de la aplicación antigua, o uno de recuperación, configuras de nuevo la autenticación en dos pasos; entonces dejan de servir los códigos antiguos y los navegadores de confianza.",
	eitherCode: "Código de la aplicación o de recuperación",
	eitherCodeWrong:
		"Un código de la aplicación tiene 6 cifras; uno de recuperación tiene 8 cifras o 10 letras y cifras.",
	resetConfirm: "Confirmar y configurar de nuevo",
	back: "Volver",

	newCodesTitle: "Crea códigos de recuperación nuevos",
	newCodesReason:
		"Ese era tu último código de recuperación. Crea un juego nuevo antes de seguir, para poder entrar si pierdes el teléfono.",
	unsavedTitle: "Aún no has guardado tus códigos de recuperación",
	unsavedReason: "Esta página se cerró antes de que dijeras que los habías guardado. Míralos una vez más para seguir.",
	showAgain: "Mostrar mis códigos de recuperación",
	makeCodes: "Crear códigos nuevos",

	verifyTitle: "Mira tu correo",
	verifyReason:
		"Tu correo electrónico aún no está verificado. Abre la carta que te enviamos, sigue su enlace y después inicia sesión.",
	backToSignIn: "Volver al inicio de sesión",

	setUpTitle: "Configurar la autenticación en dos pasos",
	reasons: {
		userRequired:
			"Tu administrador te pide iniciar sesión con un segundo paso a partir de ahora. Configúralo una vez para seguir.",
		realmRequired:
			"Tu organización pide a todas las personas de tu ámbito iniciar sesión con un segundo paso. Configúralo una vez para seguir.",
		enrolment: "Has abierto el enlace que te envió tu organización. Configura el segundo paso una vez para seguir.",
		tenantRequired:
			"Tu organización pide a todo el mundo iniciar sesión con un segundo paso. Configúralo una vez para seguir.",
		enrolled: "Has pedido la autenticación en dos pasos. Configúrala ahora para seguir.",
		reset: "Configura tu teléfono nuevo. La aplicación antigua funciona hasta que confirmes la nueva.",
		codesSpent: "Configura la autenticación en dos pasos para seguir.",
	},
};

export const words: Catalogue<typeof en> = { en, es };
