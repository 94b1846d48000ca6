/**
 * The calls about realms: the list, making, renaming and removing one, and a first look at who is in it.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { query } from "@solidjs/router";
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type Realm = Outputs["realms"]["list"]["realms"][number];
/** The sorts that the page names itself. */
export type Category = "domain" | "computer" | "service" | "department" | "other";

/** In the order of the form. */
export const categories: readonly Category[] = ["domain", "computer", "service", "department", "other"];

export const listRealms = query(() => api.realms.list.query(), "realms");

/** The first people of a realm, by name. */
export const peopleOf = query(
	(realmId: string) => api.users.list.query({ realmId, sort: "name", direction: "asc", limit: 8 }),
	"realmPeople",
);

export function createRealm(input: { key: string; name: string; category: string }) {
	return api.realms.create.mutate(input);
}

export function renameRealm(input: { id: string; name: string; category: string }) {
	return api.realms.update.mutate(input);
}

export function removeRealm(id: string) {
	return api.realms.remove.mutate({ id });
}

/** The page's own words for a sort, or the word that another system gave. */
export function categoryInWords(category: string, inWords: Readonly<Record<Category, string>>): string {
	const known = categories.find((each) => each === category);
	return known === undefined ? category : inWords[known];
}
