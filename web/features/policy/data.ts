/**
 * The calls about the policy: reading it, seeing whom a change would hit, changing it, and its versions.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { query } from "@solidjs/router";
import type { PolicyOverrides } from "../../../worker/features/policy/rules.ts";
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type { PolicyOverrides };
export type PolicyAnswer = Outputs["policy"]["get"];
export type Policy = PolicyAnswer["policy"];
export type RealmRules = PolicyAnswer["realms"][number];
export type Preview = Outputs["policy"]["preview"];
export type Version = Outputs["policy"]["history"]["versions"][number];

/** What is to be changed: the overrides of the tenant, or the rules of one realm. */
export interface Change {
	readonly overrides: PolicyOverrides;
	readonly realmId?: string;
}

export const getPolicy = query(() => api.policy.get.query(), "policy");

export function previewPolicy(change: Change) {
	return api.policy.preview.query(change);
}

export function setPolicy(change: Change & { version: number }) {
	return api.policy.set.mutate(change);
}

/** One page of versions, the newest first. */
export function listVersions(cursor?: string) {
	return api.policy.history.query(cursor === undefined ? {} : { cursor });
}
