/**
 * The sentences of the Organization page: name, contact, colour, text messages, and the way back of an owner.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	title: "Organization",
	lead: "What your people see at the door, and what this service may do for you.",
	name: "Name of the organization",
	nameHint: "Authenticator apps show it beside every code. Codes of apps that are set up already go on.",
	nameMissing: "Type the name of your organization.",
	contact: "Whom to ask for help",
	contactHint: "An address or a sentence that stands on the sign-in pages.",
	address: "Address",
	accent: "Colour",
	accentHint: "Hue and strength are taken from it; how light it is stays ours, so that everything can be read.",
	accentCode: "Colour as #rrggbb",
	accentWrong: "Type a colour such as #14655c, or leave it empty for ours.",
	accentFine: "This colour can be read in light and in dark.",
	accentSoftened: "As strong as this it could not be read everywhere, so it is used a little softer.",
	accentNone: "No colour of your own: the page wears ours.",
	light: "Light",
	dark: "Dark",
	sample: "Sign in",
	save: "Save",
	saved: "Your organization is saved.",

	smsTitle: "Text messages",
	smsOn: "Available. Enrolment links and codes can be sent to phones.",
	smsOff: "Not available on this service. Links go by e-mail; whoever runs the service can add a provider.",

	returnsTitle: "The way back of an owner",
	returnsLead:
		"When an owner is locked out, whoever runs this service can open a way back for that one account. It takes time, every owner is told, and every owner can stop it.",
	returnsNone: "Nothing is under way.",
	returnsList: "Ways back under way",
	asked: "Asked",
	ready: "Opens",
	readyNow: "Open since",
	reason: (reason: string) => `Reason: ${reason}`,
	cancel: "Cancel it",
	cancelNamed: (name: string) => `Cancel the way back for ${name}`,
	cancelTitle: (name: string) => `Cancel the way back for ${name}?`,
	cancelBody: (name: string, email: string) =>
		`${name} (${email}) stays locked out. If it was really them, whoever runs this service has to begin anew.`,
	cancelled: (name: string) => `The way back for ${name} was cancelled.`,
	onlyOwners: "Only owners can cancel it.",

	serviceTitle: "This service",
	status: "State of the service, and hosts and ports for a firewall",
	backup: "Backup",
	backupText:
		"Before a large change, have your organization exported to one file. Whoever runs this service can bring it back from that file.",
};

const es: typeof en = {
	title: "Organización",
	lead: "Lo que tu gente ve en la puerta y lo que este servicio puede hacer por ti.",
	name: "Nombre de la organización",
	nameHint:
		"Las aplicaciones de autenticación lo muestran junto a cada código. Los códigos ya configurados siguen valiendo.",
	nameMissing: "Escribe el nombre de tu organización.",
	contact: "A quién pedir ayuda",
	contactHint: "Una dirección o una frase que aparece en las páginas de inicio de sesión.",
	address: "Dirección",
	accent: "Color",
	accentHint: "De él se toman el tono y la fuerza; la claridad es la nuestra, para que todo se pueda leer.",
	accentCode: "Color como #rrggbb",
	accentWrong: "Escribe un color como #14655c o déjalo vacío para usar el nuestro.",
	accentFine: "Este color se lee bien en claro y en oscuro.",
	accentSoftened: "Tan fuerte no se leería en todas partes, así que se usa un poco más suave.",
	accentNone: "Sin color propio: la página lleva el nuestro.",
	light: "Claro",
	dark: "Oscuro",
	sample: "Iniciar sesión",
	save: "Guardar",
	saved: "Tu organización está guardada.",

	smsTitle: "Mensajes de texto",
	smsOn: "Disponibles. Los enlaces de configuración y los códigos se pueden enviar a teléfonos.",
	smsOff:
		"No disponibles en este servicio. Los enlaces van por correo; quien gestiona el servicio puede añadir un proveedor.",

	returnsTitle: "El regreso de un propietario",
	returnsLead:
		"Si un propietario se queda fuera, quien gestiona este servicio puede abrirle un camino de vuelta solo a esa cuenta. Lleva tiempo, se avisa a todos los propietarios y cualquiera de ellos puede pararlo.",
	returnsNone: "No hay nada en marcha.",
	returnsList: "Regresos en marcha",
	asked: "Pedido",
	ready: "Se abre",
	readyNow: "Abierto desde",
	reason: (reason) => `Motivo: ${reason}`,
	cancel: "Cancelarlo",
	cancelNamed: (name) => `Cancelar el regreso de ${name}`,
	cancelTitle: (name) => `¿Cancelar el regreso de ${name}?`,
	cancelBody: (name, email) =>
		`${name} (${email}) sigue fuera. Si de verdad era esa persona, quien gestiona este servicio tendrá que empezar de nuevo.`,
	cancelled: (name) => `El regreso de ${name} se ha cancelado.`,
	onlyOwners: "Solo los propietarios pueden cancelarlo.",

	serviceTitle: "Este servicio",
	status: "Estado del servicio, y equipos y puertos para un cortafuegos",
	backup: "Copia de seguridad",
	backupText:
		"Antes de un cambio grande, pide que exporten tu organización a un archivo. Quien gestiona este servicio puede recuperarla desde él.",
};

export const words: Catalogue<typeof en> = { en, es };
