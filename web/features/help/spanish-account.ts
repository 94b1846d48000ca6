/**
 * Help in Spanish: getting back in, and looking after one's own account.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const account: Pick<HelpTexts, "lost-phone" | "recovery-codes" | "trusted-browsers" | "sessions" | "password"> =
	{
		"lost-phone": {
			title: "Teléfono perdido, roto o nuevo",
			summary: "Qué camino de vuelta es el tuyo, del más fácil al último.",
			sections: [
				{
					heading: "Tienes un código de recuperación",
					steps: [
						"Inicia sesión con correo y contraseña y elige «Usar un código de recuperación».",
						"Escribe uno de tus códigos. Cada uno sirve una vez.",
						"Abre Mi cuenta > Seguridad > Autenticación en dos pasos y elige «Configurar en un teléfono nuevo».",
					],
					text: [
						"«Configurar en un teléfono nuevo» pide un código de la aplicación antigua. Sin ella, elige «Restablecer la autenticación en dos pasos» al iniciar sesión y confirma con otro código de recuperación.",
					],
				},
				{
					heading: "Aún tienes el teléfono antiguo",
					steps: [
						"Al iniciar sesión elige «Restablecer la autenticación en dos pasos», o «Configurar en un teléfono nuevo» en Mi cuenta > Seguridad.",
						"Confirma con un código de la aplicación antigua.",
						"Escanea el código QR nuevo con el teléfono nuevo. La entrada antigua deja de servir; bórrala.",
					],
				},
				{
					heading: "Estás ante un navegador de confianza",
					text: [
						"Ahí basta la contraseña. Inicia sesión y ocúpate enseguida de tus códigos de recuperación, mientras dure la confianza.",
					],
				},
				{
					heading: "Imprimiste la hoja de configuración",
					text: [
						"Si tu organización lo permite, la hoja con código QR y clave se puede escanear con otro dispositivo. Da los mismos códigos que antes.",
					],
				},
				{
					heading: "Tu número aún te llega",
					text: [
						"Si tu organización lo permite, elige «Restablecer la autenticación en dos pasos» al iniciar sesión y después enviar un código a tu teléfono. Va al número registrado y a ningún otro, y te deja configurar de nuevo.",
					],
				},
				{
					heading: "Has perdido el teléfono y los códigos",
					text: [
						"Habla con el administrador de tu organización; la pantalla del código dice cómo. Tras restablecerlo, configuras el segundo paso otra vez en tu próximo inicio de sesión.",
					],
				},
				{
					heading: "Te han robado el teléfono",
					text: [
						"Cambia la contraseña, cierra todas las demás sesiones, deja de confiar en todos los navegadores y configura un teléfono nuevo. Avisa a tu administrador.",
					],
				},
			],
		},
		"recovery-codes": {
			title: "Códigos de recuperación",
			summary: "Diez códigos para el día en que no tengas la aplicación a mano. Cada uno sirve una vez.",
			sections: [
				{
					heading: "Guárdalos bien",
					text: [
						"Guárdalos lejos del teléfono: en un gestor de contraseñas o en papel. Quien tenga un código y tu contraseña puede entrar en tu lugar.",
					],
				},
				{
					heading: "Volver a verlos",
					steps: [
						"Abre Mi cuenta > Seguridad y elige «Mostrar los códigos de recuperación».",
						"Confirma que eres tú. Los usados están tachados y la página dice cuántos quedan.",
					],
					text: [
						"Algunas organizaciones los muestran una sola vez, al crearlos. Entonces crea otros nuevos si no encuentras los tuyos.",
					],
				},
				{
					heading: "Crear otros nuevos",
					steps: [
						"Abre Mi cuenta > Seguridad y elige «Restablecer los códigos de respaldo».",
						"Escribe tu contraseña y elige «Regenerar».",
						"Guarda los diez nuevos. Los antiguos se rechazan desde ese momento.",
					],
				},
				{
					heading: "El último código",
					text: [
						"Cuando entras con el último código, creas un juego nuevo antes de seguir. Cuando quedan tres, la página de la cuenta te lo recuerda.",
					],
				},
			],
		},
		"trusted-browsers": {
			title: "Navegadores de confianza",
			summary: "A un navegador de confianza solo se le pide la contraseña, durante unos días.",
			sections: [
				{
					heading: "Confiar en un navegador",
					text: [
						"Marca «Confiar en este navegador» al escribir tu código. Vale solo para este navegador en este dispositivo, y nunca más días de los que dice.",
						"No confíes en un navegador que usan otras personas.",
					],
				},
				{
					heading: "Dejar de confiar",
					steps: [
						"Abre Mi cuenta > Navegadores de confianza.",
						"Elige «Dejar de confiar» junto a uno, o «Dejar de confiar en todos».",
					],
				},
				{
					heading: "Por qué se pide un código igualmente",
					list: [
						"Han pasado los días, o se borraron las cookies.",
						"Cambió tu contraseña, tu aplicación o tus códigos de recuperación.",
						"Lo que quieres hacer es delicado: entonces pedimos un código en cualquier navegador.",
						"Tu organización no permite navegadores de confianza.",
					],
				},
			],
		},
		sessions: {
			title: "Sesiones",
			summary: "Dónde tienes la sesión abierta y cómo cerrarla.",
			sections: [
				{
					text: [
						"Mi cuenta > Sesiones muestra cada navegador en el que tienes la sesión abierta, más o menos dónde está y cuándo estuvo activo. «Esta» señala el navegador que tienes delante.",
					],
				},
				{
					heading: "Cerrar una sesión",
					steps: [
						"Elige «Cerrar sesión» junto a ella, o «Cerrar todas las demás sesiones».",
						"Se cierra al instante; su próximo clic lleva al inicio de sesión.",
					],
				},
				{
					heading: "Cuánto dura una sesión",
					text: [
						"Termina tras una hora sin actividad y tras un día como muy tarde, salvo que tu organización haya elegido otros tiempos.",
					],
				},
			],
		},
		password: {
			title: "Contraseña",
			summary: "Cambiarla, restablecerla y qué hace buena a una.",
			sections: [
				{
					heading: "Olvidada",
					steps: [
						"En el inicio de sesión elige «¿Has olvidado tu contraseña?» y escribe tu correo electrónico.",
						"Abre la carta y sigue su enlace en menos de 30 minutos. Sirve una vez.",
						"Elige una contraseña nueva e inicia sesión. El segundo paso se pide como antes.",
					],
				},
				{
					heading: "Cambiarla",
					steps: [
						"Abre Mi cuenta > Seguridad y elige «Cambiar la contraseña».",
						"Escribe la actual, la nueva y un código si el segundo paso está activado.",
					],
				},
				{
					heading: "Una buena contraseña",
					text: [
						"Al menos 8 caracteres; algunas organizaciones piden más. Unas pocas palabras sin relación se recuerdan bien y se adivinan mal. Se rechazan los nombres, las direcciones y las contraseñas que usa mucha gente o que se conocen por una filtración en otro sitio. Los signos y las mayúsculas se permiten, no se exigen.",
					],
				},
			],
		},
	};
