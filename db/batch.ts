/**
 * One atomic batch is one HTTP request. A guard aborts the whole batch when its condition does not hold, so what
 * follows it needs no condition of its own: this is how "claim, then mint" stays one transaction (laws 1 and 2).
 * A batch that writes must begin with a write: libSQL opens it deferred, and read-then-write fails under load.
 */
import { type SQL, sql } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import type { Refusal } from "../worker/errors.ts";
import { type Db, isBusy } from "./client.ts";

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

const guards = new WeakMap<Statement, Refusal>();

/** Aborts the batch with this refusal unless the condition holds; by default: unless the statement before changed a row. */
export function guard(db: Db, refusal: Refusal, condition: SQL = justChanged): Statement {
	// json() of a text that is not JSON is an error: the one way to raise from plain SQL.
	const statement = db.run(sql`select case when ${condition} then 1 else json('guard') end`);
	guards.set(statement, refusal);
	return statement;
}

/**
 * Runs the statements as one atomic request. Throws GuardFailed when a guard aborted it. A batch that found the database
 * busy did nothing at all and is sent again, a few times; one whose outcome is unknown is never repeated.
 */
export async function together<const Items extends readonly [Statement, ...Statement[]]>(
	db: Db,
	items: Items,
): Promise<BatchResponse<[...Items]>> {
	for (const pause of BUSY_PAUSES_MS) {
		try {
			return await send(db, items);
		} catch (error) {
			if (!isBusy(error)) throw error;
			await new Promise((resume) => setTimeout(resume, pause));
		}
	}
	return send(db, items);
}

/** Milliseconds before a busy database is asked again. */
const BUSY_PAUSES_MS = [10, 40, 160, 320] as const;

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
		if (refusal !== undefined && !isBusy(error)) throw new GuardFailed(refusal);
		throw error;
	}
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
