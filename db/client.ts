/**
 * Drizzle over libSQL's web client: one HTTP request per query or batch, each with its own deadline.
 * A client is made per request and never shared: a shared one hands promises between requests and hangs the isolate.
 */
import { type Client, createClient } from "@libsql/client/http";
import { openHttp } from "@libsql/hrana-client";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { drizzle } from "drizzle-orm/libsql/http";
import type { Secret } from "../worker/lib/secret.ts";
import { hasActs, runActs } from "./acts.ts";

/** Where a database is; the namespace is for libsql-server, which tells them apart by a header. */
export interface DatabaseAddress {
	readonly url: string;
	readonly namespace?: string | undefined;
	readonly token?: Secret | undefined;
}

export type Db = LibSQLDatabase<Record<string, never>> & { $client: Client };

/** Longest wait for one database request, in milliseconds: a database that is down is told within three seconds. */
export const DATABASE_DEADLINE_MS = 2500;

export function openClient(address: DatabaseAddress, deadlineMs: number = DATABASE_DEADLINE_MS): Client {
	const { namespace, token } = address;
	const carry = async (request: Request): Promise<CarriedAnswer> => {
		if (namespace) request.headers.set("x-namespace-bin", btoa(namespace).replace(/=+$/, ""));
		try {
			const answer = await fetch(request, { signal: AbortSignal.timeout(deadlineMs) });
			// Read to its end in here: an answer that is cut or stalls half-way is an unreachable database, too.
			const text = await answer.text();
			return {
				ok: answer.ok,
				status: answer.status,
				headers: answer.headers,
				body: null,
				text: async () => text,
				json: async () => JSON.parse(text),
			};
		} catch (error) {
			throw new DatabaseUnreachable(error);
		}
	};
	const authToken = token?.expose();
	const client = createClient({ url: address.url, ...(authToken ? { authToken } : {}), fetch: carry });
	const sendBatch = client.batch.bind(client);
	client.batch = (statements, mode) =>
		hasActs(statements)
			? runActs(openHttp(address.url.replace(/^libsql:/, "https:"), authToken, carry), statements)
			: sendBatch(statements, mode);
	return client;
}

/** What the database's client reads of an answer; a Response of its own for each would cost as much again as reading it. */
type CarriedAnswer = Pick<Response, "ok" | "status" | "headers" | "body" | "text" | "json">;

/** The database did not answer in time, or not at all. Whether a write took effect is unknown. */
export class DatabaseUnreachable extends Error {
	constructor(cause: unknown) {
		super("database unreachable", { cause });
		this.name = "DatabaseUnreachable";
	}
}

const unavailableCodes =
	/^(SQLITE_(BUSY|READONLY|FULL|IOERR|LOCKED|CANTOPEN)|HRANA|SERVER_ERROR|STREAM|TRANSACTION|UNKNOWN)/;

/** Whether an error means that the database cannot be used right now. */
export const isUnavailable = (error: unknown): boolean =>
	anyCause(error, (one) => one instanceof DatabaseUnreachable || unavailableCodes.test(codeOf(one)));

/** Whether an error means that the database was locked by other writers: nothing of the request took effect. */
export const isBusy = (error: unknown): boolean => anyCause(error, (one) => codeOf(one).startsWith("SQLITE_BUSY"));

/** Whether an error means that a constraint of the schema was hit. */
export const isConstraint = (error: unknown): boolean =>
	anyCause(error, (one) => codeOf(one).startsWith("SQLITE_CONSTRAINT"));

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");

function anyCause(error: unknown, holds: (one: Error) => boolean): boolean {
	return error instanceof Error && (holds(error) || anyCause(error.cause, holds));
}

export function openDb(address: DatabaseAddress, deadlineMs?: number): Db {
	return drizzle({ client: openClient(address, deadlineMs) });
}
