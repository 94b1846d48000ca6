/**
 * The audit in Spanish: a name and a sentence for every event.
 * They tell what a row tells and no more; codes, tokens and secrets are not in it.
 */
import type { Sentences } from "./sentences.ts";
import {
	assurances,
	inRealm,
	listed,
	methods,
	operator,
	purposes,
	reasons,
	requirements,
	roles,
	word,
} from "./vocabulary-es.ts";

export const es: Sentences = {
	stranger: "Alguien",
	reasons,
	unknown: (event) => `Algo para lo que esta página aún no tiene palabras: ${event}.`,
	events: {
		"tenant.signedUp": { name: "Organización registrada", say: ({ who }) => `${who} registró la organización.` },
		"tenant.verified": {
			name: "Organización abierta",
			say: ({ who }) => `${who} verificó la dirección y abrió la organización.`,
		},
		"tenant.changed": {
			name: "Organización cambiada",
			say: ({ who, list }) => `${who} cambió la organización: ${listed(list("fields"))}.`,
		},
		"tenant.suspended": {
			name: "Organización suspendida",
			say: ({ text }) => `${operator(text("operator"))} suspendió la organización.`,
		},
		"tenant.resumed": {
			name: "Organización reanudada",
			say: ({ text }) => `${operator(text("operator"))} volvió a abrir la organización.`,
		},
		"tenant.exported": {
			name: "Organización exportada",
			say: ({ text }) => `${operator(text("operator"))} exportó la organización a un archivo.`,
		},
		"tenant.imported": {
			name: "Organización importada",
			say: ({ text }) => `${operator(text("operator"))} recuperó la organización de un archivo.`,
		},
		"tenant.restored": {
			name: "Organización recuperada",
			say: ({ text }) => `La organización volvió a su estado del ${text("asOf")} con toda la base de datos.`,
		},
		"tenant.moved": {
			name: "Organización trasladada",
			say: ({ text }) =>
				`${operator(text("operator"))} trasladó los registros de la organización de ${text("from")} a ${text("to")}.`,
		},
		"policy.changed": {
			name: "Reglas cambiadas",
			say: ({ who, text, number }) =>
				`${who} cambió las reglas${inRealm(text("realm"))} (versión ${number("version")}).`,
		},
		"realm.created": {
			name: "Ámbito creado",
			say: ({ who, text }) =>
				text("kind") === "automatic"
					? `El ámbito ${text("name")} se creó solo.`
					: `${who} creó el ámbito ${text("name")}.`,
		},
		"realm.changed": { name: "Ámbito cambiado", say: ({ who, text }) => `${who} cambió el ámbito ${text("name")}.` },
		"realm.removed": { name: "Ámbito eliminado", say: ({ who, text }) => `${who} eliminó el ámbito ${text("name")}.` },
		"user.created": {
			name: "Usuario creado",
			say: ({ who, whom, text, isTrue }) =>
				`${who} ${isTrue("imported") ? "importó" : "creó"} a ${whom} como ${word(roles, text("role"))} en el ámbito ${text("realm")}.`,
		},
		"user.invited": { name: "Usuario invitado", say: ({ who, whom }) => `${who} invitó a ${whom}.` },
		"user.joined": { name: "Invitación aceptada", say: ({ whom }) => `${whom} aceptó la invitación.` },
		"user.emailVerified": { name: "Dirección verificada", say: ({ whom }) => `${whom} verificó su dirección.` },
		"user.profileChanged": { name: "Perfil propio cambiado", say: ({ whom }) => `${whom} cambió su propio perfil.` },
		"user.changed": {
			name: "Usuario cambiado",
			say: ({ who, whom, list }) => `${who} cambió a ${whom}: ${listed(list("fields"))}.`,
		},
		"user.roleChanged": {
			name: "Rol cambiado",
			say: ({ who, whom, text }) =>
				`${who} cambió el rol de ${whom} de ${word(roles, text("from"))} a ${word(roles, text("to"))}.`,
		},
		"user.requirementChanged": {
			name: "Exigencia cambiada",
			say: ({ who, whom, text }) =>
				`${who} cambió la exigencia de ${whom} de «${word(requirements, text("from"))}» a «${word(requirements, text("to"))}».`,
		},
		"user.moved": {
			name: "Usuario trasladado",
			say: ({ who, whom, text }) => `${who} trasladó a ${whom} del ámbito ${text("from")} a ${text("to")}.`,
		},
		"user.disabled": { name: "Usuario desactivado", say: ({ who, whom }) => `${who} desactivó a ${whom}.` },
		"user.enabled": { name: "Usuario activado", say: ({ who, whom }) => `${who} activó a ${whom}.` },
		"user.removed": {
			name: "Usuario eliminado",
			say: ({ who, text }) => `${who} eliminó a ${text("name")} (${text("email")}).`,
		},
		"user.unlocked": {
			name: "Usuario desbloqueado",
			say: ({ who, whom }) => `${who} desbloqueó el segundo factor de ${whom}.`,
		},
		"users.imported": {
			name: "Archivo importado",
			say: ({ who, text, number }) =>
				`${who} importó un archivo en el ámbito ${text("realm")}: ${number("created")} creados, ${number("exists")} ya estaban, ${number("errors")} con errores.`,
		},
		"login.refused": {
			name: "Inicio de sesión rechazado",
			say: ({ whom }) => `Se rechazó un inicio de sesión como ${whom}.`,
		},
		"login.blocked": {
			name: "Intentos frenados",
			say: ({ number }) => `Tras ${number("failures")} contraseñas erróneas seguidas, quien las probó debe esperar.`,
		},
		"login.passwordProved": {
			name: "Contraseña aceptada",
			say: ({ whom }) => `${whom} dio la contraseña correcta; seguía un segundo paso.`,
		},
		"login.succeeded": {
			name: "Sesión iniciada",
			say: ({ whom, text }) =>
				`${whom} inició sesión ${word(assurances, text("assurance"))}${text("method") === "" ? "" : `: ${word(methods, text("method"))}`}.`,
		},
		"login.cancelled": {
			name: "Inicio de sesión cancelado",
			say: ({ whom }) => `${whom} abandonó un inicio de sesión a medias.`,
		},
		"login.signedOut": { name: "Sesión cerrada", say: ({ whom }) => `${whom} cerró la sesión.` },
		"code.refused": {
			name: "Código rechazado",
			say: ({ whom, text }) => `Se rechazó un código de ${whom} ${word(purposes, text("purpose"))}.`,
		},
		"request.refused": {
			name: "Petición rechazada",
			say: ({ who, text }) => `${who} intentó «${text("procedure")}» y se le negó.`,
		},
		"factor.locked": {
			name: "Segundo factor bloqueado",
			say: ({ whom, number }) => `El segundo factor de ${whom} se bloqueó tras ${number("failures")} códigos erróneos.`,
		},
		"factor.added": {
			name: "Segundo factor configurado",
			say: ({ whom, isTrue }) =>
				isTrue("replaced")
					? `${whom} pasó el segundo factor a una aplicación nueva.`
					: `${whom} configuró un segundo factor.`,
		},
		"factor.removed": {
			name: "Segundo factor desactivado",
			say: ({ whom, text }) => `${whom} desactivó el segundo factor con ${word(methods, text("method"))}.`,
		},
		"factor.resetAtSignIn": {
			name: "Segundo factor restablecido al entrar",
			say: ({ whom }) => `${whom} restableció el segundo factor al iniciar sesión.`,
		},
		"factor.resetByAdmin": {
			name: "Segundo factor restablecido por un administrador",
			say: ({ who, whom, isTrue }) =>
				`${who} restableció el segundo factor de ${whom}${isTrue("endSessions") ? " y cerró todas sus sesiones" : ""}.`,
		},
		"factor.phoneChanged": {
			name: "Segundo factor terminado por un número nuevo",
			say: ({ who, whom }) =>
				`${who} cambió el teléfono de ${whom}, así que hay que configurar de nuevo el segundo factor.`,
		},
		"recoveryCodes.used": {
			name: "Código de recuperación usado",
			say: ({ whom, number }) => `${whom} usó un código de recuperación; quedan ${number("left")}.`,
		},
		"recoveryCodes.replaced": {
			name: "Códigos de recuperación renovados",
			say: ({ whom }) => `${whom} creó códigos de recuperación nuevos.`,
		},
		"recoveryCodes.shown": {
			name: "Códigos de recuperación mostrados",
			say: ({ whom }) => `${whom} miró sus códigos de recuperación.`,
		},
		"enrolment.sent": {
			name: "Enlace de configuración enviado",
			say: ({ who, whom, text, isTrue }) =>
				`${who} envió a ${whom} ${isTrue("invitation") ? "la invitación" : "un enlace de configuración"} por ${text("by") === "sms" ? "mensaje de texto" : "correo"}.`,
		},
		"enrolment.opened": {
			name: "Enlace de configuración abierto",
			say: ({ whom }) => `${whom} abrió un enlace de configuración.`,
		},
		"enrolment.completed": {
			name: "Configuración completada",
			say: ({ whom }) => `${whom} completó la configuración desde un enlace.`,
		},
		"phone.given": { name: "Teléfono indicado", say: ({ whom }) => `${whom} indicó el teléfono que faltaba.` },
		"resetCode.sent": {
			name: "Código de restablecimiento enviado",
			say: ({ whom }) => `Se envió al teléfono de ${whom} un código para restablecer el segundo factor.`,
		},
		"reminder.sent": {
			name: "Recordatorio enviado",
			say: ({ whom, number }) =>
				`Se recordó a ${whom} que configure un segundo factor, ${number("daysBefore")} días antes del plazo.`,
		},
		"browser.trusted": {
			name: "Navegador de confianza",
			say: ({ whom, number }) => `${whom} confió en un navegador durante ${number("days")} días.`,
		},
		"browser.forgotten": {
			name: "Confianza retirada",
			say: ({ whom, isTrue }) =>
				isTrue("all")
					? `Todos los navegadores de confianza de ${whom} dejaron de serlo.`
					: `Un navegador de confianza de ${whom} dejó de serlo.`,
		},
		"session.proved": {
			name: "Identidad confirmada",
			say: ({ whom, text }) => `${whom} confirmó su identidad con ${word(methods, text("method"))}.`,
		},
		"session.ended": {
			name: "Sesión terminada",
			say: ({ whom, isTrue }) => (isTrue("all") ? `${whom} cerró sus demás sesiones.` : `${whom} cerró una sesión.`),
		},
		"password.resetRequested": {
			name: "Restablecimiento de contraseña pedido",
			say: ({ whom }) => `Se pidió un enlace para restablecer la contraseña de ${whom}.`,
		},
		"password.reset": {
			name: "Contraseña restablecida",
			say: ({ whom }) => `${whom} restableció la contraseña con un enlace recibido por correo.`,
		},
		"password.changed": { name: "Contraseña cambiada", say: ({ whom }) => `${whom} cambió la contraseña.` },
		"audit.exported": {
			name: "Auditoría exportada",
			say: ({ who, text }) => `${who} exportó la auditoría como ${text("format") === "csv" ? "CSV" : "JSON Lines"}.`,
		},
		"ownerReturn.requested": {
			name: "Regreso de un propietario pedido",
			say: ({ whom, text }) =>
				`${operator(text("operator"))} empezó a abrir a ${whom} un camino de vuelta; hay un plazo y se puede cancelar.`,
		},
		"ownerReturn.finished": {
			name: "Regreso de un propietario terminado",
			say: ({ whom, text }) => `${operator(text("operator"))} abrió a ${whom} el camino de vuelta.`,
		},
		"ownerReturn.cancelled": {
			name: "Regreso de un propietario cancelado",
			say: ({ who, whom, text }) =>
				`${text("operator") === "" ? who : operator(text("operator"))} canceló el camino de vuelta de ${whom}.`,
		},
		"keys.rotated": {
			name: "Claves renovadas",
			say: ({ text }) => `${operator(text("operator"))} renovó las claves (ahora ${text("to")}).`,
		},
	},
};
