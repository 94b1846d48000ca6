/**
 * The sentences of the Policy page: its parts, which rule is in force, the preview, the versions.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	title: "Policy",
	lead: "The rules by which your people sign in. Where several apply to somebody, the tighter one holds.",
	scope: "Whose rules",
	wholeHouse: "The whole organization",
	readOnly: "You can read these rules. Owners and administrators change them.",
	parts: {
		factor: "Second factor",
		trust: "Trusted browsers",
		lock: "Lock after wrong codes",
		session: "Sessions",
		codes: "Recovery codes",
		password: "Passwords",
		help: "Set-up and recovery",
	},
	requirement: "Who must have a second factor",
	requirements: {
		inherit: { text: "As the organization", hint: "This realm has no requirement of its own." },
		off: { text: "Off", hint: "Nobody can set one up. Whoever has one is still asked for it." },
		optional: {
			text: "Optional",
			hint: "Everybody may set one up; single people and realms can still be required to.",
		},
		required: { text: "Required", hint: "Everybody must have one, from the date below." },
	},
	asOrganization: "As the organization",
	emptyMeans: "Leave it empty to go by the organization's rule.",
	inForce: "In force:",
	by: {
		standard: "the standard of Gatehouse",
		tenant: "the rule of the organization",
		realm: "the rule of this realm",
	},
	outdone: "the rule of the organization, which is tighter",
	fromDay: (day: string) => `from ${day}`,
	withGrace: (days: string) => `with ${days} of grace`,
	tighterIn: (realms: string) => `Tighter by a rule of their own: ${realms}.`,
	numberWrong: (least: string, most: string) => `Type a whole number from ${least} to ${most}.`,
	dateWrong: "Type a date, or leave it empty.",

	preview: "Preview the change",
	nothingChanged: "You have not changed anything yet.",
	previewTitle: "What this change does",
	changes: "What changes",
	before: "Before",
	after: "After",
	rule: "Rule",
	asked: (count: string, one: boolean) =>
		one
			? "1 person will be asked to set up a second factor"
			: `${count} people will be asked to set up a second factor`,
	askedNone: "Nobody will be newly asked to set up a second factor.",
	deadline: "at the latest",
	limited: (count: string, one: boolean) =>
		one
			? "1 person is signed in without one right now, and can do nothing but set it up until that is done."
			: `${count} people are signed in without one right now, and can do nothing but set it up until that is done.`,
	already: (count: string, one: boolean) =>
		one ? "1 person who must have one has it already." : `${count} people who must have one have it already.`,
	trustEnded: (count: string, one: boolean) =>
		one ? "1 trusted browser is asked for a code again." : `${count} trusted browsers are asked for a code again.`,
	sessionsEnded: (count: string, one: boolean) => (one ? "1 session ends at once." : `${count} sessions end at once.`),
	who: "Who will be asked",
	andMore: (count: string) => `and ${count} more`,
	due: "by",
	atNext: "at the next sign-in",
	unmeetable: "Nobody could meet this, so it cannot be saved.",
	unmeetableBecause: {
		requiredFromAt: "the deadline would be over already. Choose a later day, or give days of grace.",
		graceDays: "the deadline would be over already. Give more days.",
		"session.idleMinutes": "a session would be over before it could go idle. Choose less than the hours in all.",
		textRecovery: "this service cannot send text messages.",
	},
	unmeetableAnyhow: "choose something else.",
	backupHint:
		"Before a large change, whoever runs this service can export your organization to one file and bring it back from there.",
	save: "Save the policy",
	back: "Go on editing",
	saved: "The policy is saved. It holds from the next request on.",
	loadNewest: "Load the newest rules",

	history: "Versions",
	historyLead: "Who changed what, and when.",
	version: (number: number) => `Version ${number}`,
	somebody: "Somebody who is not here any more",
	operator: "Whoever runs this service",
	forRealm: (name: string) => `Realm ${name}`,
	noHistory: "The rules are still those that this organization began with. Every change will be listed here.",
	lastChanged: "Last changed",
	changedBy: (name: string) => `by ${name}`,
};

const es: typeof en = {
	title: "Reglas",
	lead: "Las reglas con las que tu gente inicia sesión. Si a alguien le tocan varias, vale la más estricta.",
	scope: "Reglas de quién",
	wholeHouse: "Toda la organización",
	readOnly: "Puedes leer estas reglas. Las cambian los propietarios y administradores.",
	parts: {
		factor: "Segundo factor",
		trust: "Navegadores de confianza",
		lock: "Bloqueo tras códigos erróneos",
		session: "Sesiones",
		codes: "Códigos de recuperación",
		password: "Contraseñas",
		help: "Configuración y recuperación",
	},
	requirement: "Quién debe tener un segundo factor",
	requirements: {
		inherit: { text: "Como la organización", hint: "Este ámbito no exige nada por su cuenta." },
		off: { text: "Desactivada", hint: "Nadie puede configurarla. A quien la tiene se le sigue pidiendo." },
		optional: {
			text: "Opcional",
			hint: "Cualquiera puede configurarla; aún se puede exigir a personas o ámbitos concretos.",
		},
		required: { text: "Obligatoria", hint: "Todo el mundo debe tenerla, desde la fecha de abajo." },
	},
	asOrganization: "Como la organización",
	emptyMeans: "Déjalo vacío para seguir la regla de la organización.",
	inForce: "Vigente:",
	by: {
		standard: "lo habitual en Gatehouse",
		tenant: "la regla de la organización",
		realm: "la regla de este ámbito",
	},
	outdone: "la regla de la organización, que es más estricta",
	fromDay: (day) => `desde el ${day}`,
	withGrace: (days) => `con ${days} de gracia`,
	tighterIn: (realms) => `Más estricta por regla propia: ${realms}.`,
	numberWrong: (least, most) => `Escribe un número entero de ${least} a ${most}.`,
	dateWrong: "Escribe una fecha o déjalo vacío.",

	preview: "Ver el efecto del cambio",
	nothingChanged: "Todavía no has cambiado nada.",
	previewTitle: "Qué hace este cambio",
	changes: "Qué cambia",
	before: "Antes",
	after: "Después",
	rule: "Regla",
	asked: (count, one) =>
		one
			? "A 1 persona se le pedirá configurar un segundo factor"
			: `A ${count} personas se les pedirá configurar un segundo factor`,
	askedNone: "A nadie más se le pedirá configurar un segundo factor.",
	deadline: "como muy tarde",
	limited: (count, one) =>
		one
			? "1 persona tiene ahora la sesión abierta sin él y no podrá hacer más que configurarlo hasta terminar."
			: `${count} personas tienen ahora la sesión abierta sin él y no podrán hacer más que configurarlo hasta terminar.`,
	already: (count, one) =>
		one ? "1 persona que debe tenerlo ya lo tiene." : `${count} personas que deben tenerlo ya lo tienen.`,
	trustEnded: (count, one) =>
		one
			? "A 1 navegador de confianza se le vuelve a pedir un código."
			: `A ${count} navegadores de confianza se les vuelve a pedir un código.`,
	sessionsEnded: (count, one) => (one ? "1 sesión termina al instante." : `${count} sesiones terminan al instante.`),
	who: "A quién se le pedirá",
	andMore: (count) => `y ${count} más`,
	due: "antes de",
	atNext: "en el próximo inicio de sesión",
	unmeetable: "Nadie podría cumplirlo, así que no se puede guardar.",
	unmeetableBecause: {
		requiredFromAt: "el plazo ya habría pasado. Elige un día posterior o da días de gracia.",
		graceDays: "el plazo ya habría pasado. Da más días.",
		"session.idleMinutes": "la sesión terminaría antes de quedar inactiva. Elige menos que las horas en total.",
		textRecovery: "este servicio no puede enviar mensajes de texto.",
	},
	unmeetableAnyhow: "elige otra cosa.",
	backupHint:
		"Antes de un cambio grande, quien gestiona este servicio puede exportar tu organización a un archivo y recuperarla desde ahí.",
	save: "Guardar las reglas",
	back: "Seguir editando",
	saved: "Las reglas están guardadas. Valen desde la próxima petición.",
	loadNewest: "Cargar las reglas más recientes",

	history: "Versiones",
	historyLead: "Quién cambió qué, y cuándo.",
	version: (number) => `Versión ${number}`,
	somebody: "Alguien que ya no está aquí",
	operator: "Quien gestiona este servicio",
	forRealm: (name) => `Ámbito ${name}`,
	noHistory: "Las reglas siguen siendo las del comienzo de esta organización. Cada cambio aparecerá aquí.",
	lastChanged: "Último cambio",
	changedBy: (name) => `de ${name}`,
};

export const words: Catalogue<typeof en> = { en, es };
