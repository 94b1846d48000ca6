/**
 * What a list shows stands in the page's address, so that Back, a bookmark and a link find the same list: what was chosen in
 * its query, and what somebody typed, often a name, behind its #, which no browser sends to anybody (ASVS 14.2.1).
 */
import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createMemo, on } from "solid-js";

/** The one name that is kept behind the #. */
const typed = "search";

export interface Address<Name extends string> {
	/** What stands there under this name, or nothing; it may be anything. */
	value(name: Name): string;
	/** Changes what is named, in one step of the history or, with `replace`, in none. */
	set(wanted: Partial<Record<Name, string>>, options?: { readonly replace: boolean }): void;
}

/** Reads and writes the address as a list needs it. */
export function useAddress<Name extends string>(): Address<Name> {
	const location = useLocation();
	const navigate = useNavigate();
	const here = createMemo(() => new URL(`${location.pathname}${location.search}${location.hash}`, window.origin));
	// The router arrives when the page is ready: what is chosen meanwhile is chosen on top of where it is going.
	let ahead: URL | undefined;
	createEffect(on(here, () => (ahead = undefined)));
	const partsOf = ({ search, hash }: URL) => ({
		query: new URLSearchParams(search),
		fragment: new URLSearchParams(hash.slice(1)),
	});
	return {
		value(name) {
			const { query, fragment } = partsOf(here());
			return (name === typed ? fragment : query).get(name) ?? "";
		},
		set(wanted, options) {
			const { query, fragment } = partsOf(ahead ?? here());
			for (const [name, text] of Object.entries<string | undefined>(wanted)) {
				const part = name === typed ? fragment : query;
				if (text) part.set(name, text);
				else part.delete(name);
			}
			ahead = new URL(here());
			ahead.search = `${query}`;
			ahead.hash = `${fragment}`;
			navigate(`${ahead.pathname}${ahead.search}${ahead.hash}`, { scroll: false, resolve: false, ...options });
		},
	};
}
