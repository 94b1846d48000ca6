/**
 * The border for browsers: every unsafe request must come from the very origin it goes to, as JSON, of bounded size.
 * Kills cross-site forms, sibling and null origins and sign-in by a stranger's page (T111 to T114). The origin is known
 * from configuration; no request header is asked for it.
 */
import type { Refusal } from "../errors.ts";

/** The origin of the pages that may write here. */
export function expectedOrigin(slugOfHost: string | null, origin: string, tenantHosts: string | null): string {
	if (slugOfHost === null || tenantHosts === null) return origin;
	return `${new URL(origin).protocol}//${slugOfHost}.${tenantHosts}`;
}

/**
 * Why this request may not pass, or null. A person's password is not for scripts: whoever sends credentials in a header is
 * told so, whatever they are, before anything is looked at (S47).
 */
export function refusalAtBorder(request: Request, expected: string): Refusal | null {
	if (request.headers.has("authorization")) return "unattended_refused";
	if (request.method === "GET") return null;
	if (request.method !== "POST") return "method_refused";
	const site = request.headers.get("sec-fetch-site");
	if (request.headers.get("origin") !== expected || (site !== null && site !== "same-origin")) return "origin_refused";
	return isJson(request.headers.get("content-type")) ? null : "not_json";
}

const isJson = (contentType: string | null): boolean =>
	/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(contentType ?? "");
