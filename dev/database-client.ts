/**
 * libSQL's published client, for what the tools need and the worker does not: scripts of several statements, and reading
 * through transactions that stay open. Nothing of it reaches the production bundle.
 */
import { type Client, createClient } from "@libsql/client/http";
import type { Db } from "../db/client.ts";
import { type DatabaseAddress, DatabaseUnreachable } from "../db/hrana.ts";

/** A client whose every request has this deadline, in milliseconds. */
export function openClient({ url, namespace, token }: DatabaseAddress, deadlineMs: number): Client {
	const authToken = token?.expose();
	return createClient({
		url,
		...(authToken ? { authToken } : {}),
		async fetch(request: Request) {
			if (namespace) request.headers.set("x-namespace-bin", btoa(namespace).replace(/=+$/, ""));
			try {
				return await fetch(request, { signal: AbortSignal.timeout(deadlineMs) });
			} catch (error) {
				throw new DatabaseUnreachable(error);
			}
		},
	});
}

/** Longest wait for one request of the tools, in milliseconds: nobody stands at a door. */
const DEADLINE_MS = 60_000;

/** A client of the same database. */
export const clientOf = ({ wire }: Db): Client => openClient(wire.address, DEADLINE_MS);
