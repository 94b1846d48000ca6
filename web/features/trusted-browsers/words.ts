/**
 * The sentences about trusted browsers.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	title: "Trusted browsers",
	lead: "These browsers are not asked for a code when you sign in with your password. Stop trusting what you do not recognize or no longer use.",
	label: "Trusted browsers",
	thisOne: "This one",
	unknownBrowser: "Unknown browser",
	nearPlace: (place: string) => `near ${place}`,
	lastUsed: "Last used",
	since: "Trusted",
	until: "Ends",
	forget: "Stop trusting",
	forgetNamed: (browser: string) => `Stop trusting ${browser}`,
	forgetTitle: "Stop trusting this browser?",
	forgetBody: (browser: string) => `${browser} is asked for a code at the next sign-in. Open sessions go on.`,
	forgetAll: "Stop trusting all browsers",
	forgetAllTitle: "Stop trusting all browsers?",
	forgetAllBody: "Every browser is asked for a code at the next sign-in, this one too. Open sessions go on.",
	none: "No browser is trusted yet. To trust one, tick “Trust this browser” when you type your code at sign-in.",
	notAllowed: "Your organization asks for a code at every sign-in, so browsers cannot be trusted.",
	forgotten: (count: number) =>
		count === 1 ? "1 browser is no longer trusted." : `${count} browsers are no longer trusted.`,
};

const es: typeof en = {
	title: "Navegadores de confianza",
	lead: "A estos navegadores no se les pide un código cuando inicias sesión con tu contraseña. Retira la confianza a lo que no reconozcas o ya no uses.",
	label: "Navegadores de confianza",
	thisOne: "Este",
	unknownBrowser: "Navegador desconocido",
	nearPlace: (place) => `cerca de ${place}`,
	lastUsed: "Último uso",
	since: "De confianza",
	until: "Termina",
	forget: "Dejar de confiar",
	forgetNamed: (browser) => `Dejar de confiar en ${browser}`,
	forgetTitle: "¿Dejar de confiar en este navegador?",
	forgetBody: (browser) =>
		`A ${browser} se le pedirá un código en el próximo inicio de sesión. Las sesiones abiertas siguen.`,
	forgetAll: "Dejar de confiar en todos",
	forgetAllTitle: "¿Dejar de confiar en todos los navegadores?",
	forgetAllBody:
		"A todos los navegadores, también a este, se les pedirá un código en el próximo inicio de sesión. Las sesiones abiertas siguen.",
	none: "Aún no confías en ningún navegador. Para hacerlo, marca «Confiar en este navegador» al escribir tu código.",
	notAllowed: "Tu organización pide un código en cada inicio de sesión, así que no se puede confiar en navegadores.",
	forgotten: (count) =>
		count === 1 ? "1 navegador ya no es de confianza." : `${count} navegadores ya no son de confianza.`,
};

export const words: Catalogue<typeof en> = { en, es };
