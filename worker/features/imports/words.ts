/**
 * What columns and values are usually called: English, Spanish, and the attributes of a directory (RFC 4519, RFC 2798).
 * Words only; reading them is rules.ts and columns.ts.
 */
import { nameKey } from "../users/rules.ts";

/** A word as it is looked up: without case, accents, spaces and signs. */
export const wordOf = (text: string): string => nameKey(text).replace(/[^\p{L}\p{N}]+/gu, "");

/** Names of columns, the best first. */
export const columnWords = {
	email: [
		"email",
		"mail",
		"emailaddress",
		"workemail",
		"primaryemail",
		"correo",
		"correoelectronico",
		"direcciondecorreo",
		"direcciondecorreoelectronico",
		"rfc822mailbox",
		"userprincipalname",
	],
	fullName: ["displayname", "fullname", "nombrecompleto", "nombreyapellidos", "nombreparamostrar"],
	givenName: ["givenname", "firstname", "gn", "nombredepila", "nombre"],
	familyName: ["sn", "surname", "lastname", "familyname", "apellidos", "apellido"],
	anyName: ["name", "nombre", "cn", "commonname", "givenname", "firstname"],
	phone: [
		"mobile",
		"mobilephone",
		"mobilenumber",
		"mobiletelephonenumber",
		"cell",
		"cellphone",
		"phone",
		"phonenumber",
		"telephone",
		"telephonenumber",
		"movil",
		"telefonomovil",
		"celular",
		"telefono",
		"numerodetelefono",
		"homephone",
	],
	role: ["role", "rol", "funcion"],
	requirement: [
		"requirement",
		"required",
		"2fa",
		"2farequired",
		"twofactor",
		"secondfactor",
		"requisito",
		"obligatorio",
		"requerido",
		"segundofactor",
	],
	locale: ["locale", "language", "preferredlanguage", "lang", "idioma", "lengua"],
} as const;

export const roleWords = {
	owner: "owner",
	propietario: "owner",
	admin: "admin",
	administrator: "admin",
	administrador: "admin",
	realmadmin: "realmAdmin",
	realmadministrator: "realmAdmin",
	administradordeambito: "realmAdmin",
	auditor: "auditor",
	member: "member",
	user: "member",
	miembro: "member",
	usuario: "member",
} as const;

export const requirementWords = {
	required: "required",
	yes: "required",
	true: "required",
	on: "required",
	x: "required",
	"1": "required",
	si: "required",
	obligatorio: "required",
	requerido: "required",
	notrequired: "notRequired",
	no: "notRequired",
	false: "notRequired",
	off: "notRequired",
	"0": "notRequired",
	noobligatorio: "notRequired",
	norequerido: "notRequired",
	inherit: "inherit",
	default: "inherit",
	heredar: "inherit",
	heredado: "inherit",
} as const;

export const localeWords = {
	en: "en",
	engb: "en",
	enus: "en",
	english: "en",
	ingles: "en",
	es: "es",
	eses: "es",
	esmx: "es",
	spanish: "es",
	espanol: "es",
	castellano: "es",
} as const;
