/**
 * Sessions of the person who is signed in: listing, ending, proving anew, signing out.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { query } from "@solidjs/router";
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type Session = Outputs["sessions"]["list"]["sessions"][number];

export const listSessions = query(() => api.sessions.list.query(), "sessions");

export function revokeSession(id: string) {
	return api.sessions.revoke.mutate({ id });
}

export function revokeOtherSessions() {
	return api.sessions.revokeOthers.mutate();
}

/** Opens the window for sensitive acts, with a code where a factor is on and with the password otherwise. */
export function prove(input: { code: string } | { password: string }) {
	return api.sessions.prove.mutate(input);
}

export function signOut() {
	return api.login.signOut.mutate();
}
