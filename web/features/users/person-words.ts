/**
 * The sentences of one person's page and of creating somebody.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	back: "All users",
	createTitle: "Create user",
	createLead: "Fill in what you know: whatever is missing, the person is asked for at the first sign-in.",
	create: "Create user",
	inviteNow: "Send the invitation now",
	inviteHint: "A letter with a link to choose a password. Without it nobody can sign in; you can also send it later.",
	created: (name: string, invited: boolean) =>
		invited ? `${name} is created, and the invitation is on its way.` : `${name} is created. No invitation was sent.`,
	emailHint: "They sign in with this address.",
	emailWrong: "An e-mail address looks like name@example.com.",
	nameMissing: "Type a name.",

	profile: "Profile",
	profileLead: "Nothing changes before you save.",
	administers: "Realms that they administer",
	administersHint: "They may write to the members of these realms and to nobody else.",
	method: "Way to the second factor",
	requirement: "Second factor required",
	requirements: { inherit: "As realm and organization say", required: "Required", notRequired: "Not required" },
	requirementHints: {
		inherit: "The rules of the realm and of the organization decide.",
		required: "At the next sign-in, whatever the other rules say.",
		notRequired: "A free choice, unless the realm or the organization requires it.",
	},
	language: "Language of letters and pages",
	languages: { en: "English", es: "Español" },
	automaticRealm: "By the e-mail address",
	save: "Save",
	saved: "The profile is saved.",
	missingPhone:
		"The field “Phone number” is empty, and Gatehouse on the phone needs it. The profile can be saved all the same: the set-up is pending, and the person is asked for exactly this number at the next sign-in.",
	requireTitle: (name: string) => `Require two-factor authentication for ${name}?`,
	requireBody:
		"Without a second factor, set-up comes at the next sign-in, and there is no going on without it. Cancel leaves the setting as it was.",
	requireConfirm: "Require",
	phoneTitle: (name: string) => `Change the phone number of ${name}?`,
	phoneBody:
		"The second factor on the old phone stops working at once, and has to be set up again with the new number. A letter tells the person.",
	phoneConfirm: "Change the number",
	factorRemoved:
		"The number has changed, so the second factor on the old phone is gone. Send the enrolment link to set it up on the new one.",
	cancel: "Cancel",
	leaveTitle: "Leave without saving?",
	leaveBody: "What you have changed on this page is lost.",
	leave: "Leave without saving",
	stay: "Stay here",

	factor: "2-factor authentication",
	state: "Status",
	required: "Required",
	methodNow: "Way",
	setUpAt: "Set up",
	lastUsed: "Last used",
	neverUsed: "Never used",
	codes: "Recovery codes",
	codesLeft: (left: number, total: number) => `${left} of ${total} left`,
	ownFactor: "This is you: your own second factor is in My account > Security.",
	lockedUntil: "Locked until",
	lockedForGood: "Locked until an administrator unlocks it",
	reset: "Reset…",
	unlock: "Unlock",
	send: "Send enrolment link…",

	browsers: "Trusted browsers",
	noBrowsers: "No browser is trusted.",
	sessions: "Sessions",
	noSessions: "Not signed in anywhere.",
	unknownBrowser: "Unknown browser",
	nearPlace: (place: string) => `near ${place}`,
	lastSeen: "Last seen",
	until: "until",
	events: "Recent events",
	noEvents: "Nothing has happened yet.",
	readOnly: "You may look at this user, and change nothing.",
};

const es: typeof en = {
	back: "Todos los usuarios",
	createTitle: "Crear usuario",
	createLead: "Rellena lo que sepas: lo que falte se le pedirá a la persona en su primer inicio de sesión.",
	create: "Crear usuario",
	inviteNow: "Enviar ahora la invitación",
	inviteHint:
		"Una carta con un enlace para elegir una contraseña. Sin ella nadie puede entrar; también puedes enviarla más tarde.",
	created: (name, invited) =>
		invited
			? `${name} ya está en la lista, y la invitación va de camino.`
			: `${name} ya está en la lista. No se envió ninguna invitación.`,
	emailHint: "Inicia sesión con esta dirección.",
	emailWrong: "Un correo electrónico tiene esta forma: nombre@ejemplo.com.",
	nameMissing: "Escribe un nombre.",

	profile: "Perfil",
	profileLead: "Nada cambia hasta que guardes.",
	administers: "Ámbitos que administra",
	administersHint: "Puede cambiar a los miembros de estos ámbitos y a nadie más.",
	method: "Camino al segundo factor",
	requirement: "Segundo factor exigido",
	requirements: { inherit: "Como digan el ámbito y la organización", required: "Exigido", notRequired: "No exigido" },
	requirementHints: {
		inherit: "Deciden las reglas del ámbito y de la organización.",
		required: "En el próximo inicio de sesión, digan lo que digan las otras reglas.",
		notRequired: "Voluntario, salvo que lo exija el ámbito o la organización.",
	},
	language: "Idioma de las cartas y las páginas",
	languages: { en: "English", es: "Español" },
	automaticRealm: "Según el correo electrónico",
	save: "Guardar",
	saved: "El perfil está guardado.",
	missingPhone:
		"El campo «Número de teléfono» está vacío, y Gatehouse en el teléfono lo necesita. El perfil se puede guardar igualmente: la configuración queda pendiente y se le pedirá justo este número en el próximo inicio de sesión.",
	requireTitle: (name) => `¿Exigir la autenticación en dos pasos a ${name}?`,
	requireBody:
		"Si no tiene un segundo factor, la configuración llega en el próximo inicio de sesión y no se puede seguir sin ella. Cancelar deja el ajuste como estaba.",
	requireConfirm: "Exigir",
	phoneTitle: (name) => `¿Cambiar el número de teléfono de ${name}?`,
	phoneBody:
		"El segundo factor del teléfono anterior deja de servir al momento y hay que configurarlo de nuevo con el número nuevo. Una carta avisa a la persona.",
	phoneConfirm: "Cambiar el número",
	factorRemoved:
		"El número ha cambiado, así que el segundo factor del teléfono anterior ya no existe. Envía el enlace de alta para configurarlo en el nuevo.",
	cancel: "Cancelar",
	leaveTitle: "¿Salir sin guardar?",
	leaveBody: "Lo que has cambiado en esta página se pierde.",
	leave: "Salir sin guardar",
	stay: "Quedarme aquí",

	factor: "Autenticación en dos pasos",
	state: "Estado",
	required: "Exigida",
	methodNow: "Camino",
	setUpAt: "Configurada",
	lastUsed: "Último uso",
	neverUsed: "Nunca usada",
	codes: "Códigos de recuperación",
	codesLeft: (left, total) => `Quedan ${left} de ${total}`,
	ownFactor: "Eres tú: tu propio segundo factor está en Mi cuenta > Seguridad.",
	lockedUntil: "Bloqueada hasta",
	lockedForGood: "Bloqueada hasta que un administrador la desbloquee",
	reset: "Restablecer…",
	unlock: "Desbloquear",
	send: "Enviar enlace de alta…",

	browsers: "Navegadores de confianza",
	noBrowsers: "No confía en ningún navegador.",
	sessions: "Sesiones",
	noSessions: "No tiene ninguna sesión abierta.",
	unknownBrowser: "Navegador desconocido",
	nearPlace: (place) => `cerca de ${place}`,
	lastSeen: "Última actividad",
	until: "hasta",
	events: "Sucesos recientes",
	noEvents: "Aún no ha pasado nada.",
	readOnly: "Puedes ver a este usuario, y no cambiar nada.",
};

export const words: Catalogue<typeof en> = { en, es };
