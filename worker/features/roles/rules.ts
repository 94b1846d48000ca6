/**
 * Roles: what each may do, and to whom. Pure; fails closed. Nobody acts on a role above their own, only owners act on owners
 * or make them, and a realm administrator acts on members of the realms that were named to them and on nobody else (S40).
 */
import type { users } from "../../../db/schema/index.ts";
import type { RealmId, UserId } from "../../lib/brand.ts";

export type Role = (typeof users.$inferSelect)["role"];

/** How much a procedure asks of a signed-in person. */
export type Level =
	| "limited"
	| "user"
	| "recent"
	| "staff"
	| "admin"
	| "adminRecent"
	| "tenantAdmin"
	| "tenantAdminRecent"
	| "audit"
	| "ownerRecent";

interface Demands {
	/** Null: anybody who is signed in. */
	readonly roles: readonly Role[] | null;
	/** Whether a proof of the last ten minutes is needed. */
	readonly recent: boolean;
}

const administrators = ["owner", "admin"] as const;
const writers = ["owner", "admin", "realmAdmin"] as const;

const demands: Readonly<Record<Level, Demands>> = {
	limited: { roles: null, recent: false },
	user: { roles: null, recent: false },
	recent: { roles: null, recent: true },
	staff: { roles: [...writers, "auditor"], recent: false },
	admin: { roles: writers, recent: false },
	adminRecent: { roles: writers, recent: true },
	tenantAdmin: { roles: administrators, recent: false },
	tenantAdminRecent: { roles: administrators, recent: true },
	audit: { roles: [...administrators, "auditor"], recent: false },
	ownerRecent: { roles: ["owner"], recent: true },
};

/** What a level asks of the caller's role and of their last proof. */
export const demandsOf = (level: Level): Demands => demands[level];

/** Whether this role reaches this level. */
export const reaches = (role: Role, level: Level): boolean => {
	const { roles } = demands[level];
	return roles === null || roles.includes(role);
};

/** Who acts: their role, and the realms that were named to them. */
export interface Acting {
	readonly id: UserId;
	readonly role: Role;
	readonly realms: readonly RealmId[];
}

/** Whom an act is about. */
export interface Target {
	readonly role: Role;
	readonly realmId: RealmId;
}

/** Whether the one may change the other. */
export function mayWrite(acting: Acting, target: Target): boolean {
	switch (acting.role) {
		case "owner":
			return true;
		case "admin":
			return target.role !== "owner";
		case "realmAdmin":
			return target.role === "member" && acting.realms.includes(target.realmId);
		case "auditor":
		case "member":
			return false;
	}
}

/** Whether the one may see the other in lists: a realm administrator sees the named realms only. */
export function mayRead(acting: Acting, target: Target): boolean {
	if (acting.role === "realmAdmin") return acting.realms.includes(target.realmId);
	return acting.role !== "member";
}

/** Whether the one may give somebody this role, in this realm. */
export const mayGrant = (acting: Acting, role: Role, realmId: RealmId): boolean => mayWrite(acting, { role, realmId });

/** Whether a realm exists for the one at all: a realm administrator sees the named ones only. */
export const maySeeRealm = (acting: Acting, realmId: RealmId): boolean =>
	acting.role === "realmAdmin" ? acting.realms.includes(realmId) : acting.role !== "member";
