/**
 * What becomes of a row when an organization is brought back from an earlier moment (rule 27, T142). Pure. Nothing that was issued,
 * spent, sent or locked since then revives: what is passing stays out, recovery codes are void, no code shown so far counts, an open
 * way back is cancelled, no letter leaves again, and every number that others compare rises above all that can have been.
 */
import { stepAt } from "../../worker/features/totp/rules.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import type { Row } from "./tables.ts";

/** Tables whose rows are only worth something for a while, and to whoever got them then. */
export const passing: readonly string[] = [
	"sessions",
	"trusted_browsers",
	"known_browsers",
	"login_challenges",
	"mailed_tokens",
	"totp_setups",
	"reset_codes",
	"outcomes",
];

/** Budgets that stay: wrong codes in a row never expire. All others do, and are filled anew. */
export const LASTING_BUDGET = "factor:";

/** More changes of the rules than anybody makes between a backup and its restore: a page of before cannot save over others' work. */
export const VERSIONS_APART = 1000;

/** An epoch, or a generation of trust, that no one can have reached: it rises once for each event, and is never behind the clock's seconds. */
export const epochFloor = (now: Millis): number => Math.floor(now / 1000);

/** A step whose code nobody can have been shown yet. */
export const stepFloor = (now: Millis): number => stepAt(now) + 1;

/** The row as it is brought back, or null where it stays out. */
export function restoredRow(table: string, row: Row, now: Millis): Row | null {
	if (passing.includes(table)) return null;
	const raised = (name: string): number => Math.max(number(row[name]) + 1, epochFloor(now));
	switch (table) {
		case "tenants":
			return { ...row, epoch: raised("epoch") };
		case "policies":
			return { ...row, version: number(row.version) + VERSIONS_APART, trust_generation: raised("trust_generation") };
		case "totp_factors":
			return { ...row, last_step: Math.max(number(row.last_step), stepFloor(now)) };
		case "recovery_codes":
			return { ...row, used_at: row.used_at ?? now, sealed_code: null };
		case "outbox":
			return { ...row, sealed_letter: null };
		case "owner_returns":
			return { ...row, cancelled_at: row.cancelled_at ?? (row.finished_at === null ? now : null) };
		case "attempts":
			return String(row.subject).startsWith(LASTING_BUDGET) ? row : null;
		default:
			return row;
	}
}

const number = (value: Row[string] | undefined): number => Number(value ?? 0);
