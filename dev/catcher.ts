/**
 * The message catcher: takes mail as Resend's API does (POST /emails) and text messages (POST /texts), and shows them.
 * It also holds the local world's clock (GET and POST /clock) and can pretend an outage (POST /outage {failing}).
 * Writes must be JSON, so that no foreign page in a browser can make them; it listens on 127.0.0.1 only.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { catcherPage } from "./catcher-page.ts";
import { Caught, type CaughtMessage, type Letter } from "./caught.ts";
import { freePort } from "./free-port.ts";

export interface Catcher {
	readonly url: string;
	readonly caught: Caught;
	stop(): Promise<void>;
}

type Body = Readonly<Record<string, unknown>>;

const mostBytes = 5_000_000;

async function bodyOf(request: IncomingMessage): Promise<Body | undefined> {
	if (!request.headers["content-type"]?.startsWith("application/json")) return undefined;
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += chunk.length;
		if (size > mostBytes) return undefined;
		chunks.push(chunk);
	}
	try {
		const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
		return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
	} catch {
		return undefined;
	}
}

function text(value: unknown): string {
	if (typeof value === "string") return value;
	return Array.isArray(value) ? value.filter((item) => typeof item === "string").join(", ") : "";
}

/** The letter in a request as Resend's API defines it, or what is missing. */
function emailIn(body: Body): Letter | string {
	for (const field of ["from", "to", "subject"]) if (text(body[field]) === "") return `Missing \`${field}\` field.`;
	if (text(body.html) === "" && text(body.text) === "") return "Missing `html` or `text` field.";
	const html = text(body.html);
	const written = { to: text(body.to), from: text(body.from), subject: text(body.subject), text: text(body.text) };
	return { kind: "email", ...written, ...(html ? { html } : {}) };
}

function textMessageIn(body: Body): Letter | string {
	if (text(body.to) === "" || text(body.text) === "") return "Missing `to` or `text` field.";
	return { kind: "sms", to: text(body.to), from: text(body.from), subject: "", text: text(body.text) };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
	response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, statusCode: number, name: string, message: string): void {
	answer(response, statusCode, { statusCode, name, message });
}

async function takeMessage(
	caught: Caught,
	read: (body: Body) => Letter | string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const body = await bodyOf(request);
	if (caught.isFailing) return refuse(response, 500, "internal_server_error", "The catcher pretends an outage.");
	if (!request.headers.authorization?.startsWith("Bearer "))
		return refuse(response, 401, "missing_api_key", "Missing API key in the authorization header.");
	const letter = body === undefined ? "The body is not JSON." : read(body);
	if (typeof letter === "string") return refuse(response, 422, "missing_required_field", letter);
	const key = request.headers["idempotency-key"];
	const taken = caught.take(letter, typeof key === "string" ? key : undefined);
	if (taken === "conflict")
		return refuse(response, 409, "invalid_idempotent_request", "This key was used with another content.");
	answer(response, 200, taken);
}

async function change(
	request: IncomingMessage,
	response: ServerResponse,
	apply: (body: Body) => unknown,
): Promise<void> {
	const body = await bodyOf(request);
	const done = body === undefined ? undefined : apply(body);
	if (done === undefined) refuse(response, 400, "validation_error", "The body does not say what to change.");
	else answer(response, 200, done);
}

function messagesFor(caught: Caught, query: URLSearchParams): readonly CaughtMessage[] {
	const to = query.get("to");
	const limit = Number(query.get("limit") ?? Number.POSITIVE_INFINITY);
	return caught.messages.filter((message) => to === null || message.to.includes(to)).slice(0, limit);
}

function advance(caught: Caught, body: Body): unknown {
	if (typeof body.advanceMs !== "number" || !Number.isFinite(body.advanceMs)) return undefined;
	caught.offsetMs += body.advanceMs;
	return { offsetMs: caught.offsetMs };
}

function setOutage(caught: Caught, body: Body): unknown {
	if (typeof body.failing !== "boolean") return undefined;
	caught.isFailing = body.failing;
	return { failing: caught.isFailing };
}

async function handle(caught: Caught, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? "/", "http://catcher");
	switch (`${request.method} ${url.pathname}`) {
		case "GET /": {
			response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
			response.end(catcherPage(caught));
			return;
		}
		case "GET /messages":
			return answer(response, 200, messagesFor(caught, url.searchParams));
		case "POST /emails":
			return takeMessage(caught, emailIn, request, response);
		case "POST /texts":
			return takeMessage(caught, textMessageIn, request, response);
		case "GET /clock":
			return answer(response, 200, { offsetMs: caught.offsetMs });
		case "POST /clock":
			return change(request, response, (body) => advance(caught, body));
		case "POST /outage":
			return change(request, response, (body) => setOutage(caught, body));
		default:
			return refuse(response, 404, "not_found", "The catcher knows no such address.");
	}
}

/** Starts the catcher and answers when it listens. */
export async function startCatcher(options: { readonly port?: number } = {}): Promise<Catcher> {
	const caught = new Caught();
	const server = createServer((request, response) => {
		handle(caught, request, response).catch((error: unknown) => {
			if (!response.headersSent) refuse(response, 500, "internal_server_error", String(error));
		});
	});
	const port = options.port ?? (await freePort());
	await new Promise<void>((done, fail) => {
		server.once("error", fail);
		server.listen(port, "127.0.0.1", done);
	});
	return {
		url: `http://127.0.0.1:${port}`,
		caught,
		stop: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}
