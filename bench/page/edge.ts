/**
 * What stands between a browser and a worker in production and not on this machine: an edge that compresses. It passes
 * whatever is asked on to the service behind it, and sends texts as gzip. HTTP/1.1 without TLS, for both sides alike.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

export interface Edge {
	/** `http://localhost:port`, without a slash at the end. */
	readonly url: string;
	stop(): Promise<void>;
}

/** Answers a request; the body is not compressed yet. */
export type Behind = (request: Request) => Promise<Response>;

const passedOn = ["accept", "accept-language", "content-type", "cookie", "if-none-match", "origin"] as const;

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
	const parts: Buffer[] = [];
	for await (const part of incoming) parts.push(Buffer.from(part));
	return new Uint8Array(Buffer.concat(parts));
}

async function asRequest(incoming: IncomingMessage, url: string): Promise<Request> {
	const headers = new Headers();
	for (const name of passedOn) {
		const value = incoming.headers[name];
		if (typeof value === "string") headers.set(name, value);
	}
	const method = incoming.method ?? "GET";
	const body = method === "GET" || method === "HEAD" ? {} : { body: await bodyOf(incoming) };
	return new Request(new URL(incoming.url ?? "/", url), { method, headers, redirect: "manual", ...body });
}

async function send(answer: Response, outgoing: ServerResponse): Promise<void> {
	const body = Buffer.from(await answer.arrayBuffer());
	const isText = /^(text|application\/json|image\/svg)/.test(answer.headers.get("content-type") ?? "");
	for (const [name, value] of answer.headers) {
		if (name !== "content-length" && name !== "transfer-encoding" && name !== "set-cookie")
			outgoing.setHeader(name, value);
	}
	outgoing.setHeader("set-cookie", answer.headers.getSetCookie());
	const isSent = isText && body.byteLength > 0 ? gzipSync(body) : body;
	if (isSent !== body) outgoing.setHeader("content-encoding", "gzip");
	outgoing.writeHead(answer.status);
	outgoing.end(isSent);
}

/** Starts an edge; what is behind it may depend on the address that it gets. */
export async function startEdge(port: number, behind: Behind): Promise<Edge> {
	const url = `http://localhost:${port}`;
	const server = createServer((incoming, outgoing) => {
		asRequest(incoming, url)
			.then(behind)
			.then((answer) => send(answer, outgoing))
			.catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
	});
	await new Promise<void>((done, fail) => {
		server.once("error", fail);
		server.listen({ port, host: "127.0.0.1" }, done);
	});
	return {
		url,
		stop: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}
