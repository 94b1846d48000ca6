/**
 * An HTTP proxy before libsql-server that counts round trips and can be slow, gone, or lose an answer.
 * What is counted is each `POST /v2/pipeline`: one database request, whatever it batches. Depth is the longest chain of
 * requests that waited for one another: what a database far away costs a person.
 */
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { Socket } from "node:net";
import { gunzipSync } from "node:zlib";

export interface ProxiedRequest {
	readonly startedAt: number;
	/** When the answer was handed on; undefined while it is on its way. */
	endedAt: number | undefined;
	readonly body: string;
	/** Rows that the database says it went over for it; 0 until it has answered. */
	rowsRead: number;
}

export interface Measured<Value> {
	readonly value: Value;
	/** Database requests that were answered before the value was there. */
	readonly requests: number;
	/** Of those, the longest chain one after the other. */
	readonly depth: number;
}

export interface CountingProxy {
	readonly url: string;
	readonly requests: readonly ProxiedRequest[];
	/** Milliseconds each answer is held back. */
	delayMs: number;
	/**
	 * `down`: connections are broken; `losing`: requests are carried out but their answers never arrive; `cutting`: they break off;
	 * `silent`: nothing answers; `twice`: each request is carried out two times; `full`: whatever writes is told that the disk is full.
	 */
	mode: "up" | "down" | "losing" | "cutting" | "silent" | "twice" | "full";
	/** The answer to this one of the coming requests is lost after it was carried out: 1 is the next; 0: none is. */
	loseAnswer: number;
	/** So many requests are turned away with 429, as libsql-server does when it has too many under way. */
	turnAway: number;
	reset(): void;
	/** Runs the act with a slow database and tells what it waited for; work left to `waitUntil` does not count. */
	measure<Value>(act: () => Promise<Value>): Promise<Measured<Value>>;
	stop(): Promise<void>;
}

/** The most requests that lie wholly one after the other. */
export function depthOf(requests: readonly ProxiedRequest[]): number {
	const ended = requests.flatMap(({ startedAt, endedAt }) => (endedAt === undefined ? [] : [{ startedAt, endedAt }]));
	let depth = 0;
	let last = Number.NEGATIVE_INFINITY;
	for (const { startedAt, endedAt } of ended.sort((a, b) => a.endedAt - b.endedAt)) {
		if (startedAt < last) continue;
		depth += 1;
		last = endedAt;
	}
	return depth;
}

const isWriting = (body: string): boolean => /"sql":"\s*(insert|update|delete|replace|create|drop)\b/i.test(body);

/** What libsql-server says when the first write of a request cannot be written: each step behind it is left out. */
function diskIsFull(body: string): string {
	const { requests }: { requests: { type: string; batch?: { steps: unknown[] } }[] } = JSON.parse(body);
	const error = { message: "database or disk is full", code: "SQLITE_FULL" };
	const results = requests.map(({ type, batch }) => {
		if (type === "close") return { type: "ok", response: { type } };
		if (!batch) return { type: "error", error };
		const steps = batch.steps.length;
		const none = { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null };
		const result = {
			step_results: Array.from({ length: steps }, (_, index) => (index === 0 ? none : null)),
			step_errors: Array.from({ length: steps }, (_, index) => (index === 1 ? error : null)),
		};
		return { type: "ok", response: { type: "batch", result } };
	});
	return JSON.stringify({ baton: null, base_url: null, results });
}

/** Every count of this name in an answer of libSQL's protocol, added up. */
export const countIn = (answer: string, name: "rows_read" | "rows_written"): number =>
	[...answer.matchAll(new RegExp(`"${name}":(\\d+)`, "g"))].reduce((sum, [, count]) => sum + Number(count), 0);

/** Carries a request out whose answer nobody gets. */
async function carriedOut(url: URL, request: IncomingMessage, body: Buffer): Promise<void> {
	const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
	const named = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
	const answer = await fetch(url, { method: request.method ?? "POST", headers: named, body: new Uint8Array(body) });
	await answer.arrayBuffer();
}

