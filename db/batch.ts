/**
 * One atomic batch is one HTTP request. A guard aborts the whole batch when its condition does not hold, so what
 * follows it needs no condition of its own: this is how "claim, then mint" stays one transaction (laws 1 and 2).
 * A batch that writes must begin with a write: libSQL opens it deferred, and read-then-write fails under load.
 */
import { type SQL, sql } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import type { Refusal } from "../worker/errors.ts";
import { againWhenBusy, type Db, dbOver, isBusy } from "./client.ts";
import { isMoving } from "./fences.ts";
import { DatabaseError, type Stop, type Transaction } from "./hrana.ts";
import { prepared } from "./prepared.ts";

export type Statement = BatchItem<"sqlite">;

/** A batch was rolled back because a condition did not hold; `refusal` is what that means to the caller. */
export class GuardFailed extends Error {
	readonly refusal: Refusal;
	constructor(refusal: Refusal) {
		super(`guard failed: ${refusal}`);
		this.name = "GuardFailed";
		this.refusal = refusal;
	}
}

/** The condition that never holds, for a statement that is not wanted this time. */
export const nothing: SQL = sql`false`;

/** The condition that the statement before this one changed a row. */
export const justChanged: SQL = sql`changes() > 0`;

/** An expression that raises unless the condition holds: json() of a text that is not JSON is an error, the only one plain SQL has. */
const oneOrRaise = (condition: SQL): SQL => sql`case when ${condition} then 1 else json('guard') end`;

/** The selection of a guard whose text is built once: rooms build it with `prepared` and name its refusal with `guarding`. */
export const raiseUnless = (db: Pick<Db, "select">, condition: SQL) =>
	db.select({ held: oneOrRaise(condition) }).from(sql`(select 1)`);
const changedOrRaise = prepared([], (db) => raiseUnless(db, justChanged));

const guards = new WeakMap<Statement, Refusal>();

/** Aborts the batch with this refusal unless the condition holds; by default: unless the statement before changed a row. */
export function guard(db: Db, refusal: Refusal, condition?: SQL): Statement {
	return guarding(refusal, condition ? db.run(sql`select ${oneOrRaise(condition)}`) : changedOrRaise(db, {}));
}

/** Makes a statement that raises a guard with this refusal. */
export function guarding(refusal: Refusal, statement: Statement): Statement {
	guards.set(statement, refusal);
	return statement;
}

/**
 * Runs the statements as one atomic request. Throws GuardFailed when a guard aborted it. A batch that found the database
 * busy did nothing at all and is sent again, a few times; one whose outcome is unknown is never repeated.
 */
export const together = <const Items extends readonly [Statement, ...Statement[]]>(
	db: Db,
	items: Items,
): Promise<BatchResponse<[...Items]>> => againWhenBusy(() => send(db, items));

async function send<const Items extends readonly [Statement, ...Statement[]]>(
	db: Db,
	items: Items,
): Promise<BatchResponse<[...Items]>> {
	try {
		return await db.batch([...items]);
	} catch (error) {
		const index = failedIndex(error);
		const failed = index === null ? undefined : items[index];
		const refusal = failed && guards.get(failed);
		if (refusal !== undefined && !isBusy(error) && !isMoving(error)) throw new GuardFailed(refusal);
		throw error;
	}
}

export interface Acts<Reserve extends readonly Statement[], Otherwise extends readonly Statement[]> {
	/** Committed first, by itself; without a write that holds its own condition it makes no sense. */
	readonly reserve: Reserve;
	/** All of it or nothing, behind the reservation; its guards say when. */
	readonly act: readonly Statement[];
	/** What to read when it came to nothing. */
	readonly otherwise: Otherwise;
}

/** What became of the acts; `read` is null when `act` was committed. */
export interface Acted<Reserve extends readonly Statement[], Otherwise extends readonly Statement[]> {
	readonly reserved: Results<Reserve>;
	readonly read: Results<Otherwise> | null;
}

type Results<Statements extends readonly Statement[]> = { [Index in keyof Statements]: Awaited<Statements[Index]> };

/**
 * Sends a reservation, the act that builds on it, and what to read if the act's guards did not let it happen, as one request of
 * three transactions. The reservation is committed whatever follows; the act begins only behind that commit and leaves
 * nothing when one of its guards fails. So an attempt is taken for good before anything is decided on the secret that it is
 * for (law 2), and the answer still costs one journey. Sent again is the whole only when the reservation found the database
 * busy, and the reading by itself when only that did: one attempt must never be taken twice.
 */
export async function reserveAndAct<
	const Reserve extends readonly [Statement, ...Statement[]],
	const Otherwise extends readonly Statement[],
>(db: Db, { reserve, act, otherwise }: Acts<Reserve, Otherwise>): Promise<Acted<Reserve, Otherwise>> {
	const seams = [reserve.length, reserve.length + act.length] as const;
	const outcome: { stopped: Stop | null; isRead: boolean } = { stopped: null, isRead: false };
	const inActs = dbOver(db.wire, async (wire, queries) => {
		const transactions: readonly Transaction[] = [
			{ begin: "BEGIN IMMEDIATE", queries: queries.slice(0, seams[0]) },
			{ begin: "BEGIN IMMEDIATE", queries: queries.slice(...seams), after: [{ at: 0, committed: true }] },
			{
				begin: "BEGIN",
				queries: queries.slice(seams[1]),
				after: [
					{ at: 0, committed: true },
					{ at: 1, committed: false },
				],
			},
		];
		const [reserved, acted, read] = await wire.transact(transactions);
		if (!reserved || !acted || !read) throw new DatabaseError("HRANA_PROTO_ERROR");
		if (reserved.stopped) throw new DatabaseError(reserved.stopped.code);
		outcome.stopped = acted.stopped;
		outcome.isRead = read.stopped === null;
		return [...reserved.rows, ...acted.rows, ...read.rows];
	});
	const results: readonly unknown[] = await againWhenBusy(() => inActs.batch([...reserve, ...act, ...otherwise]));
	const { stopped, isRead } = outcome;
	if (stopped && !isExpected(stopped, act)) throw new DatabaseError(stopped.code);
	const reserved = results.slice(0, seams[0]) as Results<Reserve>;
	if (!stopped) return { reserved, read: null };
	const read = isRead ? results.slice(seams[1]) : await readTogether(db, otherwise);
	return { reserved, read: read as Results<Otherwise> };
}

/** A guard said no, or somebody else was writing: the act left nothing behind, and the caller goes the longer way. */
function isExpected({ at, code }: Stop, act: readonly Statement[]): boolean {
	const ended = act[at];
	return (ended !== undefined && guards.has(ended)) || code.startsWith("SQLITE_BUSY");
}

/** Runs statements of any number and gives their results by position. */
export async function readTogether(db: Db, items: readonly Statement[]): Promise<readonly unknown[]> {
	const [first, ...rest] = items;
	return first ? together(db, [first, ...rest]) : [];
}

/** Runs statements of any number whose results nobody needs. */
export async function writeTogether(db: Db, items: readonly Statement[]): Promise<void> {
	const [first, ...rest] = items;
	if (first) await together(db, [first, ...rest]);
}

function failedIndex(error: unknown): number | null {
	if (typeof error !== "object" || error === null) return null;
	if ("statementIndex" in error && typeof error.statementIndex === "number") return error.statementIndex;
	return "cause" in error ? failedIndex(error.cause) : null;
}
