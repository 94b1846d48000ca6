/**
 * The calls about trusted browsers of the person who is signed in.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { query } from "@solidjs/router";
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type TrustedBrowser = Outputs["trustedBrowsers"]["list"]["browsers"][number];

export const listBrowsers = query(() => api.trustedBrowsers.list.query(), "trustedBrowsers");

export function forgetBrowser(id: string) {
	return api.trustedBrowsers.revoke.mutate({ id });
}

export function forgetAllBrowsers() {
	return api.trustedBrowsers.revokeAll.mutate();
}
