/**
 * People as the administrators' pages know them. The worker says what is true of somebody and what the reader may do;
 * nothing here decides it anew.
 */
import type { Refusal } from "../../../worker/errors.ts";
import type { Outputs } from "../../wire.ts";

export type Person = Outputs["users"]["list"]["users"][number];
export type Profile = Outputs["users"]["get"];

export type Role = Person["role"];
export type Requirement = Person["requirement"];
export type Method = Person["method"];

export const roles: readonly Role[] = ["member", "auditor", "realmAdmin", "admin", "owner"];
export const requirements: readonly Requirement[] = ["inherit", "required", "notRequired"];
export const methods: readonly Method[] = ["phoneLink", "authenticator"];
export const twoFactorStates: readonly Person["twoFactor"][] = ["off", "onNeverUsed", "on"];

/** What the list can be narrowed down to beside a person's own status. */
export type StatusFilter = Person["status"] | "locked" | "pending" | "missing";
export const statusFilters: readonly StatusFilter[] = [
	"active",
	"invited",
	"unverified",
	"disabled",
	"locked",
	"pending",
	"missing",
];

export const sortKeys = ["name", "email", "realm", "role", "twoFactor", "required", "lastSignIn"] as const;
export type SortKey = (typeof sortKeys)[number];

/** What an act did to each of several people. */
export interface Bulk {
	readonly results: readonly {
		readonly id: string;
		readonly done: boolean;
		readonly why?: Refusal | "unchanged" | undefined;
	}[];
	readonly done: number;
	readonly failed: number;
}

/** Whom an act is about: as much as its dialogs say. */
export type Named = Pick<
	Person,
	"id" | "name" | "email" | "twoFactor" | "method" | "phone" | "requirement" | "locked" | "status"
>;

/** A name to call somebody by; invited people may have none yet. */
export function calledBy(person: { readonly name: string; readonly email: string }): string {
	return person.name === "" ? person.email : person.name;
}
