/**
 * Help in Spanish: signing in, signing up, and every screen in a few words.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const screens: Pick<HelpTexts, "sign-in" | "sign-up" | "screens"> = {
	"sign-in": {
		title: "Iniciar sesión",
		summary: "Primero correo y contraseña, después un código de tu aplicación.",
		sections: [
			{
				steps: [
					"Abre la dirección de tu organización y escribe tu correo electrónico y tu contraseña.",
					"Abre tu aplicación de autenticación, busca la entrada con el nombre de tu organización y escribe sus seis cifras. Puedes pegarlas.",
					"Marca «Confiar en este navegador» si solo lo usas tú; así se le pedirá solo la contraseña durante unos días.",
				],
			},
			{
				heading: "Se rechaza un código",
				list: [
					"Cada código vale una vez y solo unos 30 segundos. Espera al siguiente.",
					"Mira la entrada correcta: la que lleva el nombre de esta organización y tu correo.",
					"Pon en hora el reloj del dispositivo: mira «Poner el reloj en hora».",
				],
			},
			{
				heading: "Bloqueado",
				text: [
					"Tras diez códigos erróneos seguidos el segundo paso se bloquea. Tu administrador puede desbloquearlo; la pantalla del código dice a quién preguntar. Demasiadas contraseñas erróneas te hacen esperar unos minutos.",
				],
			},
			{
				heading: "Tardó demasiado",
				text: ["Un inicio de sesión empezado vive diez minutos. Después empieza otra vez con la contraseña."],
			},
		],
	},
	"sign-up": {
		title: "Registrar una organización",
		summary: "De nada al primer inicio de sesión, sin llamar a nadie.",
		sections: [
			{
				steps: [
					"En la portada elige «Registrar tu organización».",
					"Escribe su nombre y elige su dirección. La página dice al momento si está libre.",
					"Escribe tu nombre, tu correo electrónico y una contraseña. Serás su propietario.",
					"Abre la carta, sigue su enlace en menos de 24 horas y di allí con el botón que la dirección es tuya.",
					"Inicia sesión en la dirección de tu organización y configura el segundo paso.",
				],
			},
			{
				heading: "La dirección",
				text: [
					"Tiene de 3 a 40 letras minúsculas, cifras y guiones. Ahí inicia sesión tu gente, así que elige algo que reconozcan.",
				],
			},
			{
				heading: "¿No llega la carta?",
				text: [
					"Mira entre el correo no deseado. Un registro sin verificar se olvida a los dos días y su dirección queda libre otra vez.",
				],
			},
		],
	},
	screens: {
		title: "Cada pantalla en pocas palabras",
		summary: "Para qué es cada página y qué pide.",
		sections: [
			{
				heading: "Portada",
				text: ["Dice qué es Gatehouse, lleva al registro y encuentra una organización por su dirección."],
			},
			{
				heading: "Registra tu organización",
				text: ["Crea una organización y su propietario. Nada tiene poder antes de verificar el correo electrónico."],
			},
			{
				heading: "Iniciar sesión",
				text: [
					"Pide correo y contraseña. La respuesta es la misma para una contraseña errónea y una dirección desconocida.",
				],
			},
			{
				heading: "Escribe tu código",
				text: [
					"Pide seis cifras de la aplicación. Debajo: código de recuperación, restablecer, otra cuenta y a quién preguntar.",
				],
			},
			{
				heading: "Usar un código de recuperación",
				text: ["Acepta uno de los códigos guardados en lugar de la aplicación. Con esto se gasta."],
			},
			{
				heading: "Restablecer la autenticación en dos pasos",
				text: [
					"Te cambia a un teléfono nuevo al iniciar sesión, tras un último código; o tras un código por mensaje de texto, si tu organización lo permite.",
				],
			},
			{
				heading: "Configurar la autenticación en dos pasos",
				text: [
					"Tres pasos con un código QR, una clave para escribir, un código que lo prueba y códigos de recuperación que guardar. Hay diez minutos para ello.",
				],
			},
			{
				heading: "Crea códigos de recuperación nuevos",
				text: ["Aparece tras usar el último código. No se llega a nada más hasta guardar los nuevos."],
			},
			{
				heading: "Verifica tu dirección",
				text: ["Se abre desde la carta tras el registro. Un enlace, un uso, 24 horas."],
			},
			{
				heading: "Acepta tu invitación",
				text: [
					"Se abre desde una carta de invitación: eliges una contraseña y configuras el segundo paso donde se pida. 72 horas.",
				],
			},
			{
				heading: "Restablece tu contraseña",
				text: [
					"Envía una carta y con su enlace guarda una contraseña nueva. Ni inicia sesión ni salta el segundo paso.",
				],
			},
			{
				heading: "Tu número de teléfono y el enlace a tu teléfono",
				text: [
					"Donde el segundo factor se configura en el teléfono, al iniciar sesión se pide el número si falta y se envía allí el enlace.",
				],
			},
			{
				heading: "La página de un enlace de alta",
				text: [
					"Guía por la configuración en el propio teléfono y después al inicio de sesión. Un enlace, una configuración, 72 horas.",
				],
			},
			{
				heading: "Mi cuenta > Perfil",
				text: ["Tu nombre, tu correo electrónico, tu número de teléfono y el idioma de las cartas y las páginas."],
			},
			{
				heading: "Mi cuenta > Seguridad",
				text: [
					"La autenticación en dos pasos activada o desactivada, los códigos de recuperación, un teléfono nuevo y la contraseña.",
				],
			},
			{
				heading: "Mi cuenta > Navegadores de confianza",
				text: ["A qué navegadores solo se les pide la contraseña, y cómo retirarlo."],
			},
			{ heading: "Mi cuenta > Sesiones", text: ["Dónde tienes la sesión abierta y cómo cerrarla."] },
			{
				heading: "La barra encima de Mi cuenta",
				text: [
					"Dice lo que necesita tu cuenta. Si la configuración es obligatoria, ahora o desde una fecha, la barra se queda hasta que esté hecha.",
				],
			},
			{
				heading: "Ajustes",
				text: [
					"Para quien lleva la organización: Resumen, Usuarios, Ámbitos, Reglas, Auditoría y Organización. Cada parte tiene su página de ayuda.",
				],
			},
			{
				heading: "Estado",
				text: ["Qué parte del servicio funciona, y qué servidores y puertos deben ser accesibles."],
			},
			{ heading: "Ayuda", text: ["Estas páginas. El idioma se cambia al pie de cada página."] },
		],
	},
};
