/**
 * Decisions about people: what a set-up still needs, which change ends a factor, whom an act reaches, and places in an order.
 */
import { describe, expect, it } from "vitest";
import {
	changesOf,
	endsFactor,
	mayChangeRole,
	missingOf,
	type Person,
	refusalFor,
	sameRealms,
} from "../../worker/features/people/rules.ts";
import type { Acting, Role } from "../../worker/features/roles/rules.ts";
import { type Place, readPlace, writePlace } from "../../worker/features/roster/rules.ts";
import type { RealmId, UserId } from "../../worker/lib/brand.ts";
import { standingWith } from "../support/standings.ts";

const { passwordHash: _hash, ...alice } = standingWith().user;
const person = (change: Partial<Person> = {}): Person => ({ ...alice, ...change });
const acting = (role: Role, id = "usr_actor"): Acting => ({ id: id as UserId, role, realms: [alice.realmId] });

describe("what is missing", () => {
	it("S72 S100 is a number for the method that needs one, and nothing for the other", () => {
		expect(missingOf({ method: "phoneLink", phone: null })).toEqual(["phone"]);
		expect(missingOf({ method: "phoneLink", phone: "+421987654321" })).toEqual([]);
		expect(missingOf({ method: "authenticator", phone: null })).toEqual([]);
	});
});

describe("an act", () => {
	it("finds nobody where there is nobody, or nobody that the actor may see, alike", () => {
		expect(refusalFor(acting("owner"), undefined, true)).toBe("not_found");
		expect(refusalFor(acting("realmAdmin"), person({ realmId: "rlm_other" as RealmId }), true)).toBe("not_found");
		expect(refusalFor(acting("member"), person(), true)).toBe("not_found");
	});

	it("is forbidden on whom the actor sees and may not change", () => {
		expect(refusalFor(acting("admin"), person({ role: "owner" }), true)).toBe("forbidden");
		expect(refusalFor(acting("realmAdmin"), person({ role: "auditor" }), true)).toBe("forbidden");
		expect(refusalFor(acting("auditor"), person(), true)).toBe("forbidden");
		expect(refusalFor(acting("realmAdmin"), person(), false)).toBeNull();
	});

	it("T137 on oneself is forbidden where it says so, for an owner too", () => {
		for (const role of ["owner", "admin"] as const) {
			const own = person({ role });
			expect(refusalFor(acting(role, own.id), own, false)).toBe("forbidden");
			expect(refusalFor(acting(role, own.id), own, true)).toBeNull();
		}
	});

	it("T137 changes one's own role for owners only", () => {
		expect(mayChangeRole(acting("owner", alice.id), alice)).toBe(true);
		expect(mayChangeRole(acting("admin", alice.id), alice)).toBe(false);
		expect(mayChangeRole(acting("admin"), alice)).toBe(true);
	});
});

describe("a change", () => {
	it("is what differs, an absent field is none, and null takes the number away", () => {
		const read = person({ phone: "+421987654321" });
		expect(changesOf(read, {})).toEqual({});
		expect(changesOf(read, { ...read })).toEqual({});
		expect(changesOf(read, { name: "Bo", phone: undefined })).toEqual({ name: "Bo" });
		expect(changesOf(read, { phone: null, role: "admin" })).toEqual({ phone: null, role: "admin" });
	});

	it("T133 S110 of the number ends a factor that was set up through the old one, whatever the method is by now, and no other", () => {
		const bound = { method: "phoneLink", twoFactor: "on", setUpBy: "phoneLink" } as const;
		expect(endsFactor(bound, { phone: "+421987654322" })).toBe(true);
		expect(endsFactor(bound, { phone: null })).toBe(true);
		expect(endsFactor(bound, { phone: "+421987654322", method: "authenticator" })).toBe(true);
		expect(endsFactor(bound, { name: "Bo", method: "authenticator" })).toBe(false);
		expect(endsFactor({ ...bound, twoFactor: "off" }, { phone: null })).toBe(false);
		expect(endsFactor({ ...bound, method: "authenticator" }, { phone: null })).toBe(true);
		expect(endsFactor({ ...bound, setUpBy: "authenticator" }, { phone: null })).toBe(false);
		expect(endsFactor({ ...bound, setUpBy: null }, { phone: null })).toBe(true);
		expect(endsFactor({ ...bound, setUpBy: null, method: "authenticator" }, { phone: null })).toBe(false);
	});

	it("of realms is none where the same are named in another order", () => {
		const [one, two] = ["rlm_1", "rlm_2"] as RealmId[] as [RealmId, RealmId];
		expect(sameRealms([one, two], [two, one])).toBe(true);
		expect(sameRealms([one], [two])).toBe(false);
		expect(sameRealms([one], [one, two])).toBe(false);
		expect(sameRealms([], [])).toBe(true);
	});
});

describe("a place in an order", () => {
	const place: Place = { sort: "name", direction: "asc", values: ["ana", "usr_1"] };

	it("is read back as it was written, for its own order only", () => {
		for (const value of ["ana", 5, null]) {
			const one = { ...place, values: [value, "usr_1"] };
			expect(readPlace(writePlace(one), "name", "asc")).toEqual(one);
		}
		expect(readPlace(writePlace(place), "email", "asc")).toBeNull();
		expect(readPlace(writePlace(place), "name", "desc")).toBeNull();
	});

	it.each([
		"",
		"null",
		"{}",
		"[]",
		'["name","asc"]',
		'["name","asc",{}]',
		'["name","asc",["a"]]',
		'["name","asc",["a","b","c"]]',
		'["name","asc",["a",{}]]',
		'["name","asc",["a","b"],"c"]',
		"not json",
	])("T128 is none in %j", (text) => {
		expect(readPlace(text, "name", "asc")).toBeNull();
	});
});