/** Starts a proxy on a free port before the server at `target`. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
	const agent = new Agent({ keepAlive: true });
	const requests: ProxiedRequest[] = [];
	const sockets = new Set<Socket>();
	const setting: Pick<CountingProxy, "delayMs" | "mode" | "turnAway" | "loseAnswer"> = {
		delayMs: 0,
		mode: "up",
		turnAway: 0,
		loseAnswer: 0,
	};

	const forward = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const body = Buffer.concat(chunks);
		const record: ProxiedRequest = {
			startedAt: performance.now(),
			endedAt: undefined,
			body: body.toString("utf8"),
			rowsRead: 0,
		};
		if (request.method === "POST" && request.url?.startsWith("/v2/pipeline")) requests.push(record);
		if (setting.mode === "down") return request.socket.destroy();
		if (setting.mode === "silent") return;
		if (setting.turnAway > 0) {
			setting.turnAway -= 1;
			response.writeHead(429, { "content-type": "application/json" });
			response.end('{"error":"Too many concurrent requests"}');
			return;
		}
		if (setting.mode === "full" && isWriting(record.body)) {
			response.writeHead(200, { "content-type": "application/json" });
			return void response.end(diskIsFull(record.body));
		}
		if (setting.mode === "twice") await carriedOut(new URL(request.url ?? "/", target), request, body);
		const isLost = setting.loseAnswer === 1;
		setting.loseAnswer = Math.max(0, setting.loseAnswer - 1);
		const { host: _host, "transfer-encoding": _coding, ...headers } = request.headers;
		const url = new URL(request.url ?? "/", target);
		const onward = send(url, {
			method: request.method ?? "GET",
			headers: { ...headers, "content-length": body.length },
			agent,
		});
		onward.once("error", () => request.socket.destroy());
		onward.once("response", async (answer) => {
			const parts: Buffer[] = [];
			for await (const part of answer) parts.push(part);
			if (setting.mode === "losing" || isLost) return request.socket.destroy();
			if (setting.delayMs > 0) await new Promise((next) => setTimeout(next, setting.delayMs));
			const { "transfer-encoding": _chunked, ...answerHeaders } = answer.headers;
			record.endedAt = performance.now();
			response.writeHead(answer.statusCode ?? 502, answerHeaders);
			const whole = Buffer.concat(parts);
			const plain = answer.headers["content-encoding"] === "gzip" ? gunzipSync(whole) : whole;
			record.rowsRead = countIn(plain.toString("utf8"), "rows_read");
			if (setting.mode === "cutting") {
				response.write(whole.subarray(0, whole.length / 2), () => request.socket.destroy());
				return;
			}
			response.end(whole);
		});
		onward.end(body);
	};

	const server = createServer((request, response) => {
		forward(request, response).catch(() => request.socket.destroy());
	});
	server.on("connection", (socket) => {
		if (setting.mode === "down") socket.destroy();
		sockets.add(socket);
		socket.once("close", () => sockets.delete(socket));
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;

	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		get delayMs() {
			return setting.delayMs;
		},
		set delayMs(value) {
			setting.delayMs = value;
		},
		get mode() {
			return setting.mode;
		},
		set mode(value) {
			setting.mode = value;
		},
		get loseAnswer() {
			return setting.loseAnswer;
		},
		set loseAnswer(value) {
			setting.loseAnswer = value;
		},
		get turnAway() {
			return setting.turnAway;
		},
		set turnAway(value) {
			setting.turnAway = value;
		},
		reset() {
			requests.length = 0;
			setting.turnAway = 0;
			setting.loseAnswer = 0;
			setting.delayMs = 0;
			setting.mode = "up";
		},
		async measure(act) {
			const before = requests.length;
			const usual = setting.delayMs;
			// Slow enough that what was sent together overlaps, and that nothing sent on the way out can be answered in time.
			setting.delayMs = Math.max(usual, 25);
			try {
				const value = await act();
				const mine = requests.slice(before).filter(({ endedAt }) => endedAt !== undefined);
				return { value, requests: mine.length, depth: depthOf(mine) };
			} finally {
				setting.delayMs = usual;
			}
		},
		async stop() {
			for (const socket of sockets) socket.destroy();
			agent.destroy();
			await new Promise<void>((done) => server.close(() => done()));
		},
	};
}
