/**
 * An HTTP proxy before several libsql-servers for somebody who is killed in the middle of a work: it carries out so many requests
 * and then nothing more. Of the last one either the answer is lost, or it never arrives; what a kill leaves behind is the same.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export interface DyingProxy {
	/** The address of the server at `target` through this proxy. */
	through(target: string): string;
	/** How many requests it has carried out. */
	readonly carried: number;
	stop(): Promise<void>;
}

/** Starts a proxy that ends with request number `last`; `isLastCarriedOut` says on which side of the server it is lost. */
export async function startDyingProxy(
	targets: ReadonlySet<string>,
	last: number,
	isLastCarriedOut: boolean,
): Promise<DyingProxy> {
	let count = 0;
	let carried = 0;
	const forward = async (request: IncomingMessage, response: ServerResponse, target: string): Promise<void> => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		count += 1;
		const isLast = count >= last;
		if (isLast && (count > last || !isLastCarriedOut)) return void request.socket.destroy();
		const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
		const answer = await fetch(new URL(request.url ?? "/", target), {
			method: request.method ?? "GET",
			headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
			...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
		});
		const body = Buffer.from(await answer.arrayBuffer());
		carried += 1;
		if (isLast) return void request.socket.destroy();
		response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
		response.end(body);
	};
	const servers = new Map<string, Server>();
	for (const target of targets) {
		const server = createServer((request, response) => {
			forward(request, response, target).catch(() => request.socket.destroy());
		});
		servers.set(target, server);
		await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	}
	return {
		through(target) {
			const server = servers.get(target);
			const address = server?.address();
			if (typeof address !== "object" || address === null) throw new Error(`not listening for ${target}`);
			return `http://127.0.0.1:${address.port}`;
		},
		get carried() {
			return carried;
		},
		async stop() {
			for (const server of servers.values()) {
				server.closeAllConnections();
				await new Promise<void>((done) => server.close(() => done()));
			}
		},
	};
}
