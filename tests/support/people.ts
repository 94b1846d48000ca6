/**
 * Staff of a house, signed in with a second factor, and their window for sensitive acts opened again when time has passed.
 */
import type { RealmId } from "../../worker/lib/brand.ts";
import { appoint } from "./administration.ts";
import type { Visitor } from "./browser.ts";
import type { EnrolledPerson, TestTenant, World } from "./world.ts";

export interface StaffMember extends EnrolledPerson {
	readonly visitor: Visitor;
}

/** Somebody of this role with a factor, signed in just now; the clock moves to the next step. */
export async function staff(
	world: World,
	house: TestTenant,
	role: "owner" | "admin" | "realmAdmin" | "auditor" | "member",
	realmIds: readonly RealmId[] = [],
): Promise<StaffMember> {
	const person = await house.enrolled({ role });
	await appoint(world, house, person.id, realmIds);
	const visitor = await house.signedIn(person);
	world.nextStep();
	return { ...person, visitor };
}

/** The realm in which somebody is. */
export async function realmOf(world: World, userId: string): Promise<RealmId> {
	const [row] = await world.rows("select realm_id from users where id = ?", [userId]);
	return String(row?.realm_id) as RealmId;
}

/** A house with an administrator in it, signed in just now. */
export async function houseWithAdmin(world: World): Promise<{ house: TestTenant; ada: StaffMember }> {
	const house = await world.tenant();
	return { house, ada: await staff(world, house, "admin") };
}
