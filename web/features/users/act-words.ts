/**
 * The sentences of what administrators do to people: the questions before, and what came of it.
 * Each question names what will happen and to whom. A language that lacks a sentence does not compile.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	people: (count: number) => `${count} people`,
	questions: {
		require: (whom: string) => `Require two-factor authentication for ${whom}?`,
		notRequire: (whom: string) => `No longer require two-factor authentication for ${whom}?`,
		inherit: (whom: string) => `Let realm and organization decide for ${whom}?`,
		reset: (whom: string) => `Reset two-factor authentication for ${whom}?`,
		disable: (whom: string) => `Disable ${whom}?`,
		remove: (whom: string) => `Remove ${whom}?`,
		move: (whom: string) => `Move ${whom} to another realm`,
		unlock: (whom: string) => `Unlock ${whom}`,
		enable: (whom: string) => `Enable ${whom}`,
		method: (whom: string) => `Second factor for ${whom}`,
	},
	explain: {
		require:
			"Whoever has no second factor sets one up at the next sign-in, and cannot go on without it. Whoever has one notices nothing.",
		notRequire:
			"Nothing is required of these people in particular: the second factor becomes a free choice, unless the realm or the organization requires it. Whoever has one keeps it until they turn it off.",
		inherit: "The rules of the realm and of the organization decide from now on whether a second factor is asked for.",
		reset:
			"The authenticator, the recovery codes and the trusted browsers stop working, and the status becomes Off. Whether it is required does not change: if it is, set-up comes at the next sign-in. A letter tells the person.",
		disable: "All their sessions end at once, and signing in is refused until the account is enabled again.",
		remove: "The account, its second factor and its sessions are gone for good. What was done stays in the audit.",
		move: "The rules of the new realm apply from then on.",
	},
	confirms: {
		require: "Require",
		notRequire: "Do not require",
		inherit: "Follow the rules",
		reset: "Reset",
		disable: "Disable",
		remove: "Remove",
		move: "Move",
	},
	reason: "Reason",
	reasonHint: "For the audit: who asked, and how you knew that it was them.",
	endSessions: "End their sessions too",
	endSessionsHint: "Otherwise they stay signed in where they are.",
	newRealm: "New realm",
	noRealm: "There is no other realm that you may move people to.",
	cancel: "Cancel",
	close: "Close",

	sendTitle: "Send the enrolment link?",
	sendBody: (whom: string) =>
		`The link leads ${whom} through the set-up. It is made for one person, works once, and ends after 72 hours.`,
	sendInvited: "Whoever has not accepted the invitation yet gets the invitation again.",
	sendBy: "How it is sent",
	byEmail: "By e-mail",
	bySms: "By text message",
	bySmsHint: "Goes to the phone number of each person.",
	withoutPhone: (count: number) =>
		count === 1 ? "1 person has no phone number." : `${count} people have no phone number.`,
	sendNow: "Send",
	doNotSend: "Do not send",
	sendLater: "You can also send it later: Actions > Send enrolment link.",

	sentTitle: "Enrolment links",
	sentCounts: (sent: number, failed: number) => `Sent ${sent}, failed ${failed}.`,
	sentList: "What was sent",
	failedList: "What was not sent, and why",
	sentTo: (to: string) => `Sent to ${to}`,
	copyLink: "Copy the link",
	copyLinkOf: (name: string) => `Copy the link of ${name}`,
	notSent: {
		alreadyOn: "Has a second factor already.",
		noPhone: "Has no phone number. Add one on the user's page.",
		disabled: "The account is disabled.",
		unverified: "Has not verified the e-mail address yet.",
		smsUnavailable: "This service sends no text messages. Send it by e-mail.",
		tooMany: "Has got too many messages this hour. Try again later.",
		budgetSpent: "Your organization has sent all the messages it may for now. Try again later.",
		notTextable: "We send no text messages to this number. Enter a mobile number on the user's page.",
		second_factor_off: "Second factors are switched off in your organization's policy.",
		not_found: "Is not there any more.",
		forbidden: "You may not do this for this person.",
	},

	doneTitle: "Result",
	counts: (done: number, failed: number) => `Done ${done}, failed ${failed}.`,
	failures: "What failed, and why",
	unchanged: "Was so already.",
	working: "Working…",
	progress: (done: string, total: string) => `${done} of ${total}`,
	said: {
		require: (whom: string) => `Two-factor authentication is required for ${whom}.`,
		notRequire: (whom: string) => `No second factor is required of ${whom} in particular.`,
		inherit: (whom: string) => `Realm and organization decide for ${whom}.`,
		reset: (whom: string) => `Two-factor authentication is reset for ${whom}.`,
		disable: (whom: string) => `The account of ${whom} is disabled.`,
		enable: (whom: string) => `The account of ${whom} is enabled.`,
		remove: (whom: string) => `${whom} is removed.`,
		move: (whom: string) => `${whom} is in the new realm.`,
		unlock: (whom: string) => `The second factor of ${whom} is unlocked.`,
		method: (whom: string) => `The way to the second factor is chosen for ${whom}.`,
	},
	stillMissing: (whom: string) =>
		`The phone number of ${whom} is missing. It is saved all the same: the set-up is pending, and the number is asked for at the next sign-in.`,
};

const es: typeof en = {
	people: (count) => `${count} personas`,
	questions: {
		require: (whom) => `¿Exigir la autenticación en dos pasos a ${whom}?`,
		notRequire: (whom) => `¿Dejar de exigir la autenticación en dos pasos a ${whom}?`,
		inherit: (whom) => `¿Dejar que decidan el ámbito y la organización para ${whom}?`,
		reset: (whom) => `¿Restablecer la autenticación en dos pasos de ${whom}?`,
		disable: (whom) => `¿Desactivar a ${whom}?`,
		remove: (whom) => `¿Eliminar a ${whom}?`,
		move: (whom) => `Mover a ${whom} a otro ámbito`,
		unlock: (whom) => `Desbloquear a ${whom}`,
		enable: (whom) => `Activar a ${whom}`,
		method: (whom) => `Segundo factor de ${whom}`,
	},
	explain: {
		require:
			"Quien no tenga un segundo factor lo configura en el próximo inicio de sesión y no puede seguir sin él. Quien ya lo tenga no nota nada.",
		notRequire:
			"Ya no se exige nada a estas personas en particular: el segundo factor pasa a ser voluntario, salvo que lo exija el ámbito o la organización. Quien lo tenga lo conserva hasta que lo desactive.",
		inherit: "Desde ahora deciden las reglas del ámbito y de la organización si se pide un segundo factor.",
		reset:
			"El autenticador, los códigos de recuperación y los navegadores de confianza dejan de servir, y el estado pasa a Desactivada. La exigencia no cambia: si la hay, la configuración llega en el próximo inicio de sesión. Una carta avisa a la persona.",
		disable: "Todas sus sesiones terminan al momento y no podrá iniciar sesión hasta que la cuenta se active de nuevo.",
		remove:
			"La cuenta, su segundo factor y sus sesiones desaparecen para siempre. Lo que se hizo queda en la auditoría.",
		move: "Desde entonces valen las reglas del nuevo ámbito.",
	},
	confirms: {
		require: "Exigir",
		notRequire: "No exigir",
		inherit: "Seguir las reglas",
		reset: "Restablecer",
		disable: "Desactivar",
		remove: "Eliminar",
		move: "Mover",
	},
	reason: "Motivo",
	reasonHint: "Para la auditoría: quién lo pidió y cómo supiste que era esa persona.",
	endSessions: "Cerrar también sus sesiones",
	endSessionsHint: "Si no, sigue con la sesión abierta donde esté.",
	newRealm: "Nuevo ámbito",
	noRealm: "No hay otro ámbito al que puedas mover a nadie.",
	cancel: "Cancelar",
	close: "Cerrar",

	sendTitle: "¿Enviar el enlace de alta?",
	sendBody: (whom) =>
		`El enlace guía a ${whom} por la configuración. Es para una sola persona, sirve una vez y caduca a las 72 horas.`,
	sendInvited: "Quien aún no haya aceptado la invitación la recibe de nuevo.",
	sendBy: "Cómo se envía",
	byEmail: "Por correo",
	bySms: "Por mensaje de texto",
	bySmsHint: "Va al número de teléfono de cada persona.",
	withoutPhone: (count) =>
		count === 1 ? "1 persona no tiene número de teléfono." : `${count} personas no tienen número de teléfono.`,
	sendNow: "Enviar",
	doNotSend: "No enviar",
	sendLater: "También puedes enviarlo más tarde: Acciones > Enviar enlace de alta.",

	sentTitle: "Enlaces de alta",
	sentCounts: (sent, failed) => `Enviados ${sent}, fallidos ${failed}.`,
	sentList: "Lo que se envió",
	failedList: "Lo que no se envió, y por qué",
	sentTo: (to) => `Enviado a ${to}`,
	copyLink: "Copiar el enlace",
	copyLinkOf: (name) => `Copiar el enlace de ${name}`,
	notSent: {
		alreadyOn: "Ya tiene un segundo factor.",
		noPhone: "No tiene número de teléfono. Añádelo en la página del usuario.",
		disabled: "La cuenta está desactivada.",
		unverified: "Aún no ha verificado su correo.",
		smsUnavailable: "Este servicio no envía mensajes de texto. Envíalo por correo.",
		tooMany: "Ha recibido demasiados mensajes esta hora. Vuelve a intentarlo más tarde.",
		budgetSpent: "Tu organización ya ha enviado todos los mensajes que puede por ahora. Vuelve a intentarlo más tarde.",
		notTextable: "No enviamos mensajes de texto a este número. Escribe un móvil en la página del usuario.",
		second_factor_off: "Los segundos factores están desactivados en la política de tu organización.",
		not_found: "Ya no está.",
		forbidden: "No puedes hacer esto con esta persona.",
	},

	doneTitle: "Resultado",
	counts: (done, failed) => `Hechos ${done}, fallidos ${failed}.`,
	failures: "Lo que falló, y por qué",
	unchanged: "Ya estaba así.",
	working: "Trabajando…",
	progress: (done, total) => `${done} de ${total}`,
	said: {
		require: (whom) => `La autenticación en dos pasos se exige a ${whom}.`,
		notRequire: (whom) => `No se exige un segundo factor a ${whom} en particular.`,
		inherit: (whom) => `El ámbito y la organización deciden para ${whom}.`,
		reset: (whom) => `La autenticación en dos pasos de ${whom} está restablecida.`,
		disable: (whom) => `La cuenta de ${whom} está desactivada.`,
		enable: (whom) => `La cuenta de ${whom} está activada.`,
		remove: (whom) => `${whom} ya no está.`,
		move: (whom) => `${whom} está en el nuevo ámbito.`,
		unlock: (whom) => `El segundo factor de ${whom} está desbloqueado.`,
		method: (whom) => `El camino al segundo factor de ${whom} está elegido.`,
	},
	stillMissing: (whom) =>
		`Falta el número de teléfono de ${whom}. Se guarda igualmente: la configuración queda pendiente y el número se pedirá en el próximo inicio de sesión.`,
};

export const words: Catalogue<typeof en> = { en, es };
