/**
 * libSQL's own protocol (Hrana 2, JSON over HTTP), as little of it as a request needs: one statement, or transactions of which
 * one may wait for what became of another, in one POST. Nothing is kept between requests, and no
 * stream stays open: the server ends each with its answer. The published client spent more on queues, copies and
 * unused encodings than the rest of a request cost (decision 028).
 */
import type { Secret } from "../worker/lib/secret.ts";
import type { Deadline } from "./deadline.ts";

/** Where a database is; the namespace is for libsql-server, which tells them apart by a header. */
export interface DatabaseAddress {
	readonly url: string;
	readonly namespace?: string | undefined;
	readonly token?: Secret | undefined;
}

/** A value as the schema has them; there are no blobs. */
export type Value = string | number | null;

export interface Query {
	readonly sql: string;
	readonly params: readonly unknown[];
}

/** Statements between BEGIN and COMMIT, rolled back as a whole when one of them fails. */
export interface Transaction {
	/** A deferred one takes the writer's lock with its first write and not before. */
	readonly begin: "BEGIN" | "BEGIN IMMEDIATE";
	readonly queries: readonly Query[];
	/** Which transactions before this one, by position, must have been committed or not; else it is not begun. */
	readonly after?: readonly { readonly at: number; readonly committed: boolean }[];
}

/** What became of a transaction. */
export interface Ended {
	/** Rows of each statement by position; none of those that did not run. */
	readonly rows: readonly Value[][][];
	/** Null when it was committed. */
	readonly stopped: Stop | null;
}

/** The statement at which a transaction ended: -1 for its BEGIN, the number of its statements for its COMMIT. */
export interface Stop {
	readonly at: number;
	readonly code: string;
}

export interface Wire {
	readonly address: DatabaseAddress;
	/** Runs one statement by itself and gives its rows. */
	execute(query: Query): Promise<Value[][]>;
	/** Runs transactions in one request and tells what became of each. */
	transact(transactions: readonly Transaction[]): Promise<readonly Ended[]>;
}

/** The database did not answer in time, or not at all. Whether a write took effect is unknown. */
export class DatabaseUnreachable extends Error {
	override readonly name = "DatabaseUnreachable";
	constructor(cause: unknown) {
		super("database unreachable", { cause });
	}
}

/** The database answered that it would not; the message holds no statement and no value. */
export class DatabaseError extends Error {
	override readonly name = "DatabaseError";
	/** SQLite's name of the error, such as `SQLITE_BUSY`. */
	readonly code: string;
	/** Position of the statement in its batch, where there was one. */
	readonly statementIndex: number | undefined;
	constructor(code: string, statementIndex?: number) {
		super(`database error ${code}`);
		this.code = code;
		this.statementIndex = statementIndex;
	}
}

/** A text with half a character in it, which no database takes: nothing was sent. Whoever brought it is told that it is wrong. */
export class TextIllFormed extends Error {
	override readonly name = "TextIllFormed";
}

interface HranaError {
	readonly code?: string | null;
}
interface HranaRows {
	readonly rows: readonly (readonly { readonly type: string; readonly value?: unknown }[])[];
}
interface HranaBatch {
	readonly step_results: readonly (HranaRows | null)[];
	readonly step_errors: readonly (HranaError | null)[];
}
type HranaResult<Result> =
	| { readonly type: "ok"; readonly response: { readonly result: Result } }
	| { readonly type: "error"; readonly error: HranaError };

/** The client of one database. It holds no connection: making one costs nothing, and it may live as long as it likes. */
export function openWire(address: DatabaseAddress, deadline: Deadline): Wire {
	const pipeline = `${address.url.replace(/^libsql:/, "https:").replace(/\/$/, "")}/v2/pipeline`;
	const headers: Record<string, string> = { "content-type": "application/json" };
	if (address.token) headers.authorization = `Bearer ${address.token.expose()}`;
	if (address.namespace) headers["x-namespace-bin"] = btoa(address.namespace).replace(/=+$/, "");

	const ask = async <Result>(request: object): Promise<Result> => {
		const body = JSON.stringify({ baton: null, requests: [request, { type: "close" }] });
		const answer = await post(pipeline, { method: "POST", headers, body, signal: deadline() });
		const [result] = readAnswer<Result>(answer).results;
		if (!result) throw new DatabaseError("HRANA_PROTO_ERROR");
		if (result.type === "error") throw new DatabaseError(codeOf(result.error));
		return result.response.result;
	};
	return {
		address,
		async execute(query) {
			return rowsOf(await ask<HranaRows>({ type: "execute", stmt: statement(query) }));
		},
		async transact(transactions) {
			const batch = layOut(transactions);
			const done = await ask<HranaBatch>({ type: "batch", batch: { steps: batch.steps } });
			return batch.places.map((place) => endOf(place, done));
		},
	};
}

