/**
 * What administrators see and change of their organization itself.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { query } from "@solidjs/router";
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type Settings = Outputs["tenant"]["settings"];
export type OwnerReturn = Settings["returns"][number];

/** What administrators see and change of their organization. */
export const getSettings = query(() => api.tenant.settings.query(), "tenantSettings");

export function updateSettings(input: { name?: string; contact?: string | null; accent?: string | null }) {
	return api.tenant.update.mutate(input);
}

/** Stops the way back that the operator is opening for a locked-out owner. */
export function cancelReturn(id: string) {
	return api.tenant.cancelReturn.mutate({ id });
}
