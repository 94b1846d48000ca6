/**
 * Help in Spanish: what the service as a whole needs and offers; its operator, its network, programs.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const service: Pick<HelpTexts, "locked-out-owner" | "network" | "scripts"> = {
	"locked-out-owner": {
		title: "Un propietario que no puede entrar, y el operador",
		summary: "Cuando la persona que podría ayudar es la que se ha quedado fuera.",
		sections: [
			{
				heading: "Primero",
				text: [
					"Otro propietario puede ayudar como con cualquiera: mira «Ayudar a alguien». Solo los propietarios actúan sobre propietarios; por eso cada organización debería tener dos. Un código de recuperación guardado también abre la puerta.",
				],
			},
			{
				heading: "El único propietario: pregunta al operador",
				intro: [
					"El operador es quien hace funcionar este servicio. Puede devolver la entrada a un propietario: se elimina el segundo factor de esa cuenta y no se toca la de nadie más.",
				],
				steps: [
					"Un operador lo pide, con el motivo. Cada propietario recibe enseguida una carta; no pasa nada antes de 24 horas, y la carta dice hasta cuándo.",
					"Hasta entonces cualquier propietario puede detenerlo en Ajustes > Organización.",
					"Tras el tiempo de espera lo lleva a cabo otro operador. Los propietarios reciben otra carta y ambos pasos quedan en la auditoría.",
					"El propietario inicia sesión solo con la contraseña, ve la llamada a configurar un segundo factor y lo hace.",
				],
			},
			{
				heading: "Para operadores",
				list: [
					"Antes de restablecer, exporta la organización a un archivo con «npm run operator»; la misma orden la vuelve a importar. «npm run operator -- help» muestra todas las órdenes.",
					"«--dry-run» muestra qué cambiaría una orden sin cambiarlo.",
				],
			},
		],
	},
	network: {
		title: "Redes, cortafuegos y proxies",
		summary: "Qué servidores y puertos deben ser accesibles, y qué pasa cuando no lo son.",
		sections: [
			{
				text: [
					"La página Estado muestra cada servidor y puerto con su finalidad. La lista lleva una versión, que sube con cada cambio. Si tu cortafuegos solo deja pasar servidores con nombre, permite los indicados para navegadores y teléfonos.",
				],
			},
			{
				heading: "Qué necesita la red",
				list: [
					"Páginas e inicio de sesión: el servidor del servicio, puerto 443.",
					"Códigos de una aplicación de autenticación: ninguna red. La aplicación cuenta el tiempo y no nos necesita ni a nosotros ni a su fabricante.",
					"Enlaces y códigos por mensaje de texto: la red móvil del teléfono, y la web para abrir el enlace.",
					"Las tiendas de aplicaciones: solo mientras se instala una aplicación.",
				],
			},
			{
				heading: "Proxies",
				text: [
					"El segundo factor no depende de ningún ajuste de proxy, ni nuestro ni tuyo: se comprueba donde está el inicio de sesión, sin llamar a otro servidor. Un proxy HTTP entre el navegador y el servicio puede estar como para cualquier web, mientras no toque la dirección ni las cookies.",
				],
			},
			{
				heading: "Cuando algo no es accesible",
				list: [
					"El servicio: la página dice que no se ha podido conectar y que compruebes la conexión.",
					"Sus datos: sin ellos no entra nadie. La página lo dice, y que esperes un momento.",
					"Cartas o mensajes de texto: esperan y salen solos más tarde. No se pierde nada.",
				],
				text: ["La página Estado dice en cada momento qué parte funciona."],
				status: true,
			},
		],
	},
	scripts: {
		title: "Programas, cuentas de servicio y uso desatendido",
		summary: "La contraseña de una persona no es para programas.",
		sections: [
			{
				text: [
					"Una cuenta con segundo factor no se puede usar de forma desatendida: ningún script, instalador o tarea programada puede escribir sus códigos, y ninguno debería tener su contraseña. Una petición que trae la contraseña o el token de una persona en la cabecera «Authorization» se rechaza y lo dice.",
				],
			},
			{
				heading: "Qué usar en su lugar",
				list: [
					"Una cuenta de servicio o una clave de API del sistema con el que habla el programa, sin más derechos de los que necesita.",
					"Para operadores de este servicio: la orden «npm run operator», que trabaja con las claves del propio servicio.",
				],
			},
			{
				heading: "Lo que no",
				list: [
					"No pongas a una persona en «No exigido» para que un programa use su contraseña.",
					"No copies códigos de recuperación ni la clave de configuración en un programa: quien los lea está dentro.",
				],
			},
		],
	},
};
