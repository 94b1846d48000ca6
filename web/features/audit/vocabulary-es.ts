/**
 * The small words of the audit in Spanish: what the values in the evidence of an event are called.
 * A value without a word is shown as it came.
 */

export const roles: Readonly<Record<string, string>> = {
	owner: "propietario",
	admin: "administrador",
	realmAdmin: "administrador de ámbito",
	auditor: "auditor",
	member: "miembro",
};
export const requirements: Readonly<Record<string, string>> = {
	required: "obligatoria",
	notRequired: "no obligatoria",
	inherit: "según las reglas",
};
export const methods: Readonly<Record<string, string>> = {
	totp: "un código de la aplicación",
	recoveryCode: "un código de recuperación",
	password: "la contraseña",
};
export const assurances: Readonly<Record<string, string>> = {
	password: "solo con la contraseña",
	trustedBrowser: "en un navegador de confianza",
	secondFactor: "con un segundo factor",
};
export const purposes: Readonly<Record<string, string>> = {
	signIn: "al iniciar sesión",
	resetAtSignIn: "al restablecer el segundo factor",
	setUp: "en la configuración",
	recentProof: "al confirmar de nuevo",
	disable: "al desactivar el segundo factor",
	passwordChange: "al cambiar la contraseña",
};
export const reasons: Readonly<Record<string, string>> = {
	user_unknown: "nadie tiene esta dirección",
	password_wrong: "contraseña errónea",
	own_password_wrong: "contraseña errónea",
	status_invited: "la invitación aún no se aceptó",
	status_disabled: "la cuenta está desactivada",
	wrong: "código erróneo",
	used: "el código ya se había usado",
	clockOff: "el reloj del teléfono está mal",
	forbidden: "no permitido",
	recent_proof_required: "sin prueba reciente",
	second_factor_required: "su propio segundo factor no está configurado",
	last_owner: "el último propietario debe quedarse",
	attempts_spent: "demasiados intentos",
};
const fields: Readonly<Record<string, string>> = {
	name: "nombre",
	phone: "teléfono",
	locale: "idioma",
	method: "método",
	administers: "ámbitos que administra",
	contact: "contacto",
	accent: "color",
};
/** The word for a value; the value itself where there is none. */
export const word = (from: Readonly<Record<string, string>>, key: string) => from[key] ?? key;
/** Names of changed fields, one after the other. */
export const listed = (names: readonly string[]) => names.map((name) => word(fields, name)).join(", ");
/** Which realm it is about, where it is about one. */
export const inRealm = (realm: string) => (realm === "" ? "" : ` del ámbito ${realm}`);
/** Whoever runs the service, by the name that they gave. */
export const operator = (name: string) => (name === "" ? "El operador" : `El operador ${name}`);
