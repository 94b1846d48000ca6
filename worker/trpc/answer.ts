/**
 * One tRPC call over HTTP, as tRPC's protocol defines it, and nothing more: no batches, no streams, no forms. tRPC's own adapter
 * carries those along, a sixteenth of the worker's weight, for a contract that has none of them (decision 027). A query may be
 * posted, so that what is searched for stands in no address and in nobody's list of addresses; a mutation is never got (T113).
 * Procedures, middleware, input and the form of errors are tRPC's.
 */
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Context } from "./context.ts";
import { toDomainError } from "./errors.ts";
import { appRouter } from "./router.ts";

type Kind = "query" | "mutation";

const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;

function kindAt(path: string): Kind | null {
	const procedure = Object.hasOwn(procedures, path) ? procedures[path] : undefined;
	const definition: unknown = typeof procedure === "function" ? Reflect.get(procedure, "_def") : undefined;
	const kind: unknown = typeof definition === "object" && definition !== null ? Reflect.get(definition, "type") : null;
	return kind === "query" || kind === "mutation" ? kind : null;
}

/** The name of a procedure as the address spells it; what cannot be decoded is bad input, not our failure. */
function decoded(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch (cause) {
		throw new TRPCError({ code: "BAD_REQUEST", cause });
	}
}

/** Whether a batch, a stream or parameters of a connection are asked for. */
function asksForMore({ headers }: Request, query: URLSearchParams): boolean {
	const accepts = headers.get("trpc-accept") ?? headers.get("accept") ?? "";
	return query.get("batch") === "1" || query.has("connectionParams") || accepts.includes("application/jsonl");
}

async function inputOf(request: Request, query: URLSearchParams): Promise<unknown> {
	try {
		const text = request.method === "GET" ? query.get("input") : await request.text();
		return text ? JSON.parse(text) : undefined;
	} catch (cause) {
		// Broken JSON, or a body that broke off on its way: either is the sender's.
		throw new TRPCError({ code: "BAD_REQUEST", cause });
	}
}

/** Calls the procedure that follows the endpoint in the address, and writes what it gives or how it fails. Never throws. */
export async function answerCall(request: Request, endpoint: string, ctx: Context): Promise<Response> {
	const url = new URL(request.url);
	let type: Kind = request.method === "GET" ? "query" : "mutation";
	let path = "";
	try {
		path = decoded(url.pathname.slice(endpoint.length + 1).replace(/\/$/, ""));
		if (asksForMore(request, url.searchParams)) throw new TRPCError({ code: "BAD_REQUEST" });
		const kind = kindAt(path);
		if (kind === null) throw new TRPCError({ code: "NOT_FOUND" });
		if (kind === "mutation" && type === "query") throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
		type = kind;
		// Read once: a request whose tenant has moved is run again in the new cell, and a body cannot be read twice.
		let input: Promise<unknown> | undefined;
		const getRawInput = () => {
			input ??= inputOf(request, url.searchParams);
			return input;
		};
		const call = { router: appRouter, path, getRawInput, ctx, type, signal: request.signal, batchIndex: 0 };
		return json(200, { result: { data: await callTRPCProcedure(call) } });
	} catch (cause) {
		const error = getTRPCErrorFromUnknown(cause);
		const config = appRouter._def._config;
		const shape = getTRPCErrorShape({ config, error, type, path, input: undefined, ctx });
		const wait = toDomainError(error).facts.retryAfterSeconds;
		return json(getHTTPStatusCodeFromError(error), { error: shape }, wait);
	}
}

function json(status: number, body: unknown, retryAfterSeconds?: number): Response {
	const wait = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
	return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...wait } });
}
