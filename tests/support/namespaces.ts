/**
 * Namespaces of the test server through its admin API, and a client for one of them.
 * Written against libsql-server's own interface and not with the product's client, which is under test itself.
 */
import { type Client, createClient } from "@libsql/client/web";

async function ask(adminUrl: string, method: string, path: string): Promise<void> {
	const answer = await fetch(`${adminUrl}/v1/namespaces/${path}`, {
		method,
		...(method === "POST" ? { headers: { "content-type": "application/json" }, body: "{}" } : {}),
	});
	const said = await answer.text();
	if (!answer.ok) throw new Error(`libsql-server admin ${method} ${path}: ${answer.status} ${said}`);
}

/** Makes an empty namespace. */
export function createNamespace(adminUrl: string, name: string): Promise<void> {
	return ask(adminUrl, "POST", `${name}/create`);
}

/** Makes `to` a copy of `from`. */
export function forkNamespace(adminUrl: string, from: string, to: string): Promise<void> {
	return ask(adminUrl, "POST", `${from}/fork/${to}`);
}

/**
 * Removes a namespace and its data. The server forgets it first and then clears its folder; a file that its own
 * housekeeping writes in that moment makes it complain, but stays behind only until the run's temporary folder goes.
 */
export async function dropNamespace(adminUrl: string, name: string): Promise<void> {
	await ask(adminUrl, "DELETE", name).catch((error: unknown) => {
		if (!String(error).includes("Directory not empty")) throw error;
	});
}

/** Moves what was written into the main file, so that libsql-server does not choose the middle of a race for it. */
export function checkpointNamespace(adminUrl: string, name: string): Promise<void> {
	return ask(adminUrl, "POST", `${name}/checkpoint`);
}

/** The header by which libsql-server tells namespaces apart: base64 without padding. */
export function namespaceHeader(name: string): string {
	return btoa(name).replace(/=+$/, "");
}

/** A client of one namespace. */
export function openNamespace(url: string, name: string): Client {
	return createClient({
		url,
		fetch: (request: Request) => {
			request.headers.set("x-namespace-bin", namespaceHeader(name));
			return fetch(request);
		},
	});
}
