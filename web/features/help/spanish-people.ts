/**
 * Help in Spanish for administrators: people, roles, realms, and how people come in.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const people: Pick<HelpTexts, "users-and-roles" | "create-and-import" | "realms" | "enrolment-links"> = {
	"users-and-roles": {
		title: "Usuarios y funciones",
		summary: "Quién está en tu organización, qué puede hacer cada persona y qué dice la lista.",
		sections: [
			{
				heading: "La lista",
				intro: [
					"Ajustes > Usuarios muestra a todas las personas. Busca por nombre o correo, filtra por estado, función, ámbito o estado de 2FA, y ordena por una columna. Elige un nombre para ver su segundo factor, sus navegadores de confianza, sus sesiones y sus últimos sucesos.",
				],
				list: [
					"Estado de 2FA: Desactivada; Activada, sin usar (configurada, pero aún sin ningún código al iniciar sesión); Activada.",
					"2FA exigida: sí o no, y qué regla lo dice: el ajuste de la persona, el ámbito o la organización.",
					"Bloqueo: demasiados códigos erróneos seguidos. «Desbloquear» solo aparece para quien está bloqueado.",
				],
			},
			{
				heading: "Funciones",
				list: [
					"Propietario: todo. Solo los propietarios actúan sobre propietarios o nombran a otro. La última persona propietaria activa no se puede eliminar, desactivar ni cambiar de función.",
					"Administrador: todo, salvo actuar sobre propietarios.",
					"Administrador de ámbito: ve a las personas de los ámbitos indicados y actúa sobre los miembros que hay en ellos.",
					"Auditor: lo lee todo y no cambia nada.",
					"Miembro: solo su propia cuenta.",
				],
			},
			{
				heading: "Varias personas a la vez",
				steps: [
					"Marca a las personas en la lista.",
					"Elige en «Acciones» lo que debe pasar. Antes de algo que duela, una ventana dice qué le pasará a quién.",
					"Lee el resultado: a cuántas personas se aplicó, a cuáles no y por qué.",
				],
			},
			{
				heading: "Desactivar o eliminar",
				text: [
					"A quien se desactiva se le cierran las sesiones al momento y no puede iniciar sesión hasta que la cuenta se active de nuevo. Quien se elimina desaparece con su segundo factor; lo que hizo queda en la auditoría.",
					"Estos cambios piden otra vez tu código o tu contraseña, si no los diste en los últimos diez minutos.",
				],
			},
		],
	},
	"create-and-import": {
		title: "Crear, invitar e importar personas",
		summary: "Una persona a mano, o cientos desde un archivo CSV o LDIF.",
		sections: [
			{
				heading: "Una persona",
				steps: [
					"Abre Ajustes > Usuarios y elige «Añadir usuario…», o elígelo dentro de un ámbito.",
					"Escribe nombre y correo; elige función, ámbito y si se exige un segundo factor.",
					"Elige cómo se configura el segundo factor: una aplicación de autenticación con código QR, o el enlace al teléfono, que necesita un número.",
					"Elige «Crear usuario». La invitación sale por carta y sirve 72 horas: la persona elige una contraseña y, donde se pida, configura después el segundo factor.",
				],
				text: [
					"Que falte un número de teléfono no detiene nada. El perfil se guarda con la configuración pendiente, un aviso dice qué falta, y en el próximo inicio de sesión se pide justo eso.",
				],
			},
			{
				heading: "Números de teléfono",
				intro: [
					"Los números se guardan en forma internacional, con el signo más y el prefijo del país. Escríbelos así, o como se marcan en el país que eliges al lado:",
				],
				list: [
					"+421987654321 se toma como está, para cualquier país.",
					"0987654321 con Eslovaquia elegida se convierte en +421987654321: el cero deja paso al prefijo.",
					"201-321-4567 con Estados Unidos elegido se convierte en +12013214567: se van los guiones y llega el prefijo.",
					"Un número sin signo más y sin país no se acepta; el campo lo dice con un ejemplo.",
				],
			},
			{
				heading: "Desde un archivo",
				steps: [
					"Abre Ajustes > Usuarios y elige «Importar usuarios…». Elige el ámbito y un archivo CSV o LDIF.",
					"Comprueba qué columna tiene el correo, el nombre, el teléfono, la función, la exigencia y el idioma. Hacen falta el correo y el nombre. Elige el país de los números sin signo más.",
					"Elige «Ver la vista previa»: cada línea con lo que saldría de ella, y cada error con su línea, su campo y lo que está mal.",
					"Empieza. Una barra dice cuánto va; las líneas erróneas se dejan fuera y las demás entran.",
				],
				text: [
					"Una dirección que ya está aquí se deja como está, así que el mismo archivo dos veces no cambia nada, y una importación interrumpida se empieza de nuevo sin más.",
					"La primera línea de un archivo CSV nombra las columnas, por ejemplo: email,name,phone,role. Se entienden comas, puntos y comas y tabuladores. De LDIF se toman los atributos mail, cn y mobile.",
				],
			},
		],
	},
	realms: {
		title: "Ámbitos",
		summary: "Cada persona pertenece a un solo ámbito; las reglas pueden cambiar de uno a otro.",
		sections: [
			{
				text: [
					"Un ámbito es una parte de tu organización: un dominio, un departamento, un servicio, un ordenador. Cada persona está en uno solo. Un ámbito puede tener reglas propias; donde la regla de la organización es más estricta, vale esa.",
				],
			},
			{
				heading: "Automáticos y personalizados",
				list: [
					"Un ámbito automático se crea solo cuando llega una persona sin ámbito elegido. Lleva el nombre de su origen, que es el dominio del correo.",
					"Un ámbito personalizado lo creas tú.",
				],
			},
			{
				heading: "Crear un ámbito personalizado",
				steps: [
					"Abre Ajustes > Ámbitos y elige «Crear ámbito personalizado» junto al título.",
					"Escribe el ID del ámbito (corto, único en tu organización) y su nombre, y elige la categoría.",
					"Guarda. Después añade personas dentro, importa un archivo o mueve allí personas desde Usuarios.",
				],
				text: ["Un ámbito personalizado se puede eliminar cuando ya no hay nadie en él."],
			},
			{
				heading: "Administradores de ámbito",
				text: [
					"En la página de una persona elige la función «Administrador de ámbito» e indica los ámbitos. Esa persona ayuda a los miembros de esos ámbitos y no ve a nadie más.",
				],
			},
		],
	},
	"enrolment-links": {
		title: "Enlaces de alta",
		summary:
			"Un enlace por carta o mensaje de texto que guía a una persona por la configuración, en el propio teléfono.",
		sections: [
			{
				heading: "Enviar uno",
				steps: [
					"Marca a las personas en Ajustes > Usuarios y elige Acciones > «Enviar enlace de alta…», o elige «Enviar» en la ventana que sigue cuando exiges un segundo factor. «No enviar» y «Cancelar» no envían nada; se puede hacer más tarde.",
					"Elige carta o mensaje de texto.",
					"Lee el resultado: para cada persona, adónde fue el enlace o por qué no pudo ir, y el propio enlace.",
				],
			},
			{
				heading: "Qué hace el enlace",
				list: [
					"Es de una persona, sirve una vez y termina a las 72 horas. Un enlace más nuevo acaba con el anterior.",
					"En un teléfono muestra las tiendas de aplicaciones, un botón que abre la aplicación sin escribir nada, la clave para copiar y un código QR para otro dispositivo.",
					"Se gasta con una configuración confirmada, no al abrirlo. No inicia la sesión de nadie: la contraseña sigue haciendo falta.",
					"Quien aún no ha aceptado la invitación recibe la invitación otra vez.",
				],
			},
			{
				heading: "Un enlace que ya no sirve",
				text: [
					"La página lo dice y qué hacer: buscar un mensaje más nuevo, iniciar sesión (donde se exige un segundo factor, la configuración empieza allí) o pedir otro enlace al administrador.",
				],
			},
			{
				heading: "¿No se envió?",
				list: [
					"Ya activada: esta persona tiene un segundo factor. Restablécelo antes si lo ha perdido.",
					"Sin número de teléfono: escríbelo en la página de la persona, o envía una carta.",
					"Los mensajes de texto no están configurados: quien opera el servicio no ha indicado proveedor. Envía cartas.",
					"Demasiados: un buzón o un teléfono recibe como mucho cinco mensajes por hora. Espera un poco.",
				],
			},
		],
	},
};
