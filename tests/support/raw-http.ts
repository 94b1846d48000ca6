/**
 * HTTP as bytes, for what no client library would send. It waits for the answer to end or the connection to close, and for no
 * longer than a few seconds; it understands nothing of the answer but where its head ends.
 */
import { connect } from "node:net";

export interface RawAnswer {
	/** 0 when the connection was closed or stayed silent without an answer. */
	readonly status: number;
	readonly head: string;
	readonly body: string;
	/** Nothing more came within the time. */
	readonly isSilent: boolean;
}

export interface RawRequest {
	readonly method?: string;
	readonly path?: string;
	readonly headers?: readonly (readonly [name: string, value: string])[];
	readonly body?: string | Uint8Array;
	/** Replaces the length of the body; null leaves the header out. */
	readonly length?: string | null;
}

/** The bytes of a request: well formed as far as its parts are. */
export function bytesOf(
	{ method = "GET", path = "/", headers = [], body = "", length }: RawRequest,
	host: string,
): Buffer {
	const content = typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
	const size =
		length === undefined ? (content.length > 0 || method === "POST" ? String(content.length) : null) : length;
	const lines = [
		`${method} ${path} HTTP/1.1`,
		`host: ${host}`,
		"connection: close",
		...headers.map(([name, value]) => `${name}: ${value}`),
		...(size === null ? [] : [`content-length: ${size}`]),
	];
	return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), content]);
}

/** Sends these bytes, closes our side, and answers with what came back. */
export function sendRaw(origin: string, bytes: Uint8Array, patienceMs = 3000): Promise<RawAnswer> {
	const { port } = new URL(origin);
	return new Promise((done) => {
		const parts: Buffer[] = [];
		let isSilent = false;
		const socket = connect(Number(port), "127.0.0.1", () => socket.end(bytes));
		const alarm = setTimeout(() => {
			isSilent = true;
			socket.destroy();
		}, patienceMs);
		socket.on("data", (part) => parts.push(part));
		// The server may close while we still send; what it said before that is its answer.
		socket.on("error", () => undefined);
		socket.on("close", () => {
			clearTimeout(alarm);
			const text = Buffer.concat(parts)
				.toString("latin1")
				.replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, "");
			const end = text.indexOf("\r\n\r\n");
			const head = end < 0 ? text : text.slice(0, end);
			const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
			done({ status, head, body: end < 0 ? "" : text.slice(end + 4), isSilent });
		});
	});
}
