/**
 * The letters in Spanish.
 */
import type { LetterContext, LetterFacts, LetterWords, TextFacts } from "./facts.ts";
import { momentText } from "./facts.ts";

export function spanish(facts: LetterFacts, context: LetterContext): LetterWords {
	const { tenant } = context;
	const hello = context.name === "" ? "Hola:" : `Hola, ${context.name}:`;
	const circumstances = `Cuándo: ${momentText(context.at)}\nDónde: ${context.place ? `cerca de ${context.place}` : "lugar desconocido"}\nNavegador: ${context.browser}`;
	const administrator = context.contact ? `su administrador (${context.contact})` : "su administrador";
	const notYou = `Si no ha sido usted, cambie la contraseña ahora mismo y avise a ${administrator}:\n${context.signInLink}`;
	const notice = (subject: string, happened: string, action = notYou): LetterWords => ({
		subject: `${subject} – ${tenant}`,
		paragraphs: [hello, happened, circumstances, action],
	});
	switch (facts.kind) {
		case "verifyEmail":
			return {
				subject: `Confirme su dirección de correo para ${tenant}`,
				paragraphs: [
					hello,
					`Se ha dado de alta ${tenant} con esta dirección. Confírmela en 24 horas para abrir la puerta:`,
					facts.link,
					circumstances,
					"Si no ha sido usted, no haga nada: sin su confirmación la dirección no tiene ningún poder.",
				],
			};
		case "invitation":
			return {
				subject: `Le invitan a ${tenant}`,
				paragraphs: [
					hello,
					`${tenant} ha creado una cuenta para usted. Elija su contraseña en 72 horas:`,
					facts.link,
					circumstances,
					"Si no esperaba este mensaje, puede ignorarlo.",
				],
			};
		case "passwordReset":
			return {
				subject: `Elija una contraseña nueva para ${tenant}`,
				paragraphs: [
					hello,
					"Alguien ha pedido restablecer su contraseña. El enlace sirve una vez, durante 30 minutos:",
					facts.link,
					"Al iniciar sesión se le seguirá pidiendo el segundo factor.",
					circumstances,
					"Si no ha sido usted, no haga nada: su contraseña no cambia.",
				],
			};
		case "codeRefused":
			return notice(
				"Un código erróneo después de su contraseña",
				"Alguien escribió bien su contraseña y después un código erróneo. Sin el código correcto nadie entra. Si fue usted quien se equivocó, no tiene que hacer nada.",
			);
		case "factorAdded":
			return notice(
				"La autenticación en dos pasos está activada",
				"Se ha configurado una aplicación de autenticación en su cuenta. A partir de ahora se pide un código al iniciar sesión. Si ha configurado un teléfono nuevo, borre la entrada antigua en la aplicación anterior.",
			);
		case "factorRemoved":
			return notice(
				"La autenticación en dos pasos se ha desactivado",
				"Se han quitado de su cuenta la aplicación de autenticación, los códigos de recuperación y todos los navegadores de confianza. Ahora basta la contraseña.",
			);
		case "factorReset":
			return notice(
				"Se ha restablecido su autenticación en dos pasos",
				"La entrada anterior de su aplicación y sus códigos de recuperación ya no sirven. La configurará de nuevo en el próximo inicio de sesión.",
			);
		case "recoveryCodeUsed":
			return notice(
				"Se ha usado un código de recuperación",
				`Un código de recuperación ha abierto su cuenta. Códigos restantes: ${facts.left}. Los navegadores de confianza volverán a pedir un código.`,
			);
		case "recoveryCodesRegenerated":
			return notice(
				"Códigos de recuperación nuevos",
				"Se ha creado un juego nuevo de códigos de recuperación. Los anteriores han dejado de servir.",
			);
		case "recoveryCodesDelivered":
			return {
				subject: `Sus códigos de recuperación de ${tenant}`,
				paragraphs: [
					hello,
					"Estos códigos le dejan entrar cuando no tiene a mano la aplicación de autenticación. Cada uno sirve una vez. Guárdelos en un lugar seguro, no solo en este buzón. Los anteriores han dejado de servir.",
					facts.codes.join("\n"),
					circumstances,
					notYou,
				],
			};
		case "browserTrusted":
			return notice(
				"Un navegador es ahora de confianza",
				`Durante ${facts.days} días no se pedirá código en este navegador al iniciar sesión. La contraseña se sigue pidiendo.`,
				`Si no ha sido usted, inicie sesión, olvide todos los navegadores de confianza, cambie la contraseña y avise a ${administrator}:\n${context.signInLink}`,
			);
		case "passwordChanged":
			return notice(
				"Su contraseña ha cambiado",
				"Se ha cambiado la contraseña de su cuenta. Todas las demás sesiones y todos los navegadores de confianza han terminado.",
				`Si no ha sido usted, pida ahora mismo restablecer la contraseña y avise a ${administrator}:\n${context.signInLink}`,
			);
		case "accountLocked":
			return notice(
				"Su segundo factor está bloqueado",
				`Se han escrito demasiados códigos erróneos después de su contraseña correcta. ${facts.untilAt === null ? "Su administrador puede desbloquearlo." : `Se abrirá de nuevo el ${momentText(facts.untilAt)}.`}`,
				`Si no ha sido usted, alguien conoce su contraseña: cámbiela ahora mismo y avise a ${administrator}:\n${context.signInLink}`,
			);
		case "enrolment":
			return {
				subject: `Configure la autenticación en dos pasos de ${tenant}`,
				paragraphs: [
					hello,
					"Su administrador le pide que configure un segundo factor para su cuenta. Abra este enlace en su teléfono; sirve una vez, durante 72 horas:",
					facts.link,
					circumstances,
					`Si no lo esperaba, pregunte a ${administrator} antes de abrirlo. Nadie necesita de usted ni el enlace ni los códigos.`,
				],
			};
		case "factorResetByAdmin":
			return notice(
				"Un administrador ha restablecido su segundo factor",
				`Su entrada del autenticador, los códigos de recuperación y los navegadores de confianza ya no sirven; borre la entrada antigua de su aplicación. ${facts.reason === "" ? "" : `Motivo indicado: ${facts.reason}`}`.trim(),
				`Si no lo pidió, avise enseguida a ${administrator} y cambie su contraseña:\n${context.signInLink}`,
			);
		case "phoneChanged":
			return notice(
				"Se ha cambiado su número de teléfono",
				`Se ha cambiado el número de teléfono de su cuenta.${facts.factorRemoved ? " Su segundo factor dependía del número anterior y ya no sirve: borre la entrada antigua de su aplicación y configúrelo de nuevo." : ""}`,
			);
		case "accountUnlocked":
			return notice(
				"Su segundo factor está desbloqueado",
				"Un administrador ha desbloqueado su segundo factor. Ya puede volver a entrar con sus códigos.",
			);
		case "requirementReminder":
			return {
				subject: `Configure su segundo factor ${facts.days === 1 ? "antes de mañana" : `en ${facts.days} días`} – ${tenant}`,
				paragraphs: [
					hello,
					`A partir del ${momentText(facts.dueAt)}, ${tenant} pedirá un segundo factor al entrar a todas las personas afectadas. El suyo aún no está configurado. Son dos minutos con cualquier aplicación de autenticación:`,
					context.signInLink,
					`¿Dudas? Pregunte a ${administrator}.`,
				],
			};
		case "ownerReturnRequested":
			return {
				subject: `Un propietario de ${tenant} pide volver a entrar`,
				paragraphs: [
					hello,
					`Se ha pedido a quienes operan este servicio que quiten el segundo factor de ${facts.owner}, propietario de ${tenant}, que dice haberlo perdido. Motivo indicado: ${facts.reason}`,
					`No ocurrirá nada antes del ${momentText(facts.readyAt)}. Hasta entonces, cualquier propietario puede detenerlo en Ajustes > Organización:`,
					facts.link,
					"Si no lo esperaba, deténgalo y pregunte a los demás propietarios.",
				],
			};
		case "ownerReturnFinished":
			return notice(
				"Un propietario puede volver a entrar",
				`Quienes operan este servicio han quitado el segundo factor de ${facts.owner}. No se ha tocado ninguna otra cuenta.`,
			);
		case "ownerReturnCancelled":
			return notice("Se ha detenido una petición", `El segundo factor de ${facts.owner} sigue como está.`);
		case "organizationRestored":
			return notice(
				"La organización se ha recuperado de una copia de seguridad",
				`Quienes operan este servicio han recuperado ${tenant} tal como estaba el ${momentText(facts.asOfAt)}. Lo que se cambió después se ha perdido: quien fue desactivado, eliminado o cambiado de rol desde entonces está como antes. Revise las personas en Ajustes > Usuarios. Todos entran de nuevo, y los códigos de recuperación anteriores ya no valen: imprima otros.`,
			);
	}
}

/** The text messages in Spanish. */
export function spanishText(facts: TextFacts, tenant: string): string {
	switch (facts.kind) {
		case "enrolmentText":
			return `${tenant}: configure su segundo factor en este teléfono. El enlace sirve una vez, durante 72 horas: ${facts.link}`;
		case "resetCode":
			return `${tenant}: ${facts.code} restablece su segundo factor. Válido 10 minutos. No se lo diga a nadie.`;
	}
}
