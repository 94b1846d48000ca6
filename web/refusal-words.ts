/**
 * The sentences of `refusals.ts` in both languages.
 * They name no account, no address and no reason that the code itself does not name.
 */
import type { RefusalWords } from "./refusals.ts";

export const en: RefusalWords = {
	troubles: {
		input_invalid: { say: "Something in this form is not right.", next: "Look at the marked fields and try again." },
		origin_refused: { say: "This request did not come from this page.", next: "Load the page again and repeat." },
		body_too_large: { say: "That is too much text.", next: "Make it shorter and try again." },
		not_json: { say: "The request did not arrive whole.", next: "Load the page again and repeat." },
		method_refused: { say: "The request did not arrive whole.", next: "Load the page again and repeat." },
		not_found: { say: "We could not find that.", next: "It may be gone already. Load the page again." },
		tenant_unknown: {
			say: "There is no organization at this address.",
			next: "Check the address for typing mistakes.",
		},
		tenant_suspended: {
			say: "This organization's sign-in is switched off.",
			next: "Ask your organization's administrator.",
		},
		tenant_moving: { say: "Your organization is being moved to another place.", next: "Try again in a moment." },
		slug_taken: { say: "Another organization has this address.", next: "Choose another one." },
		credentials_wrong: {
			say: "E-mail and password do not match.",
			next: "Check both and try again, or reset your password.",
		},
		attempts_spent: { say: "Too many tries.", next: "Wait a few minutes, then try again." },
		second_factor_locked: {
			say: "The second step is locked after too many wrong codes.",
			next: "Ask your organization's administrator to unlock it.",
		},
		challenge_gone: {
			say: "This sign-in took too long or was already used.",
			next: "Sign in again with your password.",
		},
		challenge_spent: { say: "Too many wrong codes.", next: "Sign in again with your password." },
		code_wrong: { say: "That code is not right.", next: "Wait for the next code in your app and type that one." },
		code_clock_off: { say: "Your phone's clock is wrong.", next: "Set its clock to automatic, then type a new code." },
		setup_expired: {
			say: "The ten minutes for the set-up are over.",
			next: "Begin again; you will get a new QR code.",
		},
		not_signed_in: { say: "You are not signed in any more.", next: "Sign in again." },
		recent_proof_required: { say: "We need to be sure that it is you.", next: "Confirm it and try again." },
		forbidden: { say: "You may not do that.", next: "Ask your organization's administrator if you need it." },
		second_factor_required: {
			say: "Your organization requires two-factor authentication.",
			next: "Where it is off, set it up first. Where it is on, it stays on; you can move it to a new phone.",
		},
		second_factor_absent: { say: "Two-factor authentication is off.", next: "Set it up first." },
		second_factor_off: {
			say: "Your organization does not offer two-factor authentication.",
			next: "Ask your organization's administrator if you want it.",
		},
		link_invalid: { say: "This link was used already or is too old.", next: "Ask for a new one." },
		password_unacceptable: { say: "This password cannot be used.", next: "Choose another one." },
		last_owner: {
			say: "This is the last active owner, and an organization needs one.",
			next: "Make somebody else an owner first.",
		},
		realm_not_empty: { say: "There are people in this realm.", next: "Move them to another realm first." },
		policy_unmeetable: { say: "Nobody could meet these rules.", next: "Change the marked ones and try again." },
		phone_fixed: {
			say: "Your phone number cannot be changed here, because it is a way to reset your second factor.",
			next: "Ask your organization's administrator to change it.",
		},
		sms_unavailable: {
			say: "Text messages cannot be sent right now.",
			next: "Use a letter or another way, or try again later.",
		},
		unattended_refused: {
			say: "A person's password is not for scripts.",
			next: "Give the script a service account or an API key of the system that it talks to.",
		},
		conflict: { say: "Something changed in the meantime.", next: "Load the page again and repeat." },
		busy: { say: "Very many people are signing in at this moment.", next: "Wait a few seconds, then try again." },
		not_ready: { say: "The service is being set up anew at this moment.", next: "Wait a minute, then try again." },
		database_unavailable: { say: "We cannot reach our records right now.", next: "Wait a moment, then try again." },
		internal: { say: "Something went wrong on our side.", next: "Try again." },
		unreachable: { say: "We could not be reached.", next: "Check your connection and try again." },
	},
	fields: {
		required: "Fill this in.",
		too_short: "This is too short.",
		too_long: "This is too long.",
		malformed: "This does not look right. Check it for typing mistakes.",
		country_needed: "Choose the country, or begin the number with + and the country code, for example +421987654321.",
		not_textable: "We send no text messages to this number. Enter a mobile number.",
		looks_like_address:
			"This looks like an internet address. Choose a name without dots between letters, slashes or www.",
		unknown: "There is no such thing any more. Choose another one.",
		unmeetable: "Nobody could meet this.",
		not_allowed: "You may not give this. Ask an owner of your organization.",
		taken: "This is taken. Choose another one.",
		reserved: "This is reserved. Choose another one.",
		breached: "This password is known from a data breach elsewhere. Choose one that you use nowhere else.",
		common: "Too many people use this password. Choose one that is harder to guess.",
		contains_context: "This contains your name, your e-mail or your organization. Choose something less close to you.",
		unknown_field: "This is not asked for here.",
	},
	clockOff: (amount, ahead) =>
		`That code would be right, but your phone's clock is about ${amount} ${ahead ? "ahead" : "behind"}.`,
	wait: (amount) => `Try again in ${amount}.`,
	reference: (id) => `If it happens again, tell your administrator this reference: ${id}.`,
};

