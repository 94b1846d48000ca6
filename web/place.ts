/**
 * Where this page stands: at a tenant's path `/t/{slug}`, or at a host of its own. Read once from the address, because
 * one load of the page never changes tenants (links that cross load anew, so nothing of one tenant is kept for another).
 */
export interface Place {
	/** The tenant's slug, where the path names it. */
	readonly slug: string | null;
	/** What every path of this tenant begins with: `/t/{slug}` or nothing. */
	readonly base: string;
	/** Where the procedures are. */
	readonly trpc: string;
}

/** Reads the place from a path such as `/t/acme/signin`. */
export function placeOf(pathname: string): Place {
	const slug = /^\/t\/([^/]+)/.exec(pathname)?.[1];
	if (slug === undefined) return { slug: null, base: "", trpc: "/trpc" };
	return { slug: decodeSlug(slug), base: `/t/${slug}`, trpc: `/t/${slug}/trpc` };
}

/** A broken escape in the address stays as it is: the worker will say that there is no such organization. */
function decodeSlug(slug: string): string {
	try {
		return decodeURIComponent(slug);
	} catch {
		return slug;
	}
}

export const place: Place = placeOf(window.location.pathname);

/** The name to show until the tenant's own name is known. */
export const nameUntilKnown: string = place.slug ?? window.location.hostname.split(".")[0] ?? "Gatehouse";

/** The way a tenant's page writes an address of its own, for links that must load anew. */
export function tenantPath(path: string): string {
	return `${place.base}${path}`;
}

/**
 * Takes the secret out of the address (`#token=…`) and cleans the address bar and the history at once, so that it
 * reaches neither a bookmark nor the next person at this screen.
 */
function takeTokenFromAddress(): string | null {
	const token = new URLSearchParams(window.location.hash.slice(1)).get("token");
	if (token === null) return null;
	window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
	return token === "" ? null : token;
}

let mailedToken = takeTokenFromAddress();

// The same page opened again with another letter changes only the fragment, which loads nothing by itself.
window.addEventListener("hashchange", () => {
	if (window.location.hash.startsWith("#token=")) window.location.reload();
});

/** The token of the letter that led here; it is given out once and then forgotten. */
export function takeMailedToken(): string | null {
	const token = mailedToken;
	mailedToken = null;
	return token;
}
