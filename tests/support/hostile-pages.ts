/**
 * Pages of other origins for a real browser, and a gate before the worker that notes everything that reaches it: which page sent
 * it, whether the victim's cookies came along, what the worker answered. The pages are empty; a test makes them act.
 * A page whose request never arrives is no proof, so the gate is asked and not the browser.
 */
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { selfSigned } from "./self-signed.ts";

/** One request at the gate. */
export interface Arrival {
	readonly method: string;
	/** What the test has called it, in the address. */
	readonly name: string;
	readonly origin: string | undefined;
	readonly type: string | undefined;
	readonly hasCookies: boolean;
	readonly status: number;
}

export interface Gate {
	/** Where the worker is reached. */
	readonly origin: string;
	/** Pages of others by what they are to the worker's origin: another site, a sibling and so on. */
	readonly pages: Readonly<Record<string, string>>;
	readonly arrivals: Arrival[];
	/** Lets everything through to the worker at this address. */
	openTo(url: string): void;
	stop(): Promise<void>;
}

const DOOR = "door.gatehouse.localhost";

const listen = (server: ReturnType<typeof createServer>): Promise<number> =>
	new Promise((done) => {
		server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port));
	});

/** Starts the gate and the pages. Callers must `stop()` it. */
export async function openGate(): Promise<Gate> {
	const agent = new Agent({ keepAlive: true });
	const arrivals: Arrival[] = [];
	let worker = "";
	const forward = (request: IncomingMessage, response: ServerResponse): void => {
		const { method = "", headers } = request;
		const url = new URL(request.url ?? "/", worker);
		const onward = send(url, { method, headers, agent, setHost: false }, (answer) => {
			arrivals.push({
				method,
				name: url.searchParams.get("n") ?? "",
				origin: headers.origin,
				type: headers["content-type"],
				hasCookies: headers.cookie !== undefined,
				status: answer.statusCode ?? 0,
			});
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.once("error", () => request.socket.destroy());
		request.pipe(onward);
	};
	const page = (_request: IncomingMessage, response: ServerResponse): void => {
		response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
		response.end("<!doctype html><link rel=icon href=data:,><title>A page of somebody else</title>");
	};
	const door = createServer((request, response) => {
		const isOurs = request.headers.host?.startsWith(`${DOOR}:`) === true;
		return isOurs ? forward(request, response) : page(request, response);
	});
	const [elsewhere, secure] = [createServer(page), createSecureServer(selfSigned(DOOR), page)];
	const servers = [door, elsewhere, secure];
	const [port, otherPort, securePort] = await Promise.all([listen(door), listen(elsewhere), listen(secure)]);
	return {
		origin: `http://${DOOR}:${port}`,
		pages: {
			"another site": `http://127.0.0.1:${otherPort}`,
			"a sandboxed frame": `http://127.0.0.1:${otherPort}`,
			"a sibling host": `http://blog.gatehouse.localhost:${otherPort}`,
			"another port": `http://${DOOR}:${otherPort}`,
			"the other scheme": `https://${DOOR}:${securePort}`,
			"another organization's host": `http://other.gatehouse.localhost:${port}`,
		},
		arrivals,
		openTo(url) {
			worker = url;
		},
		async stop() {
			agent.destroy();
			for (const server of servers) {
				server.closeAllConnections();
				await new Promise<void>((done) => server.close(() => done()));
			}
		},
	};
}