/** Sends the request and reads the answer to its end: one that is cut or stalls half-way is an unreachable database, too. */
async function post(url: string, request: RequestInit): Promise<{ status: number; text: string }> {
	try {
		const answer = await fetch(url, request);
		return { status: answer.status, text: await answer.text() };
	} catch (error) {
		throw new DatabaseUnreachable(error);
	}
}

/** The server had too many requests under way and turned this one away before it did anything. */
export const TURNED_AWAY = "SERVER_BUSY";

interface HranaAnswer<Result> {
	readonly results: readonly HranaResult<Result>[];
}

function readAnswer<Result>({ status, text }: { status: number; text: string }): HranaAnswer<Result> {
	if (status === 429) throw new DatabaseError(TURNED_AWAY);
	if (status !== 200) throw new DatabaseError("SERVER_ERROR");
	try {
		// What a database server that we chose says in the form of its protocol.
		return JSON.parse(text) as HranaAnswer<Result>;
	} catch {
		throw new DatabaseError("HRANA_PROTO_ERROR");
	}
}

const codeOf = (error: HranaError): string => error.code ?? "UNKNOWN";

const statement = ({ sql, params }: Query) => ({ sql, args: params.map(encoded), want_rows: true });

/** Half of a character that takes two places. */
const halfCharacter = /\p{Cs}/u;

function encoded(value: unknown): { type: string; value?: string | number } {
	if (value === null) return { type: "null" };
	if (typeof value === "string") {
		if (halfCharacter.test(value)) throw new TextIllFormed();
		return { type: "text", value };
	}
	if (typeof value === "boolean") return { type: "integer", value: value ? "1" : "0" };
	if (typeof value !== "number" || !Number.isFinite(value)) throw new TypeError("not a value for the database");
	return Number.isSafeInteger(value) ? { type: "integer", value: String(value) } : { type: "float", value };
}

function decoded({ type, value }: { readonly type: string; readonly value?: unknown }): Value {
	if (type === "null") return null;
	if (type === "text" && typeof value === "string") return value;
	const number = Number(value);
	if (type === "float" || (type === "integer" && Number.isSafeInteger(number))) return number;
	throw new RangeError("the database holds a value of a kind that no column has");
}

const rowsOf = ({ rows }: HranaRows): Value[][] => rows.map((row) => row.map(decoded));

type Condition =
	| { readonly type: "ok"; readonly step: number }
	| { readonly type: "not"; readonly cond: Condition }
	| { readonly type: "and"; readonly conds: readonly Condition[] };

interface Step {
	readonly stmt: { readonly sql: string; readonly args?: readonly object[]; readonly want_rows: boolean };
	readonly condition?: Condition;
}

/** Where the steps of a transaction are: BEGIN at `from`, its statements behind it, COMMIT at `to`. */
interface Placed {
	readonly from: number;
	readonly to: number;
}

const ok = (step: number): Condition => ({ type: "ok", step });
const not = (cond: Condition): Condition => ({ type: "not", cond });
const frame = (sql: string, condition?: Condition): Step => ({
	stmt: { sql, want_rows: false },
	...(condition ? { condition } : {}),
});

/** Each statement waits for the one before; what came to no commit is rolled back before anything else begins. */
function layOut(transactions: readonly Transaction[]): { steps: readonly Step[]; places: readonly Placed[] } {
	const steps: Step[] = [];
	const places: Placed[] = [];
	for (const { begin, queries, after = [] } of transactions) {
		const conds = after.map(({ at, committed }) => {
			const commit = ok(places[at]?.to ?? -1);
			return committed ? commit : not(commit);
		});
		const from = steps.push(frame(begin, conds.length > 0 ? { type: "and", conds } : undefined)) - 1;
		for (const query of queries) steps.push({ stmt: statement(query), condition: ok(steps.length - 1) });
		const to = steps.push(frame("COMMIT", ok(steps.length - 1))) - 1;
		steps.push(frame("ROLLBACK", { type: "and", conds: [ok(from), not(ok(to))] }));
		places.push({ from, to });
	}
	return { steps, places };
}

function endOf({ from, to }: Placed, { step_results: results, step_errors: errors }: HranaBatch): Ended {
	const rows: Value[][][] = [];
	let stopped: Stop | null = null;
	for (let step = from; step <= to; step += 1) {
		const result = results[step];
		const error = errors[step];
		if (!result && !stopped) stopped = { at: step - from - 1, code: error ? codeOf(error) : "UNKNOWN" };
		if (step > from && step < to) rows.push(result ? rowsOf(result) : []);
	}
	return { rows, stopped };
}
