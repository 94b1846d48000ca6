/**
 * The calls about recovery codes. The worker asks for a fresh proof before it shows or replaces them.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type Listed = Outputs["recoveryCodes"]["list"];

export function list() {
	return api.recoveryCodes.list.query();
}

/** Ten new codes at once in place of the old ones; no password inside a half-done sign-in. */
export function regenerate(password?: string) {
	return api.recoveryCodes.regenerate.mutate(password === undefined ? {} : { password });
}

/** Ends a set-up or a renewal; only after the person has said that the recovery codes are saved. */
export function finish() {
	return api.totp.finish.mutate({ saved: true });
}
