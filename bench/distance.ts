/**
 * A database at a distance: the tests' counting proxy, which holds each answer back, read the way the bench needs it.
 * One act is measured at a time, and the next begins only when nothing of the one before is under way any more: work that is
 * left for after the answer is counted apart and delays nobody.
 */
import {
	type CountingProxy,
	depthOf,
	type ProxiedRequest,
	startCountingProxy,
} from "../tests/support/counting-proxy.ts";

export interface Cost {
	/** Wall milliseconds until the answer had come. */
	readonly ms: number;
	/** Database requests that waited for one another, the longest chain. */
	readonly sequential: number;
	/** Database requests before the answer. */
	readonly requests: number;
	/** SQL statements in them, without BEGIN, COMMIT and ROLLBACK. */
	readonly statements: number;
	/** Database requests behind the answer. */
	readonly behind: number;
}

export interface Distance {
	/** Where the worker finds the database. */
	readonly url: string;
	/** Milliseconds each database request takes more. */
	setMs(ms: number): void;
	/** Runs one act and tells what it cost. */
	measure<Value>(act: () => Promise<Value>): Promise<Cost & { readonly value: Value }>;
	stop(): Promise<void>;
}

/** After so many quiet milliseconds nothing more is expected from work behind an answer. */
const QUIET_MS = 25;

async function settled(proxy: CountingProxy): Promise<void> {
	let seen = -1;
	while (seen !== proxy.requests.length || proxy.requests.some(({ endedAt }) => endedAt === undefined)) {
		seen = proxy.requests.length;
		await new Promise((next) => setTimeout(next, QUIET_MS));
	}
}

function inOrder(value: unknown, name: string): readonly unknown[] {
	const list: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
	return Array.isArray(list) ? list : [];
}

const part = (value: unknown, name: string): unknown =>
	typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const isFrame = (sql: unknown): boolean => typeof sql === "string" && /^\s*(BEGIN|COMMIT|ROLLBACK)\b/i.test(sql);

/** The SQL statements in the body of one request of libSQL's protocol (Hrana over HTTP). */
export function statementsIn({ body }: Pick<ProxiedRequest, "body">): number {
	const requests = inOrder(JSON.parse(body), "requests");
	const known = new Map(requests.map((request) => [part(request, "sql_id"), part(request, "sql")]));
	const sqlOf = (statement: unknown) => part(statement, "sql") ?? known.get(part(statement, "sql_id"));
	const statements = requests.flatMap((request) => {
		const steps = inOrder(part(request, "batch"), "steps").map((step) => sqlOf(part(step, "stmt")));
		return part(request, "type") === "execute" ? [sqlOf(part(request, "stmt"))] : steps;
	});
	return statements.filter((sql) => !isFrame(sql)).length;
}

/** Puts a distance before the database at this address. */
export async function startDistance(databaseUrl: string): Promise<Distance> {
	const proxy = await startCountingProxy(databaseUrl);
	return {
		url: proxy.url,
		setMs(ms) {
			proxy.delayMs = ms;
		},
		async measure(act) {
			await settled(proxy);
			const before = proxy.requests.length;
			const startedAt = performance.now();
			const value = await act();
			const endedAt = performance.now();
			await settled(proxy);
			const mine = proxy.requests.slice(before);
			const awaited = mine.filter((request) => (request.endedAt ?? endedAt) < endedAt);
			return {
				value,
				ms: endedAt - startedAt,
				sequential: depthOf(awaited),
				requests: awaited.length,
				statements: awaited.reduce((sum, request) => sum + statementsIn(request), 0),
				behind: mine.length - awaited.length,
			};
		},
		stop: () => proxy.stop(),
	};
}
