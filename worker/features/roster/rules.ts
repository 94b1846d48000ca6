/**
 * The users grid: what one row tells, and the place in an order at which a page ends. Pure. Rows carry no hash, no seed and
 * no code (T134); a place that was not written by this file reads as null.
 */
import type { attempts, users } from "../../../db/schema/index.ts";
import type { Millis, RealmId } from "../../lib/brand.ts";
import { factorLock } from "../attempts/rules.ts";
import { missingOf } from "../people/rules.ts";
import { demandOf, isRequired } from "../policy/demand.ts";
import type { Policy } from "../policy/rules.ts";
import { type Acting, mayWrite } from "../roles/rules.ts";

export type Sort = "name" | "email" | "realm" | "role" | "twoFactor" | "required" | "lastSignIn";
export type Direction = "asc" | "desc";

/** One person as the grid reads them. */
export type PersonRead = Omit<
	typeof users.$inferSelect,
	"tenantId" | "nameKey" | "words" | "passwordHash" | "epoch"
> & {
	readonly realm: { readonly id: RealmId; readonly name: string; readonly rules: string } | null;
	readonly budget: Pick<typeof attempts.$inferSelect, "count" | "lastAt" | "blockedUntilAt"> | null;
};

/** One person as administrators see them: state, rule, lock, and whether this reader may change them. */
export function personRow(person: PersonRead, tenant: Policy, acting: Acting, now: Millis) {
	const { realm, activeSinceAt, requirement } = person;
	const demand = demandOf({ tenant, realmRules: realm?.rules ?? "missing", own: requirement, activeSinceAt });
	const lock = factorLock(person.budget ?? undefined, tenant.lock, now);
	return {
		id: person.id,
		email: person.email,
		name: person.name,
		role: person.role,
		status: person.status,
		realm: { id: person.realmId, name: realm?.name ?? "" },
		phone: person.phone,
		method: person.method,
		twoFactor: person.twoFactor,
		requirement,
		required: isRequired(demand, now),
		requiredBy: isRequired(demand, now) ? demand.by : null,
		dueAt: demand?.dueAt ?? null,
		locked: lock.state === "locked",
		lockedUntilAt: lock.state === "locked" ? lock.untilAt : null,
		missing: [...missingOf(person)],
		lastSignInAt: person.lastSignInAt,
		createdAt: person.createdAt,
		mayWrite: mayWrite(acting, person),
	};
}

export type PersonRow = ReturnType<typeof personRow>;

type Value = string | number | null;

/** The last row of a page in its order; the next page begins behind it. */
export interface Place {
	readonly sort: Sort;
	readonly direction: Direction;
	/** The values of the order's columns, the person's id the last; null sorts before everything. */
	readonly values: readonly Value[];
}

/** Where the page of this order that ends with this row ends. */
export function placeOf(row: PersonRow, nameKey: string, sort: Sort, direction: Direction): Place {
	return { sort, direction, values: [...valuesOf(row, nameKey, sort), row.id] };
}

/** In the group by requirement: nobody asks, a rule of the tenant or the realm asks, or it was said of this person. */
const groupOf = ({ required, requirement }: PersonRow): number => (requirement === "required" ? 2 : required ? 1 : 0);

/** The twin of `keysOf` in store.ts. */
function valuesOf(row: PersonRow, nameKey: string, sort: Sort): readonly Value[] {
	switch (sort) {
		case "name":
			return [nameKey];
		case "email":
			return [row.email];
		case "lastSignIn":
			return [row.lastSignInAt];
		case "realm":
			return [row.realm.name, row.realm.id, nameKey];
		case "required":
			return [groupOf(row), row.realm.name, row.realm.id, row.requirement, nameKey];
		default:
			return [row[sort], nameKey];
	}
}

/** How many values the place of each order has. */
const lengths = { name: 2, email: 2, lastSignIn: 2, realm: 4, required: 6, role: 3, twoFactor: 3 } as const;

export const writePlace = ({ sort, direction, values }: Place): string => JSON.stringify([sort, direction, values]);

/** The place in this order, or null when the text is none of it. */
export function readPlace(text: string, sort: Sort, direction: Direction): Place | null {
	const parts = parseJson(text);
	if (!Array.isArray(parts) || parts.length !== 3) return null;
	const [itsSort, itsDirection, values]: unknown[] = parts;
	if (itsSort !== sort || itsDirection !== direction) return null;
	if (!Array.isArray(values) || values.length !== lengths[sort] || !values.every(isValue)) return null;
	return { sort, direction, values };
}

const isValue = (value: unknown): value is Value =>
	value === null || typeof value === "string" || typeof value === "number";

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
