/**
 * Help in Spanish for administrators: helping people, and showing afterwards who did what.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const proof: Pick<HelpTexts, "help-somebody" | "audit" | "overview" | "organization"> = {
	"help-somebody": {
		title: "Ayudar a alguien",
		summary: "Teléfono perdido, cuenta bloqueada o «no fui yo».",
		sections: [
			{
				heading: "Sin aplicación ni códigos de recuperación: restablecer",
				steps: [
					"Asegúrate de que es de verdad esta persona: llámala a un número que conozcas.",
					"Abre Ajustes > Usuarios > la persona > Autenticación en dos pasos y elige «Restablecer».",
					"Escribe por qué; el motivo queda en la auditoría y va en la carta a la persona. Marca «Cerrar también sus sesiones» si le robaron el teléfono.",
					"Confirma. El estado de 2FA pasa a Desactivada; la aplicación, los códigos de recuperación y los navegadores de confianza dejan de servir al momento.",
				],
				text: [
					"La exigencia de un segundo factor no cambia: si la hay, la configuración sigue en el próximo inicio de sesión. Quien tiene la sesión abierta sigue con ella, salvo que termines sus sesiones.",
				],
			},
			{
				heading: "Bloqueo tras códigos erróneos: desbloquear",
				steps: [
					"Abre a la persona y elige «Desbloquear»; solo aparece para quien está bloqueado.",
					"Desde entonces el código correcto vuelve a servir. La auditoría dice quién desbloqueó y cuándo.",
				],
			},
			{
				heading: "«No fui yo»",
				steps: [
					"Desactiva la cuenta: todas sus sesiones terminan al momento.",
					"Mira los últimos sucesos de la persona: qué, dónde y con qué navegador.",
					"Que la persona restablezca su contraseña; restablece tú el segundo factor con «Cerrar también sus sesiones» y activa de nuevo la cuenta.",
				],
			},
			{
				heading: "Lo que un administrador nunca ve",
				text: [
					"Ningún secreto, ningún código y ninguna contraseña de otra persona, ni los elige por ella. Puede exigir, restablecer y desbloquear; lo demás solo lo hace la persona.",
				],
			},
		],
	},
	audit: {
		title: "Auditoría, exportación y cadena de huellas",
		summary: "Quién hizo qué, a quién, cuándo y desde dónde; y cómo demostrar que después no se cambió nada.",
		sections: [
			{
				text: [
					"Ajustes > Auditoría guarda cada acto y cada rechazo: quién, sobre quién, por qué, con qué navegador y desde dónde, más o menos. Nunca contiene un secreto. Filtra por suceso, persona y días. La leen propietarios, administradores y auditores.",
				],
			},
			{
				heading: "Exportar",
				text: [
					"Como CSV para una hoja de cálculo, donde nada puede actuar como fórmula, o como JSON Lines para programas. La exportación también queda en la auditoría.",
				],
			},
			{
				heading: "Comprobar que no se cambió nada",
				text: [
					"Las entradas de una organización forman una cadena: cada una lleva un número y una huella (hash) de su propio contenido y de la huella anterior. Quien cambia, quita o añade una entrada rompe la cadena desde allí.",
					"Guarda en otro lugar el número y la huella de la última entrada que nombra la exportación. Quien opera el servicio comprueba toda la cadena con la orden «npm run operator»; dice que la cadena está entera o nombra la primera entrada que no encaja. Una cadena posterior debe contener la huella que guardaste.",
				],
			},
		],
	},
	overview: {
		title: "Resumen",
		summary: "Lo protegida que está tu organización, de un vistazo.",
		sections: [
			{
				list: [
					"Hoy: cuántas personas tienen un segundo factor que usan, uno que nunca usaron o ninguno; cuántas deben tenerlo y faltan; cuántas están bloqueadas.",
					"Cobertura de los últimos 90 días: la línea debe subir hacia todas las personas.",
					"Inicios de sesión de los últimos 30 días, por vía: aplicación, código de recuperación, navegador de confianza, solo contraseña, rechazados. Muchos códigos de recuperación indican teléfonos perdidos; muchos rechazos merecen una mirada a la auditoría.",
					"Quién falta aún, con nombre y último día, y de quién está bloqueada la cuenta; cada línea lleva a la persona.",
				],
				text: ["Cada imagen está también como tabla, y los números de hoy son siempre los del momento."],
			},
		],
	},
	organization: {
		title: "Organización",
		summary: "Nombre, contacto, color y propietarios que han pedido volver a entrar.",
		sections: [
			{
				list: [
					"Nombre: está sobre el inicio de sesión, en las cartas y en la aplicación de autenticación junto a la cuenta.",
					"Contacto: un correo, un enlace o una frase. El paso del código lo muestra a quien ha perdido el teléfono y los códigos.",
					"Color: el de botones y enlaces. Solo cambia el tono, así que todo se sigue leyendo bien.",
					"Propietarios que han pedido volver a entrar: mira «Un propietario que no puede entrar». Cualquier propietario puede detenerlo ahí.",
				],
				text: ["Propietarios y administradores pueden cambiarlo, con una prueba reciente de que son ellos."],
			},
		],
	},
};
