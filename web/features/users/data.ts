/**
 * The calls about a person: their own profile, and the two letters that bring a person in.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { api } from "../../api.ts";
import type { Language } from "../../language.ts";

export function updateProfile(input: { name: string; locale: Language }) {
	return api.users.updateProfile.mutate(input);
}

export function verifyEmail(token: string) {
	return api.users.verifyEmail.mutate({ token });
}

export function acceptInvitation(input: { token: string; name?: string; password: string }) {
	return api.users.acceptInvitation.mutate(input);
}
