/**
 * Decisions about the people of a tenant: what is missing for a set-up, and whether an act may reach somebody. Pure.
 * Whoever the actor may not see looks exactly like somebody who does not exist (law 6).
 */
import type { users } from "../../../db/schema/index.ts";
import type { Refusal } from "../../errors.ts";
import type { RealmId } from "../../lib/brand.ts";
import { type Acting, mayRead, mayWrite } from "../roles/rules.ts";

/** A person as administrators' verbs read them: without the password's hash. */
export type Person = Omit<typeof users.$inferSelect, "passwordHash" | "nameKey" | "words">;

/** What a set-up by the person's method still needs (S100, S102). */
export const missingOf = ({ method, phone }: Pick<Person, "method" | "phone">): readonly "phone"[] =>
	method === "phoneLink" && phone === null ? ["phone"] : [];

/** Why an act on this person is refused, or null; `onOneself` says whether people may do it to themselves. */
export function refusalFor(
	acting: Acting,
	target: Person | undefined,
	onOneself: boolean,
): Extract<Refusal, "not_found" | "forbidden"> | null {
	if (!target || !mayRead(acting, target)) return "not_found";
	if (!mayWrite(acting, target)) return "forbidden";
	return target.id === acting.id && !onOneself ? "forbidden" : null;
}

/** Whether the actor may turn one role of this person into another: only an owner gives up their own, nobody else's own changes. */
export const mayChangeRole = (acting: Acting, target: Pick<Person, "id">): boolean =>
	target.id !== acting.id || acting.role === "owner";

/** The part of a profile that administrators change. */
export type Profile = Pick<Person, "name" | "locale" | "role" | "requirement" | "method" | "phone" | "realmId">;

type Wanted = { readonly [Field in keyof Profile]?: Profile[Field] | undefined };

/** What of the wanted profile is really another than it was. */
export function changesOf(person: Profile, wanted: Wanted): Partial<Profile> {
	const { name, locale, role, requirement, method, phone, realmId } = wanted;
	return {
		...(name === undefined || name === person.name ? {} : { name }),
		...(locale === undefined || locale === person.locale ? {} : { locale }),
		...(role === undefined || role === person.role ? {} : { role }),
		...(requirement === undefined || requirement === person.requirement ? {} : { requirement }),
		...(method === undefined || method === person.method ? {} : { method }),
		...(phone === undefined || phone === person.phone ? {} : { phone }),
		...(realmId === undefined || realmId === person.realmId ? {} : { realmId }),
	};
}

/** Whether a change ends the second factor: another number, or none, under a factor that was set up through the old one (T133). */
export const endsFactor = (
	{ method, twoFactor, setUpBy }: Pick<Person, "method" | "twoFactor"> & { readonly setUpBy: Person["method"] | null },
	changes: Partial<Profile>,
): boolean => changes.phone !== undefined && (setUpBy ?? method) === "phoneLink" && twoFactor !== "off";

/** Whether two lists name the same realms. */
export const sameRealms = (one: readonly RealmId[], other: readonly RealmId[]): boolean =>
	one.length === other.length && one.every((id) => other.includes(id));
