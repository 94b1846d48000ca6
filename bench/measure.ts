/**
 * The bench's instruments: medians and percentiles, the CPU time of a process, and a closed loop of requests.
 * The loop keeps so many requests under way as it has connections and no more: a slow service is asked less often, it is
 * not buried. It shares the machine's cores with what it measures, so its figures compare; they promise nothing.
 */
import { existsSync, readFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, request as send } from "node:http";

/** The value that this share (0 to 1) of the sorted values does not exceed. Throws when there are none. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? sorted[0];
	if (value === undefined) throw new Error("nothing was measured");
	return value;
}

/** The middle value; of an even number the mean of the two in the middle. Throws when there are none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	if (low === undefined || high === undefined) throw new Error("nothing was measured");
	return (low + high) / 2;
}

/** A number for a table: so many digits after the point, and a dash for what could not be measured. */
export function figure(value: number, digits = 0): string {
	return Number.isFinite(value) ? value.toFixed(digits) : "–";
}

const TICK_MS = 10;

/** CPU time that a process has used so far, in milliseconds, all threads and the kernel included; NaN where there is no /proc. */
export function cpuMillis(pid: number): number {
	const file = `/proc/${pid}/stat`;
	if (!existsSync(file)) return Number.NaN;
	const stat = readFileSync(file, "utf8");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Begins to count a process's CPU time; the answer tells how much it has been since, in milliseconds. */
export function cpuSince(pid: number | undefined): () => number {
	const before = pid === undefined ? Number.NaN : cpuMillis(pid);
	return () => (pid === undefined ? Number.NaN : cpuMillis(pid) - before);
}

export interface Shot {
	readonly method: "GET" | "POST";
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

export interface Hit {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface LoadOptions {
	/** Where the service listens, without a slash at the end. */
	readonly url: string;
	readonly connections: number;
	/** How long new requests are begun, in milliseconds; or, with `count`, how many there are. */
	readonly forMs?: number;
	readonly count?: number;
	shot(index: number): Shot;
	/** Sees every answer; one for which it throws counts as failed. By default: any status but 200 fails. */
	take?(hit: Hit, index: number): void;
	/** The process whose CPU time is told per request. */
	readonly pid?: number;
	/** The database's process, likewise. */
	readonly databasePid?: number;
}

export interface Load {
	readonly requests: number;
	/** Requests that had another answer than they should, a timely 503 included. */
	readonly failed: number;
	/** Right answers in a second. */
	readonly perSecond: number;
	/** Milliseconds of a request with a right answer. */
	readonly p50: number;
	readonly p99: number;
	/** CPU milliseconds of the process for each request, what it does behind its answers included. */
	readonly cpuMs: number;
	/** The same of the database's process. */
	readonly databaseCpuMs: number;
}

const demandOk = ({ status, body }: Hit): void => {
	if (status !== 200) throw new Error(`${status} ${body.slice(0, 200)}`);
};

/** Sends one request and gives its whole answer. */
export function fire(agent: Agent, url: string, { method, path, headers, body }: Shot): Promise<Hit> {
	return new Promise((done, fail) => {
		const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
		const sent = send(url + path, { method, agent, headers: { ...headers, ...length } }, (answer) => {
			const parts: Buffer[] = [];
			answer.on("data", (part: Buffer) => parts.push(part));
			answer.once("error", fail);
			answer.once("end", () =>
				done({
					status: answer.statusCode ?? 0,
					headers: answer.headers,
					body: Buffer.concat(parts).toString("utf8"),
				}),
			);
		});
		sent.once("error", fail);
		sent.end(body);
	});
}

/** Runs a closed loop of requests. Throws when half of them failed, with the first failure. */
export async function drive(options: LoadOptions): Promise<Load> {
	const { url, connections, take = demandOk, pid, databasePid, count = Number.POSITIVE_INFINITY } = options;
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const waits: number[] = [];
	const failures: unknown[] = [];
	let begun = 0;
	const startedAt = performance.now();
	const until = startedAt + (options.forMs ?? Number.POSITIVE_INFINITY);
	const spent = [pid, databasePid].map((one) => cpuSince(one));
	const lane = async (): Promise<void> => {
		while (begun < count && performance.now() < until) {
			const index = begun++;
			const at = performance.now();
			try {
				const hit = await fire(agent, url, options.shot(index));
				const wait = performance.now() - at;
				take(hit, index);
				waits.push(wait);
			} catch (error) {
				failures.push(error);
			}
		}
	};
	await Promise.all(Array.from({ length: connections }, lane));
	const seconds = (performance.now() - startedAt) / 1000;
	agent.destroy();
	if (failures.length * 2 >= begun) throw new Error(`${failures.length} of ${begun} failed`, { cause: failures[0] });
	// What was left for after the answers is work of these requests, too.
	await new Promise((next) => setTimeout(next, 250));
	const [cpu = Number.NaN, databaseCpu = Number.NaN] = spent.map((since) => since());
	return {
		requests: begun,
		failed: failures.length,
		perSecond: waits.length / seconds,
		p50: percentile(waits, 0.5),
		p99: percentile(waits, 0.99),
		cpuMs: cpu / begun,
		databaseCpuMs: databaseCpu / begun,
	};
}
