/**
 * The sentences about sessions, and about proving anew that it is you.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	title: "Sessions",
	lead: "Where you are signed in right now. End what you do not recognize.",
	label: "Sessions",
	thisOne: "This one",
	unknownBrowser: "Unknown browser",
	nearPlace: (place: string) => `near ${place}`,
	lastSeen: "Last active",
	since: "Signed in",
	until: "Ends at the latest",
	assurance: {
		password: "Password only",
		trustedBrowser: "Trusted browser, without a code",
		secondFactor: "Password and code",
	},
	end: "Sign out",
	endNamed: (browser: string) => `Sign out ${browser}`,
	endTitle: "Sign out this session?",
	endBody: (browser: string) => `${browser} is signed out at once and has to sign in again.`,
	endOthers: "Sign out all other sessions",
	endOthersTitle: "Sign out all other sessions?",
	endOthersBody: "Every session but this one is signed out at once.",
	onlyThis: "You are signed in only here. When you sign in on another device, it shows up in this list.",
	ended: (count: number) => (count === 1 ? "1 session was signed out." : `${count} sessions were signed out.`),

	proofTitle: "Confirm that it is you",
	proofReason: "What comes next is sensitive. For the following ten minutes we do not ask again.",
	proofCode: "6-digit code",
	proofCodeWrong: "A code has exactly 6 digits, for example 123 456.",
	proofPassword: "Current password",
	proofPasswordMissing: "Type your current password.",
	proofConfirm: "Confirm",
	cancel: "Cancel",
};

const es: typeof en = {
	title: "Sesiones",
	lead: "Dónde tienes la sesión abierta ahora mismo. Cierra lo que no reconozcas.",
	label: "Sesiones",
	thisOne: "Esta",
	unknownBrowser: "Navegador desconocido",
	nearPlace: (place) => `cerca de ${place}`,
	lastSeen: "Última actividad",
	since: "Sesión iniciada",
	until: "Termina como muy tarde",
	assurance: {
		password: "Solo contraseña",
		trustedBrowser: "Navegador de confianza, sin código",
		secondFactor: "Contraseña y código",
	},
	end: "Cerrar sesión",
	endNamed: (browser) => `Cerrar sesión en ${browser}`,
	endTitle: "¿Cerrar esta sesión?",
	endBody: (browser) => `La sesión de ${browser} se cierra al instante y habrá que iniciarla de nuevo.`,
	endOthers: "Cerrar todas las demás sesiones",
	endOthersTitle: "¿Cerrar todas las demás sesiones?",
	endOthersBody: "Todas las sesiones menos esta se cierran al instante.",
	onlyThis: "Solo tienes la sesión abierta aquí. Cuando la inicies en otro dispositivo, aparecerá en esta lista.",
	ended: (count) => (count === 1 ? "Se cerró 1 sesión." : `Se cerraron ${count} sesiones.`),

	proofTitle: "Confirma que eres tú",
	proofReason: "Lo que sigue es delicado. Durante los próximos diez minutos no volveremos a preguntar.",
	proofCode: "Código de 6 cifras",
	proofCodeWrong: "Un código tiene exactamente 6 cifras, por ejemplo 123 456.",
	proofPassword: "Contraseña actual",
	proofPasswordMissing: "Escribe tu contraseña actual.",
	proofConfirm: "Confirmar",
	cancel: "Cancelar",
};

export const words: Catalogue<typeof en> = { en, es };
