/**
 * The words that every page shares: the frame, the parts of a form, a list that does not arrive.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../language.ts";

const en = {
	skip: "Skip to the content",
	language: "Language",
	help: "Help",
	newTab: "(opens in a new tab)",
	show: "Show",
	hide: "Hide",
	showPassword: "Show password",
	wrongPassword: "That password is not right. Check it and try again.",
	pleaseWait: "Please wait…",
	loading: "Loading…",
	cancel: "Cancel",
	close: "Close",
	tryAgain: "Try again",
	copied: "Copied.",
	copyFailed: "Copying did not work. Select the text and copy it by hand.",
	information: "Note:",
	good: "Done:",
	warning: "Attention:",
	error: "Problem:",
	productLine: "Gatehouse looks after this door",
};

const es: typeof en = {
	skip: "Saltar al contenido",
	language: "Idioma",
	help: "Ayuda",
	newTab: "(se abre en otra pestaña)",
	show: "Mostrar",
	hide: "Ocultar",
	showPassword: "Mostrar contraseña",
	wrongPassword: "Esa contraseña no es correcta. Compruébala y vuelve a intentarlo.",
	pleaseWait: "Un momento…",
	loading: "Cargando…",
	cancel: "Cancelar",
	close: "Cerrar",
	tryAgain: "Volver a intentarlo",
	copied: "Copiado.",
	copyFailed: "No se ha podido copiar. Selecciona el texto y cópialo a mano.",
	information: "Nota:",
	good: "Hecho:",
	warning: "Atención:",
	error: "Problema:",
	productLine: "Gatehouse cuida de esta puerta",
};

export const words: Catalogue<typeof en> = { en, es };