export const es: RefusalWords = {
	troubles: {
		input_invalid: {
			say: "Hay algo incorrecto en este formulario.",
			next: "Revisa los campos marcados y vuelve a intentarlo.",
		},
		origin_refused: { say: "Esta petición no venía de esta página.", next: "Vuelve a cargar la página y repite." },
		body_too_large: { say: "Es demasiado texto.", next: "Acórtalo y vuelve a intentarlo." },
		not_json: { say: "La petición no llegó completa.", next: "Vuelve a cargar la página y repite." },
		method_refused: { say: "La petición no llegó completa.", next: "Vuelve a cargar la página y repite." },
		not_found: { say: "No lo hemos encontrado.", next: "Puede que ya no exista. Vuelve a cargar la página." },
		tenant_unknown: {
			say: "No hay ninguna organización en esta dirección.",
			next: "Comprueba que la dirección esté bien escrita.",
		},
		tenant_suspended: {
			say: "El inicio de sesión de esta organización está desactivado.",
			next: "Pregunta al administrador de tu organización.",
		},
		tenant_moving: {
			say: "Estamos trasladando tu organización a otro lugar.",
			next: "Inténtalo de nuevo en un momento.",
		},
		slug_taken: { say: "Otra organización tiene esta dirección.", next: "Elige otra." },
		credentials_wrong: {
			say: "El correo y la contraseña no coinciden.",
			next: "Comprueba ambos y vuelve a intentarlo, o restablece tu contraseña.",
		},
		attempts_spent: { say: "Demasiados intentos.", next: "Espera unos minutos y vuelve a intentarlo." },
		second_factor_locked: {
			say: "El segundo paso está bloqueado tras demasiados códigos erróneos.",
			next: "Pide al administrador de tu organización que lo desbloquee.",
		},
		challenge_gone: {
			say: "Este inicio de sesión tardó demasiado o ya se usó.",
			next: "Vuelve a iniciar sesión con tu contraseña.",
		},
		challenge_spent: { say: "Demasiados códigos erróneos.", next: "Vuelve a iniciar sesión con tu contraseña." },
		code_wrong: { say: "Ese código no es correcto.", next: "Espera al siguiente código de tu aplicación y escríbelo." },
		code_clock_off: {
			say: "El reloj de tu teléfono está mal.",
			next: "Ponlo en hora automática y escribe un código nuevo.",
		},
		setup_expired: {
			say: "Se acabaron los diez minutos para la configuración.",
			next: "Empieza de nuevo; recibirás otro código QR.",
		},
		not_signed_in: { say: "Tu sesión ya no está abierta.", next: "Inicia sesión de nuevo." },
		recent_proof_required: { say: "Necesitamos saber que eres tú.", next: "Confírmalo y vuelve a intentarlo." },
		forbidden: { say: "No puedes hacer eso.", next: "Si lo necesitas, pídelo al administrador de tu organización." },
		second_factor_required: {
			say: "Tu organización exige la autenticación en dos pasos.",
			next: "Si está desactivada, configúrala primero. Si está activada, sigue así; puedes pasarla a un teléfono nuevo.",
		},
		second_factor_absent: { say: "La autenticación en dos pasos está desactivada.", next: "Configúrala primero." },
		second_factor_off: {
			say: "Tu organización no ofrece la autenticación en dos pasos.",
			next: "Si la quieres, pregunta al administrador de tu organización.",
		},
		link_invalid: { say: "Este enlace ya se usó o es demasiado antiguo.", next: "Pide uno nuevo." },
		password_unacceptable: { say: "Esta contraseña no se puede usar.", next: "Elige otra." },
		last_owner: {
			say: "Es la última persona propietaria activa, y una organización necesita una.",
			next: "Haz antes propietaria a otra persona.",
		},
		realm_not_empty: { say: "Hay personas en este ámbito.", next: "Muévelas antes a otro ámbito." },
		policy_unmeetable: {
			say: "Nadie podría cumplir estas reglas.",
			next: "Cambia las marcadas y vuelve a intentarlo.",
		},
		phone_fixed: {
			say: "Aquí no se puede cambiar tu número de teléfono, porque sirve para restablecer tu segundo factor.",
			next: "Pide al administrador de tu organización que lo cambie.",
		},
		sms_unavailable: {
			say: "Ahora mismo no se pueden enviar mensajes de texto.",
			next: "Usa una carta u otra vía, o vuelve a intentarlo más tarde.",
		},
		unattended_refused: {
			say: "La contraseña de una persona no es para programas.",
			next: "Da al programa una cuenta de servicio o una clave de API del sistema con el que habla.",
		},
		conflict: { say: "Algo ha cambiado entretanto.", next: "Vuelve a cargar la página y repite." },
		busy: {
			say: "En este momento está iniciando sesión muchísima gente.",
			next: "Espera unos segundos y vuelve a intentarlo.",
		},
		not_ready: {
			say: "En este momento el servicio se está configurando de nuevo.",
			next: "Espera un minuto y vuelve a intentarlo.",
		},
		database_unavailable: {
			say: "Ahora mismo no podemos acceder a nuestros datos.",
			next: "Espera un momento y vuelve a intentarlo.",
		},
		internal: { say: "Algo ha fallado por nuestra parte.", next: "Vuelve a intentarlo." },
		unreachable: { say: "No hemos podido conectar.", next: "Comprueba tu conexión y vuelve a intentarlo." },
	},
	fields: {
		required: "Rellena este campo.",
		too_short: "Es demasiado corto.",
		too_long: "Es demasiado largo.",
		malformed: "No parece correcto. Comprueba si hay errores al escribir.",
		country_needed: "Elige el país, o empieza el número por + y el prefijo del país, por ejemplo +421987654321.",
		not_textable: "No enviamos mensajes de texto a este número. Escribe un número de móvil.",
		looks_like_address: "Parece una dirección de internet. Elige un nombre sin puntos entre letras, barras ni www.",
		unknown: "Ya no existe. Elige otro.",
		unmeetable: "Nadie podría cumplirlo.",
		not_allowed: "No puedes dar esto. Pídelo a un propietario de tu organización.",
		taken: "Ya está en uso. Elige otro.",
		reserved: "Está reservado. Elige otro.",
		breached:
			"Esta contraseña se conoce por una filtración de datos de otro sitio. Elige una que no uses en ningún otro lugar.",
		common: "Demasiada gente usa esta contraseña. Elige una más difícil de adivinar.",
		contains_context: "Contiene tu nombre, tu correo o tu organización. Elige algo menos cercano a ti.",
		unknown_field: "Aquí no se pide este dato.",
	},
	clockOff: (amount, ahead) =>
		`Ese código sería correcto, pero el reloj de tu teléfono va unos ${amount} ${ahead ? "adelantado" : "atrasado"}.`,
	wait: (amount) => `Vuelve a intentarlo dentro de ${amount}.`,
	reference: (id) => `Si se repite, da esta referencia a tu administrador: ${id}.`,
};
