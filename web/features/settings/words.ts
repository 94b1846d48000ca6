/**
 * The sentences of the frame of Settings: its menu, and what is said to people who have no business here.
 * A language that lacks one of them does not compile, and no sentence stands outside of a catalogue.
 */
import type { Catalogue } from "../../language.ts";

const en = {
	settings: "Settings",
	menu: "Settings",
	tabs: {
		overview: "Overview",
		users: "Users",
		realms: "Realms",
		policy: "Policy",
		audit: "Audit",
		organization: "Organization",
	},
	account: "My account",
	membersTitle: "These pages are for administrators",
	members: "Your account has no part in running this organization. Everything about your own sign-in is in My account.",
	toAccount: "Go to My account",
	limited:
		"Your organization requires two-factor authentication. Set it up for your own account first; then these pages open.",
};

const es: typeof en = {
	settings: "Ajustes",
	menu: "Ajustes",
	tabs: {
		overview: "Resumen",
		users: "Usuarios",
		realms: "Ámbitos",
		policy: "Reglas",
		audit: "Auditoría",
		organization: "Organización",
	},
	account: "Mi cuenta",
	membersTitle: "Estas páginas son para administradores",
	members:
		"Tu cuenta no participa en la gestión de esta organización. Todo lo de tu propio inicio de sesión está en Mi cuenta.",
	toAccount: "Ir a Mi cuenta",
	limited:
		"Tu organización exige la autenticación en dos pasos. Configúrala primero en tu propia cuenta; después se abren estas páginas.",
};

export const words: Catalogue<typeof en> = { en, es };
