/**
 * Drizzle over the wire (hrana.ts): one HTTP request per query or batch, and what the database's errors mean.
 * A Db is made per request and holds nothing but the address.
 */
import { drizzle, type SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import { DATABASE_DEADLINE_MS, type Deadline, each } from "./deadline.ts";
import {
	type DatabaseAddress,
	DatabaseError,
	DatabaseUnreachable,
	openWire,
	type Query,
	TextIllFormed,
	TURNED_AWAY,
	type Value,
	type Wire,
} from "./hrana.ts";

export type { DatabaseAddress } from "./hrana.ts";

export type Db = SqliteRemoteDatabase<Record<string, never>> & { readonly wire: Wire };

export const openDb = (address: DatabaseAddress, deadline: Deadline = each(DATABASE_DEADLINE_MS)): Db =>
	dbOver(openWire(address, deadline), runTogether);

/** Gives the rows of each query of a batch by position. */
type RunBatch = (wire: Wire, queries: readonly Query[]) => Promise<readonly Value[][][]>;

/** Drizzle whose batches are run so. */
export function dbOver(wire: Wire, runBatch: RunBatch): Db {
	const db = drizzle(
		async (sql, params) => ({ rows: await againWhenBusy(() => wire.execute({ sql, params })) }),
		async (queries) => (await runBatch(wire, queries)).map((rows) => ({ rows })),
	);
	return Object.assign(db, { wire });
}

/** A batch is one transaction; it throws with the position of the statement at which it ended. */
async function runTogether(wire: Wire, queries: readonly Query[]): Promise<readonly Value[][][]> {
	const [ended] = await wire.transact([{ begin: "BEGIN", queries }]);
	if (!ended) throw new DatabaseError("HRANA_PROTO_ERROR");
	if (ended.stopped) throw new DatabaseError(ended.stopped.code, ended.stopped.at);
	return ended.rows;
}

const unavailableCodes =
	/^(SQLITE_(BUSY|READONLY|FULL|IOERR|LOCKED|CANTOPEN)|HRANA|SERVER_|STREAM|TRANSACTION|UNKNOWN)/;

/** Whether an error means that the database cannot be used right now. */
export const isUnavailable = (error: unknown): boolean =>
	anyCause(error, (one) => one instanceof DatabaseUnreachable || unavailableCodes.test(codeOf(one)));

/** Whether an error means that others kept the database too busy for this request: nothing of it took effect. */
export const isBusy = (error: unknown): boolean =>
	anyCause(error, (one) => codeOf(one).startsWith("SQLITE_BUSY") || codeOf(one) === TURNED_AWAY);

/** Whether an error means that a constraint of the schema was hit. */
export const isConstraint = (error: unknown): boolean =>
	anyCause(error, (one) => codeOf(one).startsWith("SQLITE_CONSTRAINT"));

/** Milliseconds before a busy database is asked again. */
const BUSY_PAUSES_MS = [10, 40, 160, 320] as const;

/** Runs what has no effect at all when it finds the database busy, a few times if need be; any other failure stands. */
export async function againWhenBusy<Answer>(act: () => Promise<Answer>): Promise<Answer> {
	for (const pause of BUSY_PAUSES_MS) {
		try {
			return await act();
		} catch (error) {
			if (!isBusy(error)) throw error;
			await new Promise((resume) => setTimeout(resume, pause));
		}
	}
	return act();
}
/** Whether an error means that a text was no text, and was never sent. */
export const isIllFormed = (error: unknown): boolean => anyCause(error, (one) => one instanceof TextIllFormed);

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");

function anyCause(error: unknown, holds: (one: Error) => boolean): boolean {
	return error instanceof Error && (holds(error) || anyCause(error.cause, holds));
}
