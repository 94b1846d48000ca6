/**
 * The calls of the set-up: from a signed-in person or from a half-done sign-in, the worker tells which by the cookie.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type Begun = Outputs["totp"]["begin"];

export function begin(password?: string) {
	return api.totp.begin.mutate(password === undefined ? {} : { password });
}

export function confirm(input: { code: string }) {
	return api.totp.confirm.mutate(input);
}

export function disable(input: { password: string; code: string }) {
	return api.totp.disable.mutate(input);
}
