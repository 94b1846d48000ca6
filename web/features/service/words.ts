/**
 * The sentences of the status page: how each part of the service is, and which hosts and ports a firewall must let through.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	product: "Gatehouse",
	home: "Front page",
	title: "Status",
	allUp: "Everything works.",
	someDown: "Part of the service does not work right now.",
	checked: "Checked",
	checkAgain: "Check again",
	version: (version: string) => `Version ${version}`,
	parts: "Parts",
	part: { pages: "Pages and sign-in", database: "Records", mail: "Letters", sms: "Text messages" },
	state: { up: "works", down: "does not work", off: "not set up here" },
	downMeans: {
		pages: "Nothing can be opened. Wait a moment and load the page again.",
		database: "Nobody can sign in until it is back. Who is signed in already stays so, but pages do not load.",
		mail: "Letters wait and leave by themselves when it is back. Nothing is lost.",
		sms: "Text messages wait and leave by themselves when it is back. Use letters meanwhile.",
	},
	offMeans: "Letters are used instead.",

	endpoints: "What must be reachable",
	endpointsLead:
		"If your firewall lets only named hosts through, allow those for pages and sign-in. Browsers and phones need nothing else, and codes from an app need no network at all.",
	list: (version: number) => `List version ${version}`,
	host: "Host",
	port: "Port",
	purpose: "For",
	purposes: {
		pages: "the pages and the sign-in, from every browser and phone",
		database: "records; the service itself calls it, your network need not",
		mail: "sending letters; the service itself calls it, your network need not",
		sms: "sending text messages; the service itself calls it, your network need not",
		passwords:
			"asking whether a new password is known from a breach; the service itself calls it, your network need not",
	},
	noProxy:
		"No proxy setting of yours plays a part: the second factor is checked where the sign-in is, with no call to anybody.",
	more: "More about networks and firewalls",
};

const es: typeof en = {
	product: "Gatehouse",
	home: "Portada",
	title: "Estado",
	allUp: "Todo funciona.",
	someDown: "Ahora mismo una parte del servicio no funciona.",
	checked: "Comprobado",
	checkAgain: "Comprobar otra vez",
	version: (version) => `Versión ${version}`,
	parts: "Partes",
	part: { pages: "Páginas e inicio de sesión", database: "Datos", mail: "Cartas", sms: "Mensajes de texto" },
	state: { up: "funciona", down: "no funciona", off: "no configurado aquí" },
	downMeans: {
		pages: "No se puede abrir nada. Espera un momento y vuelve a cargar la página.",
		database:
			"Nadie puede iniciar sesión hasta que vuelva. Quien ya tiene la sesión abierta la conserva, pero las páginas no cargan.",
		mail: "Las cartas esperan y salen solas cuando vuelva. No se pierde nada.",
		sms: "Los mensajes de texto esperan y salen solos cuando vuelva. Entretanto, usa cartas.",
	},
	offMeans: "En su lugar se usan cartas.",

	endpoints: "Qué debe ser accesible",
	endpointsLead:
		"Si tu cortafuegos solo deja pasar servidores con nombre, permite los de las páginas y el inicio de sesión. Los navegadores y teléfonos no necesitan nada más, y los códigos de una aplicación no necesitan red.",
	list: (version) => `Versión de la lista: ${version}`,
	host: "Servidor",
	port: "Puerto",
	purpose: "Para",
	purposes: {
		pages: "las páginas y el inicio de sesión, desde cada navegador y teléfono",
		database: "datos; lo llama el propio servicio, tu red no lo necesita",
		mail: "enviar cartas; lo llama el propio servicio, tu red no lo necesita",
		sms: "enviar mensajes de texto; lo llama el propio servicio, tu red no lo necesita",
		passwords:
			"preguntar si una contraseña nueva se conoce por una filtración; lo llama el propio servicio, tu red no lo necesita",
	},
	noProxy:
		"Ningún ajuste de proxy tuyo interviene: el segundo factor se comprueba donde está el inicio de sesión, sin llamar a nadie.",
	more: "Más sobre redes y cortafuegos",
};

export const words: Catalogue<typeof en> = { en, es };
