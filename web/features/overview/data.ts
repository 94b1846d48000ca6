/**
 * What the Overview shows, in one call.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { query } from "@solidjs/router";
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type Overview = Outputs["overview"]["get"];
export type Today = Overview["today"];
export type CoverageDay = Overview["coverage"][number];
export type SignInDay = Overview["signIns"][number];

export const getOverview = query(() => api.overview.get.query(), "overview");
