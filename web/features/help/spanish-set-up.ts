/**
 * Help in Spanish: setting up the second step, its apps, its devices, its clock.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const setUp: Pick<HelpTexts, "set-up" | "apps" | "devices" | "clock" | "old-entry"> = {
	"set-up": {
		title: "Configurar la autenticación en dos pasos",
		summary: "Tres pasos: activar, instalar la aplicación, configurar. Lleva unos minutos.",
		sections: [
			{
				heading: "1. Activar",
				steps: [
					"Abre Mi cuenta > Seguridad.",
					"Elige «Configurar 2FA» en la fila «Autenticación en dos pasos».",
					"Escribe tu contraseña actual. Desde ese momento tienes diez minutos; la página muestra cuánto queda.",
				],
				text: [
					"Si tu organización exige el segundo paso, esto empieza solo en tu próximo inicio de sesión y no se puede saltar.",
				],
			},
			{
				heading: "2. Instalar la aplicación",
				text: [
					"Instala una aplicación de autenticación antes de escanear nada. Sirve cualquiera de códigos temporales, en un teléfono, una tableta, un portátil o un ordenador de mesa.",
					"Haz que el dispositivo se bloquee solo al poco rato y pon su reloj en automático.",
				],
			},
			{
				heading: "3. Configurar",
				steps: [
					"Abre la aplicación, elige el signo más y escanea el código QR. O elige «Escribir el código a mano» y escribe la clave en la aplicación.",
					"Elige «Continuar», escribe las seis cifras que muestra la aplicación y después «Autenticar».",
					"Guarda los diez códigos de recuperación: cópialos, descárgalos como archivo de texto o imprímelos.",
					"Marca «Los he guardado» y elige «Terminar la configuración».",
				],
			},
			{
				heading: "Si se acaban los diez minutos",
				text: [
					"Escribe otra vez tu contraseña. Recibes otro código QR; borra de la aplicación la entrada del anterior.",
				],
			},
		],
	},
	apps: {
		title: "Aplicaciones de autenticación recomendadas",
		summary: "Las aplicaciones que siguen el estándar, con enlaces a sus tiendas oficiales.",
		sections: [
			{ text: ["Todas son gratuitas y ninguna necesita una cuenta con nosotros:"], apps: true },
			{
				heading: "Otras aplicaciones",
				text: [
					"Sirve cualquier aplicación que siga el estándar TOTP (RFC 6238): seis cifras, un código nuevo cada 30 segundos. Muchos gestores de contraseñas incluyen una.",
				],
			},
			{
				heading: "Lo que no es compatible",
				text: [
					"Windows Phone: su tienda está cerrada y sus aplicaciones ya no se mantienen seguras. Usa otro dispositivo.",
				],
			},
		],
	},
	devices: {
		title: "Instrucciones para cada sistema",
		summary: "Android, iPhone y iPad, Windows, macOS y Linux.",
		sections: [
			{
				heading: "Android",
				steps: [
					"Abre Google Play e instala una de las aplicaciones recomendadas.",
					"Abre la aplicación, elige el signo más y después «Escanear un código QR». Permite que use la cámara.",
					"Apunta la cámara al código QR. Aparece la entrada con el nombre de tu organización.",
					"Al iniciar sesión abre la aplicación y escribe las seis cifras antes de que cambien.",
				],
			},
			{
				heading: "iPhone y iPad",
				steps: [
					"Abre el App Store e instala una de las aplicaciones recomendadas. También sirve la aplicación Contraseñas del sistema.",
					"Elige el signo más y escanea el código QR. Permite que la aplicación use la cámara.",
					"En el mismo dispositivo, elige «Abrir en mi aplicación de autenticación» en vez de escanear.",
					"Al iniciar sesión abre la aplicación, o deja que el teclado ofrezca el código.",
				],
			},
			{
				heading: "Windows, macOS y Linux",
				steps: [
					"Instala KeePassXC o abre un gestor de contraseñas que guarde códigos de un solo uso.",
					"En la página de configuración elige «Escribir el código a mano» y copia la clave.",
					"En KeePassXC abre la entrada, elige TOTP > Configurar TOTP y pega la clave. Deja los ajustes predeterminados.",
					"Al iniciar sesión elige «Copiar TOTP» y pégalo en el campo del código.",
				],
			},
			{
				heading: "Windows Phone",
				text: ["Ya no es compatible. Usa otro teléfono, una tableta o un ordenador."],
			},
		],
	},
	clock: {
		title: "Poner el reloj en hora",
		summary: "Los códigos dependen de la hora. Si se rechazan, lo primero es mirar el reloj del dispositivo.",
		sections: [
			{
				text: [
					"Un código se hace con la hora de tu dispositivo. Si su reloj se desvía más de medio minuto, el código ya no encaja. Si encajaría con un reloj equivocado, te decimos cuánto va adelantado o atrasado, pero no lo aceptamos.",
				],
			},
			{
				heading: "Android",
				steps: ["Abre Ajustes > Sistema > Fecha y hora.", "Activa «Hora automática» y «Zona horaria automática»."],
			},
			{
				heading: "iPhone y iPad",
				steps: ["Abre Ajustes > General > Fecha y hora.", "Activa «Ajuste automático»."],
			},
			{
				heading: "Windows",
				steps: [
					"Abre Configuración > Hora e idioma > Fecha y hora.",
					"Activa «Ajustar hora automáticamente» y elige «Sincronizar ahora».",
				],
			},
			{
				heading: "macOS",
				steps: ["Abre Ajustes del Sistema > General > Fecha y hora.", "Activa «Ajustar fecha y hora automáticamente»."],
			},
			{
				heading: "Linux",
				steps: [
					"Abre Configuración > Sistema > Fecha y hora.",
					"Activa «Fecha y hora automáticas». En una terminal: timedatectl set-ntp true",
				],
			},
			{
				heading: "Después",
				text: ["Espera al siguiente código y escríbelo. No hay que configurar nada más de nuevo."],
			},
		],
	},
	"old-entry": {
		title: "Borrar una entrada antigua de la aplicación",
		summary: "Tras una configuración nueva la entrada antigua ya no sirve. Así se quita.",
		sections: [
			{
				text: [
					"Borra la entrada antigua solo cuando la nueva ya te haya dejado entrar una vez. El servidor rechaza los códigos antiguos al instante, así que la entrada antigua no hace daño; solo confunde.",
				],
			},
			{
				heading: "Google Authenticator",
				steps: [
					"Android: mantén pulsada la entrada y toca la papelera. iPhone: desliza la entrada a la izquierda y toca la papelera.",
					"Confirma.",
				],
			},
			{
				heading: "Microsoft Authenticator",
				steps: ["Abre la entrada.", "Elige la rueda o los tres puntos y después «Quitar cuenta».", "Confirma."],
			},
			{
				heading: "Authy",
				steps: ["Mantén pulsada la entrada.", "Elige «Eliminar» y confirma. Authy la borra del todo a las 48 horas."],
			},
			{
				heading: "LastPass Authenticator",
				steps: ["Mantén pulsada la entrada o deslízala a la izquierda.", "Elige «Eliminar» y confirma."],
			},
			{
				heading: "2FAS Auth",
				steps: ["Mantén pulsada la entrada y elige «Editar».", "Elige «Eliminar servicio» y confirma."],
			},
			{
				heading: "ESET Secure Authentication",
				steps: ["Toca la ficha para que se vea el código.", "Mantenla pulsada y desliza a la izquierda.", "Confirma."],
			},
			{ heading: "KeePassXC", steps: ["Abre la entrada y ve a «Avanzado».", "Quita el atributo «otp» y guarda."] },
		],
	},
};
