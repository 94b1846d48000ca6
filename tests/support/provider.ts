/**
 * A provider of mail and text messages that can be ill: it stands before the catcher and refuses, hangs, or takes a message and
 * cuts the connection. It notes what was handed to it, in order, and how many were under way at once.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Health = "up" | "refusing" | "hanging" | "cutting";

export interface Handover {
	readonly channel: "email" | "sms";
	readonly to: string;
	readonly key: string;
}

export interface Provider {
	readonly url: string;
	readonly handovers: readonly Handover[];
	/** The most messages of a channel that were under way at the same time. */
	readonly most: Readonly<Record<Handover["channel"], number>>;
	email: Health;
	sms: Health;
	/** Runs whenever a message has come. */
	onMessage: (handover: Handover) => void;
	/** The status with which this address is refused for good, or undefined. */
	refuses: (to: string) => number | undefined;
	stop(): Promise<void>;
}

/** Starts a healthy provider before the catcher at `target`. */
export async function startProvider(target: string): Promise<Provider> {
	const handovers: Handover[] = [];
	const underWay = { email: 0, sms: 0 };
	const most = { email: 0, sms: 0 };

	const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const body = Buffer.concat(chunks).toString("utf8");
		const channel = request.url === "/texts" ? "sms" : "email";
		const handover = {
			channel,
			to: String(JSON.parse(body).to),
			key: String(request.headers["idempotency-key"]),
		} as const;
		handovers.push(handover);
		provider.onMessage(handover);
		underWay[channel] += 1;
		most[channel] = Math.max(most[channel], underWay[channel]);
		response.once("close", () => {
			underWay[channel] -= 1;
		});
		const answer = (status: number, text: string) => {
			response.writeHead(status, { "content-type": "application/json" });
			response.end(text);
		};
		const status = provider[channel] === "refusing" ? 503 : provider.refuses(handover.to);
		if (status !== undefined) {
			return answer(status, JSON.stringify({ statusCode: status, name: "validation_error", message: "not taken" }));
		}
		if (provider[channel] === "hanging") return;
		const taken = await fetch(new URL(request.url ?? "/", target), {
			method: "POST",
			headers: {
				"content-type": "application/json",
				authorization: String(request.headers.authorization),
				"idempotency-key": handover.key,
			},
			body,
		});
		const text = await taken.text();
		if (provider[channel] === "cutting") return void request.socket.destroy();
		answer(taken.status, text);
	};
	const server = createServer((request, response) => {
		handle(request, response).catch(() => request.socket.destroy());
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const address = server.address();
	const provider: Provider = {
		url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
		handovers,
		most,
		email: "up",
		sms: "up",
		onMessage: () => undefined,
		refuses: () => undefined,
		async stop() {
			server.closeAllConnections();
			await new Promise<void>((done) => server.close(() => done()));
		},
	};
	return provider;
}
