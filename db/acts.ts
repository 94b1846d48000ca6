/**
 * Three acts in one HTTP request, each a transaction of its own: `reserve` is committed whatever follows; `act` begins only
 * behind that commit and is rolled back as a whole when one of its guards fails; `otherwise` reads only when `act` did not
 * happen. So an attempt is taken for good before anything is decided on the secret that it is for (law 2), and the
 * answer still costs one journey to the database. The conditions are Hrana's own, kept by the database server.
 */
import { type Client, type InStatement, LibsqlError, type ResultSet } from "@libsql/client/http";
import {
	type Batch,
	BatchCond,
	type BatchStep,
	ClientError,
	type HttpClient,
	ResponseError,
	type RowsResult,
	Stmt,
} from "@libsql/hrana-client";

/** The statement that stands between two acts in a batch; it is never sent. */
export const nextAct = "select 'next act'";

/** What the first seam answers: null when the act was committed, else the statement at which it ended and why. */
export interface ActStopped {
	/** Position in the act: -1 for its BEGIN, its length for its COMMIT. */
	readonly at: number;
	readonly code: string;
}

type Batchable = Parameters<Client["batch"]>[0][number];

/** Whether the batch has seams, and is to be sent by `runActs`. */
export const hasActs = (statements: readonly Batchable[]): boolean => statements.some(isSeam);

const sqlOf = (statement: Batchable): InStatement => (Array.isArray(statement) ? statement[0] : statement);
const isSeam = (statement: Batchable): boolean => {
	const one = sqlOf(statement);
	return (typeof one === "string" ? one : one.sql) === nextAct;
};

/** The steps of one act, in order: BEGIN, its statements, COMMIT. */
interface Sent {
	readonly steps: readonly Promise<RowsResult | undefined>[];
	readonly commit: BatchStep;
}

/**
 * Sends the acts and gives a result for each statement by position, seams included; statements of an act that did not run
 * have no rows. Throws what the reservation threw; nothing has happened then.
 */
export async function runActs(hrana: HttpClient, statements: readonly Batchable[]): Promise<ResultSet[]> {
	const [reserve = [], act = [], otherwise = []] = inActs(statements);
	const stream = hrana.openStream();
	try {
		const batch = stream.batch(false);
		const reserved = transaction(batch, "BEGIN IMMEDIATE", reserve, null);
		const acted = transaction(batch, "BEGIN IMMEDIATE", act, BatchCond.ok(reserved.commit));
		const isLeft = [BatchCond.ok(reserved.commit), BatchCond.not(BatchCond.ok(acted.commit))];
		const read = transaction(batch, "BEGIN", otherwise, BatchCond.and(batch, isLeft));
		const answered = batch.execute();
		stream.closeGracefully();
		await answered;
		const first = whole(await settled(reserved));
		const second = await settled(acted);
		const third = second.stopped ? whole(await settled(read)) : otherwise.map(() => none);
		return [...first, told(second.stopped), ...second.results, none, ...third];
	} catch (error) {
		throw error instanceof ClientError ? new LibsqlError(error.message, codeOf(error)) : error;
	}
}

function inActs(statements: readonly Batchable[]): InStatement[][] {
	const acts: InStatement[][] = [[]];
	for (const statement of statements) {
		if (isSeam(statement)) acts.push([]);
		else acts.at(-1)?.push(sqlOf(statement));
	}
	return acts;
}

/** Adds BEGIN, each statement on condition of the one before, COMMIT, and ROLLBACK where it came to no commit. */
function transaction(batch: Batch, begin: string, statements: readonly InStatement[], when: BatchCond | null): Sent {
	const first = batch.step();
	if (when) first.condition(when);
	const steps = [quietly(first.query(begin))];
	let last = first;
	for (const statement of [...statements, "COMMIT"]) {
		const step = batch.step().condition(BatchCond.ok(last));
		last = step;
		steps.push(quietly(step.query(hranaStatement(statement))));
	}
	const isOpen = BatchCond.and(batch, [BatchCond.ok(first), BatchCond.not(BatchCond.ok(last))]);
	quietly(batch.step().condition(isOpen).run("ROLLBACK"));
	return { steps, commit: last };
}

/** What became of a step is looked at later, in its turn. */
function quietly<Value>(promise: Promise<Value>): Promise<Value> {
	promise.catch(() => undefined);
	return promise;
}

function hranaStatement(statement: InStatement): Stmt {
	if (typeof statement === "string") return new Stmt(statement);
	const made = new Stmt(statement.sql);
	if (Array.isArray(statement.args)) made.bindIndexes(statement.args);
	return made;
}

interface Settled {
	readonly results: readonly ResultSet[];
	readonly stopped: ActStopped | null;
}

async function settled({ steps }: Sent): Promise<Settled> {
	const results: ResultSet[] = [];
	let stopped: ActStopped | null = null;
	for (const [index, step] of steps.entries()) {
		const ended = await step.catch((error: unknown) => codeOf(error));
		if (typeof ended !== "object") stopped ??= { at: index - 1, code: ended ?? "UNKNOWN" };
		results.push(typeof ended === "object" ? resultSet(ended) : none);
	}
	return { results: results.slice(1, -1), stopped };
}

function whole({ results, stopped }: Settled): readonly ResultSet[] {
	if (stopped) throw new LibsqlError("a transaction of the batch failed", stopped.code);
	return results;
}

const codeOf = (error: unknown): string =>
	error instanceof ResponseError && error.code !== undefined ? error.code : "UNKNOWN";

const resultSet = (result?: RowsResult): ResultSet => ({
	columns: (result?.columnNames ?? []).map((name) => name ?? ""),
	columnTypes: [],
	rows: result?.rows ?? [],
	rowsAffected: result?.affectedRowCount ?? 0,
	lastInsertRowid: result?.lastInsertRowid,
	toJSON: () => ({}),
});

const none = resultSet();

/** The first seam's row: how the act ended. */
const told = (stopped: ActStopped | null): ResultSet =>
	stopped
		? { ...none, rows: [{ length: 2, 0: stopped.at, 1: stopped.code, at: stopped.at, code: stopped.code }] }
		: none;
