/**
 * The sentences about recovery codes: saving them, seeing them again, making new ones.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	saveTitle: "Save your recovery codes",
	saveReason:
		"Each code lets you in once when your app is not at hand, for example when your phone is lost. Keep them somewhere safe, away from your phone: in a password manager or on paper.",
	viewing: {
		recent: "You can see them again in My account > Security.",
		once: "They cannot be viewed again after you close this screen.",
		unknown: "Save them now: it may be the only time that they are shown.",
	},
	listLabel: "Recovery codes",
	copy: "Copy",
	download: "Download",
	print: "Print",
	saved: "I have saved them",
	endHint: "Tick “I have saved them” to go on.",
	end: "End configuration",
	paperTitle: (service: string) => `Recovery codes for ${service}`,
	paperAccount: (account: string) => `Account: ${account}`,
	paperOnce: "Each code works once. Keep this sheet somewhere safe.",

	showTitle: "Recovery codes",
	left: (left: number, all: number) => `${left} of ${all} left`,
	used: "used",
	usedWhen: "used",
	hidden: "not shown again",
	onceNote:
		"Your organization shows recovery codes only once, when they are made. If you cannot find yours, make new ones.",
	recentNote: "Keep them somewhere safe. Used codes are struck through.",
	back: "Back to Security",

	regenerateTitle: "Regenerate recovery codes",
	regenerateReason:
		"You get 10 new codes. All current codes stop working at once, and trusted browsers are asked for a code again.",
	password: "Current password",
	passwordMissing: "Type your current password.",
	regenerate: "Regenerate",
	cancel: "Cancel",
	fileName: "recovery-codes",
};

const es: typeof en = {
	saveTitle: "Guarda tus códigos de recuperación",
	saveReason:
		"Cada código te deja entrar una vez cuando no tienes tu aplicación a mano, por ejemplo si pierdes el teléfono. Guárdalos en un lugar seguro, lejos del teléfono: en un gestor de contraseñas o en papel.",
	viewing: {
		recent: "Puedes volver a verlos en Mi cuenta > Seguridad.",
		once: "No se podrán volver a ver cuando cierres esta pantalla.",
		unknown: "Guárdalos ahora: puede que sea la única vez que se muestren.",
	},
	listLabel: "Códigos de recuperación",
	copy: "Copiar",
	download: "Descargar",
	print: "Imprimir",
	saved: "Los he guardado",
	endHint: "Marca «Los he guardado» para seguir.",
	end: "Terminar la configuración",
	paperTitle: (service) => `Códigos de recuperación de ${service}`,
	paperAccount: (account) => `Cuenta: ${account}`,
	paperOnce: "Cada código sirve una vez. Guarda esta hoja en un lugar seguro.",

	showTitle: "Códigos de recuperación",
	left: (left, all) => `Quedan ${left} de ${all}`,
	used: "usado",
	usedWhen: "usado",
	hidden: "no se muestra de nuevo",
	onceNote:
		"Tu organización muestra los códigos de recuperación una sola vez, al crearlos. Si no encuentras los tuyos, crea otros nuevos.",
	recentNote: "Guárdalos en un lugar seguro. Los usados están tachados.",
	back: "Volver a Seguridad",

	regenerateTitle: "Regenerar los códigos de recuperación",
	regenerateReason:
		"Recibes 10 códigos nuevos. Los actuales dejan de servir al instante, y a los navegadores de confianza se les vuelve a pedir un código.",
	password: "Contraseña actual",
	passwordMissing: "Escribe tu contraseña actual.",
	regenerate: "Regenerar",
	cancel: "Cancelar",
	fileName: "codigos-de-recuperacion",
};

export const words: Catalogue<typeof en> = { en, es };
