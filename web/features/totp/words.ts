/**
 * The sentences of the set-up of an authenticator app, used at sign-in and in the account.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	title: "Set up two-factor authentication",
	newPhoneTitle: "Set up on a new phone",
	stepsLabel: "Steps",
	steps: ["Enable", "Install the app", "Set up"],
	done: "done",
	current: "current step",
	cancel: "Cancel",

	enableTitle: "Confirm your password",
	enableReason:
		"From then on, signing in takes your password and a code from an app on a device of yours. Somebody who learns your password still cannot get in.",
	newPhoneReason:
		"Your current app works until the new one is confirmed. Then its codes and all trusted browsers stop working.",
	password: "Current password",
	passwordMissing: "Type your current password.",
	enable: "Continue to the app",

	installTitle: "Install an authenticator app",
	installReason:
		"Any app for time-based codes will do, on a phone, a tablet, a laptop or a desktop computer. These follow the same standard; all are free.",
	method: "Authenticator app",
	methodNote: "Codes that change every 30 seconds (TOTP), from any app",
	androidStore: "Android",
	iosStore: "iPhone and iPad",
	desktopSite: "Windows, macOS and Linux",
	on: (app: string, store: string) => `${app} for ${store}`,
	noWindowsPhone: "Windows Phone is no longer supported: its store is closed. Use another device.",
	advice: [
		"Let the device lock itself after a short while, with a PIN, a pattern, your face or your finger.",
		"Set its clock to automatic: the codes depend on the right time.",
	],
	have: "I have the app",
	more: "Instructions for each system",

	scanTitle: "Scan this QR code",
	scanReason: "Open the app, choose the plus sign, and point the camera at the picture.",
	scanBefore: "An older entry for this account in the app no longer counts; you may delete it.",
	qrLabel: "QR code with the set-up key. The same key is behind “Type code manually”.",
	openTitle: "Add this account to your app",
	openReason:
		"Tap the button: your authenticator app opens and takes the account, with nothing to type. If nothing opens, install an app first, or copy the key below into it.",
	openHere: "Open in my authenticator app",
	qrElsewhere: "Show the QR code for another device",
	qrElsewhereReason: "Scan the picture with the device that will show the codes.",
	manual: "Type code manually",
	manualReason: (account: string) =>
		`In the app choose “enter a set-up key”. Account: ${account}. Type of key: time-based. Then type this key:`,
	keyLabel: "Set-up key",
	copyKey: "Copy the key",
	print: "Print set-up sheet",
	printReason: "Whoever has this sheet can make your codes. Keep it under lock.",
	sheetTitle: (service: string) => `Set-up sheet for ${service}`,
	continue: "Continue",

	codeTitle: "Type the code that the app shows",
	codeReason: (service: string, account: string) =>
		`Look for the entry “${service}: ${account}”. It shows six digits and a new code every 30 seconds.`,
	code: "6-digit code",
	codeWrong: "A code has exactly 6 digits, for example 123 456.",
	authenticate: "Authenticate",
	backToQr: "Back to the QR code",
	backToApp: "Back to the key",
	clockHelp: "How to set the clock",

	timeLeft: "Time left for the set-up:",
	minutesLeft: (minutes: number) => (minutes === 1 ? "1 minute left." : `${minutes} minutes left.`),
	secondsLeft: (seconds: number) => `${seconds} seconds left.`,
	over: "The ten minutes for the set-up are over.",
	overPassword: "Type your password again to go on; you will get a new QR code.",

	onTitle: "Two-factor authentication is on.",
};

const es: typeof en = {
	title: "Configurar la autenticación en dos pasos",
	newPhoneTitle: "Configurar en un teléfono nuevo",
	stepsLabel: "Pasos",
	steps: ["Activar", "Instalar la aplicación", "Configurar"],
	done: "hecho",
	current: "paso actual",
	cancel: "Cancelar",

	enableTitle: "Confirma tu contraseña",
	enableReason:
		"Desde entonces, para iniciar sesión hacen falta tu contraseña y un código de una aplicación en un dispositivo tuyo. Quien descubra tu contraseña seguirá sin poder entrar.",
	newPhoneReason:
		"Tu aplicación actual funciona hasta que confirmes la nueva. Después dejan de servir sus códigos y los navegadores de confianza.",
	password: "Contraseña actual",
	passwordMissing: "Escribe tu contraseña actual.",
	enable: "Seguir con la aplicación",

	installTitle: "Instala una aplicación de autenticación",
	installReason:
		"Sirve cualquier aplicación de códigos temporales, en un teléfono, una tableta, un portátil o un ordenador de mesa. Estas siguen el mismo estándar; todas son gratuitas.",
	method: "Aplicación de autenticación",
	methodNote: "Códigos que cambian cada 30 segundos (TOTP), de cualquier aplicación",
	androidStore: "Android",
	iosStore: "iPhone y iPad",
	desktopSite: "Windows, macOS y Linux",
	on: (app, store) => `${app} para ${store}`,
	noWindowsPhone: "Windows Phone ya no es compatible: su tienda está cerrada. Usa otro dispositivo.",
	advice: [
		"Haz que el dispositivo se bloquee solo al poco rato, con PIN, patrón, cara o huella.",
		"Pon su reloj en automático: los códigos dependen de la hora correcta.",
	],
	have: "Ya tengo la aplicación",
	more: "Instrucciones para cada sistema",

	scanTitle: "Escanea este código QR",
	scanReason: "Abre la aplicación, elige el signo más y apunta la cámara a la imagen.",
	scanBefore: "Si en la aplicación hay una entrada anterior de esta cuenta, ya no sirve; puedes borrarla.",
	qrLabel: "Código QR con la clave de configuración. La misma clave está en «Escribir el código a mano».",
	openTitle: "Añade esta cuenta a tu aplicación",
	openReason:
		"Toca el botón: tu aplicación de autenticación se abre y toma la cuenta, sin escribir nada. Si no se abre nada, instala antes una aplicación o copia en ella la clave de abajo.",
	openHere: "Abrir en mi aplicación de autenticación",
	qrElsewhere: "Mostrar el código QR para otro dispositivo",
	qrElsewhereReason: "Escanea la imagen con el dispositivo que mostrará los códigos.",
	manual: "Escribir el código a mano",
	manualReason: (account) =>
		`En la aplicación elige «introducir una clave». Cuenta: ${account}. Tipo de clave: basada en la hora. Después escribe esta clave:`,
	keyLabel: "Clave de configuración",
	copyKey: "Copiar la clave",
	print: "Imprimir hoja de configuración",
	printReason: "Quien tenga esta hoja puede generar tus códigos. Guárdala bajo llave.",
	sheetTitle: (service) => `Hoja de configuración de ${service}`,
	continue: "Continuar",

	codeTitle: "Escribe el código que muestra la aplicación",
	codeReason: (service, account) =>
		`Busca la entrada «${service}: ${account}». Muestra seis cifras y un código nuevo cada 30 segundos.`,
	code: "Código de 6 cifras",
	codeWrong: "Un código tiene exactamente 6 cifras, por ejemplo 123 456.",
	authenticate: "Autenticar",
	backToQr: "Volver al código QR",
	backToApp: "Volver a la clave",
	clockHelp: "Cómo ajustar el reloj",

	timeLeft: "Tiempo que queda para la configuración:",
	minutesLeft: (minutes) => (minutes === 1 ? "Queda 1 minuto." : `Quedan ${minutes} minutos.`),
	secondsLeft: (seconds) => `Quedan ${seconds} segundos.`,
	over: "Se acabaron los diez minutos para la configuración.",
	overPassword: "Escribe otra vez tu contraseña para seguir; recibirás otro código QR.",

	onTitle: "La autenticación en dos pasos está activada.",
};

export const words: Catalogue<typeof en> = { en, es };
