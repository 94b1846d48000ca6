/**
 * The words around the help pages; the pages themselves are in `english.ts` and `spanish.ts`.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	product: "Gatehouse",
	title: "Help",
	lead: "How to sign in, set up the second step, get back in when something is lost, and run an organization.",
	search: "Search the help",
	found: (count: number) => (count === 1 ? "1 page found" : `${count} pages found`),
	nothing: "Nothing found. Try another word, or look through the pages below.",
	all: "All help pages",
	pages: "Help pages",
	groups: {
		everybody: "For everybody",
		administrators: "For administrators",
		service: "The service, its operator and its network",
	},
	status: "Status of the service",
	home: "Front page",
	notFound: "There is no help page of this name.",
};

const es: typeof en = {
	product: "Gatehouse",
	title: "Ayuda",
	lead: "Cómo iniciar sesión, configurar el segundo paso, volver a entrar cuando se pierde algo y llevar una organización.",
	search: "Buscar en la ayuda",
	found: (count) => (count === 1 ? "1 página encontrada" : `${count} páginas encontradas`),
	nothing: "No se ha encontrado nada. Prueba con otra palabra o mira las páginas de abajo.",
	all: "Todas las páginas de ayuda",
	pages: "Páginas de ayuda",
	groups: {
		everybody: "Para todos",
		administrators: "Para administradores",
		service: "El servicio, su operador y su red",
	},
	status: "Estado del servicio",
	home: "Portada",
	notFound: "No hay ninguna página de ayuda con este nombre.",
};

export const words: Catalogue<typeof en> = { en, es };
