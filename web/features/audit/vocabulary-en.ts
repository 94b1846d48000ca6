/**
 * The small words of the audit in English: what the values in the evidence of an event are called.
 * A value without a word is shown as it came.
 */

export const roles: Readonly<Record<string, string>> = {
	owner: "owner",
	admin: "administrator",
	realmAdmin: "realm administrator",
	auditor: "auditor",
	member: "member",
};
export const requirements: Readonly<Record<string, string>> = {
	required: "required",
	notRequired: "not required",
	inherit: "as the policy says",
};
export const methods: Readonly<Record<string, string>> = {
	totp: "a code from the app",
	recoveryCode: "a recovery code",
	password: "the password",
};
export const assurances: Readonly<Record<string, string>> = {
	password: "with the password only",
	trustedBrowser: "on a trusted browser",
	secondFactor: "with a second factor",
};
export const purposes: Readonly<Record<string, string>> = {
	signIn: "at sign-in",
	resetAtSignIn: "when resetting the second factor",
	setUp: "at set-up",
	recentProof: "when proving anew",
	disable: "when switching the second factor off",
	passwordChange: "when changing the password",
};
export const reasons: Readonly<Record<string, string>> = {
	user_unknown: "nobody has this address",
	password_wrong: "wrong password",
	own_password_wrong: "wrong password",
	status_invited: "the invitation was not accepted yet",
	status_disabled: "the account is disabled",
	wrong: "wrong code",
	used: "the code had been used already",
	clockOff: "the phone's clock is wrong",
	forbidden: "not allowed",
	recent_proof_required: "no recent proof",
	second_factor_required: "the own second factor is not set up",
	last_owner: "the last owner has to stay",
	attempts_spent: "too many tries",
};
const fields: Readonly<Record<string, string>> = {
	name: "name",
	phone: "phone number",
	locale: "language",
	method: "method",
	administers: "administered realms",
	contact: "contact",
	accent: "colour",
};
/** The word for a value; the value itself where there is none. */
export const word = (from: Readonly<Record<string, string>>, key: string) => from[key] ?? key;
/** Names of changed fields, one after the other. */
export const listed = (names: readonly string[]) => names.map((name) => word(fields, name)).join(", ");
/** Which realm it is about, where it is about one. */
export const inRealm = (realm: string) => (realm === "" ? "" : ` for the realm ${realm}`);
/** Whoever runs the service, by the name that they gave. */
export const operator = (name: string) => (name === "" ? "The operator" : `The operator ${name}`);
