/**
 * Roles: for every role and every kind of target, what the one may see and do. The tables are written out, so that a
 * change of a rule has to be made twice.
 */
import { describe, expect, it } from "vitest";
import {
	type Acting,
	demandsOf,
	type Level,
	mayGrant,
	mayRead,
	mayWrite,
	type Role,
	reaches,
} from "../../worker/features/roles/rules.ts";
import type { RealmId, UserId } from "../../worker/lib/brand.ts";

const roles: readonly Role[] = ["owner", "admin", "realmAdmin", "auditor", "member"];
const [mine, theirs] = ["rlm_mine", "rlm_theirs"] as RealmId[] as [RealmId, RealmId];
const acting = (role: Role): Acting => ({ id: "usr_actor" as UserId, role, realms: [mine] });
const rolesWhere = (fits: (role: Role) => boolean) => roles.filter(fits);

describe("levels", () => {
	const table: Readonly<Record<Level, readonly [roles: readonly Role[], recent: boolean]>> = {
		limited: [roles, false],
		user: [roles, false],
		recent: [roles, true],
		staff: [["owner", "admin", "realmAdmin", "auditor"], false],
		admin: [["owner", "admin", "realmAdmin"], false],
		adminRecent: [["owner", "admin", "realmAdmin"], true],
		tenantAdmin: [["owner", "admin"], false],
		tenantAdminRecent: [["owner", "admin"], true],
		audit: [["owner", "admin", "auditor"], false],
		ownerRecent: [["owner"], true],
	};

	it.each(Object.keys(table) as Level[])("T047 %s is reached by exactly its roles", (level) => {
		const [allowed, recent] = table[level];
		expect(rolesWhere((role) => reaches(role, level)).sort()).toEqual([...allowed].sort());
		expect(demandsOf(level).recent).toBe(recent);
	});
});

describe("who may change whom", () => {
	const writable: Readonly<Record<Role, { readonly here: readonly Role[]; readonly elsewhere: readonly Role[] }>> = {
		owner: { here: roles, elsewhere: roles },
		admin: {
			here: ["admin", "realmAdmin", "auditor", "member"],
			elsewhere: ["admin", "realmAdmin", "auditor", "member"],
		},
		realmAdmin: { here: ["member"], elsewhere: [] },
		auditor: { here: [], elsewhere: [] },
		member: { here: [], elsewhere: [] },
	};

	it.each(roles)("T125 S40 %s", (role) => {
		const may = (realmId: RealmId) => rolesWhere((target) => mayWrite(acting(role), { role: target, realmId })).sort();
		expect(may(mine)).toEqual([...writable[role].here].sort());
		expect(may(theirs)).toEqual([...writable[role].elsewhere].sort());
		for (const target of roles)
			for (const realmId of [mine, theirs])
				expect(mayGrant(acting(role), target, realmId)).toBe(mayWrite(acting(role), { role: target, realmId }));
	});
});

describe("who may see whom", () => {
	it("S40 a realm administrator the named realms, a member nobody, everybody else all", () => {
		const sees = (role: Role, realmId: RealmId) => mayRead(acting(role), { role: "member", realmId });
		expect(rolesWhere((role) => sees(role, mine))).toEqual(["owner", "admin", "realmAdmin", "auditor"]);
		expect(rolesWhere((role) => sees(role, theirs))).toEqual(["owner", "admin", "auditor"]);
	});

	it("whoever may change somebody may see them", () => {
		for (const role of roles)
			for (const target of roles)
				for (const realmId of [mine, theirs]) {
					const whom = { role: target, realmId };
					if (mayWrite(acting(role), whom)) expect(mayRead(acting(role), whom), `${role} ${target}`).toBe(true);
				}
	});
});
