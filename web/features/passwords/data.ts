/**
 * The calls about passwords. Asking for a reset answers the same for every address.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { api } from "../../api.ts";

export function requestReset(email: string) {
	return api.passwords.requestReset.mutate({ email });
}

export function reset(input: { token: string; password: string }) {
	return api.passwords.reset.mutate(input);
}

export function change(input: { current: string; password: string; code?: string }) {
	return api.passwords.change.mutate(input);
}
