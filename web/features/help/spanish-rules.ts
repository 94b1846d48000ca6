/**
 * Help in Spanish for administrators: the rules, and requiring a second factor without locking anybody out.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const rules: Pick<HelpTexts, "policy" | "require-safely" | "phone-number"> = {
	policy: {
		title: "Reglas",
		summary: "Quién debe tener un segundo factor, desde cuándo, y todo lo demás que decides para todos.",
		sections: [
			{
				heading: "Qué decides",
				list: [
					"Segundo factor: desactivado (nadie puede configurarlo; a quien lo tiene se le sigue pidiendo), opcional u obligatorio.",
					"Desde una fecha, y días de gracia: hasta el último de ellos se entra aún sin él, con una barra que lo recuerda. Para alguien nuevo, los días empiezan con su primer día.",
					"Navegadores de confianza: de 0 a 365 días. 0 los desactiva; menos días terminan la confianza dada antes.",
					"Bloqueo tras códigos erróneos: cuántos seguidos (de 3 a 10), hasta que alguien desbloquee o durante unos minutos.",
					"Códigos de recuperación: solo en pantalla o también por correo; cifras o letras; si se pueden ver otra vez.",
					"Longitud de las contraseñas, duración de las sesiones, hoja de configuración en papel y restablecimiento por mensaje de texto.",
				],
			},
			{
				heading: "Gana la regla más estricta",
				text: [
					"Hay reglas de la organización, reglas de un ámbito y un ajuste de cada persona. Vale la que exige más, o la que lo exige antes; ninguna afloja a otra. La página de la persona y el propio inicio de sesión dicen qué regla fue.",
					"«Exigido» para una persona vale al momento. «No exigido» quiere decir que a esa persona en particular no se le exige nada; donde lo exige el ámbito o la organización, sigue exigido.",
				],
			},
			{
				heading: "Antes de guardar",
				text: [
					"La vista previa dice a cuántas personas se pediría, a quién se retiene al momento, cuántas ya están protegidas y cuántos navegadores de confianza y sesiones terminan. Las reglas que nadie podría cumplir se rechazan con los campos afectados.",
				],
			},
			{
				heading: "Después",
				text: [
					"Unas cartas avisan a quien falta 14, 7 y 1 días antes del último día. Cada cambio crea una versión: el historial muestra quién cambió qué, de qué valor a cuál y cuándo.",
				],
			},
		],
	},
	"require-safely": {
		title: "Exigir un segundo factor sin dejar fuera a nadie",
		summary: "En el orden adecuado, y nadie se encuentra la puerta cerrada.",
		sections: [
			{
				steps: [
					"Configura tu propio segundo factor y comprueba que al menos dos propietarios tengan el suyo, con sus códigos de recuperación guardados.",
					"Escribe en Ajustes > Organización a quién se puede preguntar: la página de inicio de sesión lo muestra a quien lo ha perdido todo.",
					"Empieza por un ámbito. Abre sus reglas, elige «Obligatoria», una fecha futura y unos días de gracia.",
					"Lee la vista previa: nombra a quién se le pedirá y hasta cuándo.",
					"Guarda y envía los enlaces de alta.",
					"Mira el Resumen: quien aún falta está allí con su nombre. Envíale otra vez el enlace, o habla con esa persona.",
					"Cuando el ámbito esté completo, haz lo mismo con la organización.",
				],
			},
			{
				heading: "Qué ven las personas",
				list: [
					"Antes de la fecha: una barra en su cuenta que la nombra. No se puede cerrar y se va cuando la configuración está hecha.",
					"En los días de gracia: la misma barra con el último día.",
					"Tras el último día, al iniciar sesión: la configuración sigue a la contraseña y no se puede saltar.",
					"Tras el último día, con la sesión abierta: la página muestra la configuración en lugar de todo lo demás, desde el siguiente clic.",
				],
			},
			{
				heading: "Si aun así alguien se atasca",
				text: [
					"Una exigencia por sí sola no deja fuera a nadie: quien sabe su contraseña puede configurar un factor en el próximo inicio de sesión. Para teléfonos perdidos, mira «Ayudar a alguien».",
				],
			},
		],
	},
	"phone-number": {
		title: "Cambiar un número de teléfono",
		summary: "Para qué sirve un número, quién puede cambiarlo y qué pasa después.",
		sections: [
			{
				heading: "Para qué sirve",
				text: [
					"Un número solo hace falta donde el segundo factor se configura con un enlace al teléfono, o donde tu organización permite restablecerlo con un mensaje de texto. Una aplicación de autenticación no lo necesita.",
					"Los mensajes de texto se pueden leer por el camino, y un número puede pasar a manos de quien convenza a la operadora. Por eso un código por mensaje vale menos que una aplicación: va detrás de la contraseña, y solo donde tu organización lo permite.",
				],
			},
			{
				heading: "Tu propio número",
				steps: [
					"Abre Mi cuenta > Perfil, elige el país y escribe el número.",
					"Guarda y confirma con un código o con tu contraseña que eres tú.",
				],
				text: [
					"Tu segundo factor sigue como está. Los enlaces y códigos enviados al número antiguo dejan de servir, y una carta te avisa del cambio.",
					"Donde tu organización permite restablecer con un mensaje de texto, no puedes cambiar el número por tu cuenta: quien se sentara ante tu sesión abierta podría hacer de su teléfono una entrada. Pídelo a tu administrador.",
				],
			},
			{
				heading: "El de otra persona",
				steps: [
					"Abre a la persona en Ajustes > Usuarios, cambia el número y guarda.",
					"Si su segundo factor se configuró con un enlace al número antiguo, se elimina: sus códigos se rechazan al momento y la configuración queda pendiente.",
					"Envía el enlace de alta al número nuevo desde el aviso que sigue.",
				],
				text: [
					"Una carta avisa a la persona, y de que borre la entrada antigua de la aplicación: mira «Borrar una entrada antigua de la aplicación».",
				],
			},
		],
	},
};
