/**
 * Which rooms of Settings a role finds in the menu. It only hides: what somebody may read or change the worker decides.
 */
import type { Me } from "../sessions/me.ts";

export type Role = Me["user"]["role"];

export type SettingsRoom = "overview" | "users" | "realms" | "policy" | "audit" | "organization";

const everybody: readonly SettingsRoom[] = ["overview", "users", "realms", "policy"];

const roomsByRole: Readonly<Record<Role, readonly SettingsRoom[]>> = {
	owner: [...everybody, "audit", "organization"],
	admin: [...everybody, "audit", "organization"],
	auditor: [...everybody, "audit"],
	realmAdmin: everybody,
	member: [],
};

/** The rooms of a role, in the order of the menu; none for a member. */
export function roomsOf(role: Role): readonly SettingsRoom[] {
	return roomsByRole[role];
}
