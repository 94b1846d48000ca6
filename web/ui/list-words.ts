/**
 * The words of long lists and tables; apart from the words of every page, because the first screen has no list.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../language.ts";

const en = {
	acts: "Actions",
	tickAll: "Select all that are shown",
	tickOne: (name: string) => `Select ${name}`,
	sortBy: "Sort by",
	ascending: (column: string) => `${column}, ascending`,
	descending: (column: string) => `${column}, descending`,
	selected: (count: number) => `${count} selected`,
	unselect: "Clear the selection",
	shownOf: (shown: string, total: string) => `${shown} of ${total} shown`,
	showMore: "Show more",
};

const es: typeof en = {
	acts: "Acciones",
	tickAll: "Seleccionar todo lo que se muestra",
	tickOne: (name) => `Seleccionar ${name}`,
	sortBy: "Ordenar por",
	ascending: (column) => `${column}, ascendente`,
	descending: (column) => `${column}, descendente`,
	selected: (count) => (count === 1 ? "1 seleccionado" : `${count} seleccionados`),
	unselect: "Quitar la selección",
	shownOf: (shown, total) => `Se muestran ${shown} de ${total}`,
	showMore: "Mostrar más",
};

export const words: Catalogue<typeof en> = { en, es };
