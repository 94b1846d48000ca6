/**
 * The shape of an organization's address, so that the page can say what is missing before it asks. The worker decides.
 * The same shape is law in the worker; a slug that passes here may still be refused there.
 */

/** Whether this could be a slug. */
export function isSlug(value: string): boolean {
	return /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/.test(value) && !value.includes("--");
}

/** The slug in what a person typed: the bare word, or a whole address with `/t/{slug}` in it. */
export function slugFrom(typed: string): string {
	const text = typed.trim().toLowerCase();
	return /\/t\/([^/?#]+)/.exec(text)?.[1] ?? text.replace(/\/+$/, "");
}

/** A first proposal for an address from an organization's name: "Ñandú & Co." becomes "nandu-co". */
export function proposeSlug(name: string): string {
	return name
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[\u0300-\u036f]/g, "")
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 40)
		.replace(/-+$/, "");
}
