/**
 * The sentences of the Overview: its pictures, what they say to readers, and what an empty one teaches.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	title: "Overview",
	lead: "Who is protected, who is still missing, and what happened at the door.",

	protectedOf: (on: string, people: string) => `${on} of ${people} people are protected`,
	protectedNone: "Nobody is protected yet",
	shares: { on: "On", neverUsed: "On, never used", off: "Off" },
	sharesLabel: "Two-factor authentication",
	required: (count: string) => `${count} must have a second factor`,
	missing: (count: string) => (count === "1" ? "1 of them has none yet" : `${count} of them have none yet`),
	locked: (count: string) => `${count} locked`,
	alone: "You are the only one here.",
	aloneNext: "Add the people of your organization one by one, or bring them in from a file.",
	addOne: "Add user…",
	bringFile: "Import a file",

	coverage: "Coverage over time",
	coverageLead: "People who have a second factor, day by day.",
	coverageSays: (from: string, to: string, first: string, last: string) =>
		`Coverage from ${from} to ${to}: first ${first}, at the end ${last}.`,
	outOf: (on: string, people: string) => `${on} of ${people}`,
	series: { on: "Protected", required: "Must have it", people: "People" },
	coverageBegins: "The picture begins today. Every day adds one point.",
	asTable: "Show as a table",
	day: "Day",

	signIns: "Sign-ins of the last 30 days",
	signInsLead: "How people got in, and below the line those who were refused.",
	signInsSays: (accepted: string, refused: string) => `${accepted} sign-ins in 30 days, and ${refused} refusals.`,
	factors: {
		totp: "Code from the app",
		recoveryCode: "Recovery code",
		trustedBrowser: "Trusted browser",
		password: "Password only",
		refused: "Refused",
	},
	noSignIns: "Nobody has signed in during the last 30 days.",
	noSignInsNext: "The first bar appears with the first sign-in.",

	missingTitle: "Still missing",
	missingLead: "A second factor is required of them, and they have none.",
	missingNone: "Nobody is missing: everyone who must have a second factor has one.",
	missingNoRule: "Nobody must have a second factor yet, so nobody is missing.",
	toPolicy: "Choose who must have one",
	allMissing: (count: string) => `Show all ${count}`,
	due: "Due",
	overdue: "Due since",
	noDate: "Asked at the next sign-in",

	lockedTitle: "Locked accounts",
	lockedLead: "Too many wrong codes in a row. Make sure that it was really them before you unlock.",
	lockedNone: "No account is locked.",
	lockedTeach: "After too many wrong codes in a row the second factor of an account is locked, and shows up here.",
	look: "Look",
	lookNamed: (name: string) => `Look at ${name}`,
};

const es: typeof en = {
	title: "Resumen",
	lead: "Quién está protegido, quién falta todavía y qué ha pasado en la puerta.",

	protectedOf: (on, people) => `${on} de ${people} personas están protegidas`,
	protectedNone: "Todavía no hay nadie protegido",
	shares: { on: "Activado", neverUsed: "Activado, sin usar", off: "Desactivado" },
	sharesLabel: "Autenticación en dos pasos",
	required: (count) => `${count} deben tener un segundo factor`,
	missing: (count) => (count === "1" ? "1 todavía no lo tiene" : `${count} todavía no lo tienen`),
	locked: (count) => `${count} bloqueadas`,
	alone: "Eres la única persona aquí.",
	aloneNext: "Añade a las personas de tu organización una a una o tráelas de un archivo.",
	addOne: "Añadir usuario…",
	bringFile: "Importar un archivo",

	coverage: "Cobertura a lo largo del tiempo",
	coverageLead: "Personas con segundo factor, día a día.",
	coverageSays: (from, to, first, last) => `Cobertura del ${from} al ${to}: al principio ${first}, al final ${last}.`,
	outOf: (on, people) => `${on} de ${people}`,
	series: { on: "Protegidas", required: "Deben tenerlo", people: "Personas" },
	coverageBegins: "La imagen empieza hoy. Cada día añade un punto.",
	asTable: "Mostrar como tabla",
	day: "Día",

	signIns: "Inicios de sesión de los últimos 30 días",
	signInsLead: "Cómo ha entrado la gente y, bajo la línea, a quién se le ha negado la entrada.",
	signInsSays: (accepted, refused) => `${accepted} inicios de sesión en 30 días y ${refused} rechazos.`,
	factors: {
		totp: "Código de la aplicación",
		recoveryCode: "Código de recuperación",
		trustedBrowser: "Navegador de confianza",
		password: "Solo contraseña",
		refused: "Rechazados",
	},
	noSignIns: "Nadie ha iniciado sesión en los últimos 30 días.",
	noSignInsNext: "La primera barra aparece con el primer inicio de sesión.",

	missingTitle: "Faltan todavía",
	missingLead: "Se les exige un segundo factor y no tienen ninguno.",
	missingNone: "No falta nadie: todas las personas que deben tener un segundo factor lo tienen.",
	missingNoRule: "Todavía nadie tiene que usar un segundo factor, así que no falta nadie.",
	toPolicy: "Elegir quién debe tenerlo",
	allMissing: (count) => `Mostrar los ${count}`,
	due: "Vence",
	overdue: "Venció",
	noDate: "Se pedirá en el próximo inicio de sesión",

	lockedTitle: "Cuentas bloqueadas",
	lockedLead: "Demasiados códigos erróneos seguidos. Asegúrate de que eran ellas antes de desbloquearlas.",
	lockedNone: "No hay ninguna cuenta bloqueada.",
	lockedTeach:
		"Tras demasiados códigos erróneos seguidos se bloquea el segundo factor de una cuenta, y entonces aparece aquí.",
	look: "Ver",
	lookNamed: (name) => `Ver a ${name}`,
};

export const words: Catalogue<typeof en> = { en, es };
